import keras
from keras import layers

model = keras.Sequential([
    keras.Input((20, 1)),
    layers.SimpleRNN(100, activation="relu", return_sequences=True),
    layers.Dense(1),
])
model.compile(optimizer=keras.optimizers.Adam(0.001), loss="mse")
