import keras
from keras import layers

model = keras.Sequential([
    keras.Input((20, 1)),
    layers.SimpleRNN(100, activation="relu", return_sequences=True),
    layers.Dense(1),
])

sequence = [0.0] * 20
for _ in range(300):
    window = keras.ops.array([[[value] for value in sequence[-20:]]])
    sequence.append(float(model(window)[0, -1, 0]))
