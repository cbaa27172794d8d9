import keras
from keras import layers

model = keras.Sequential([
    keras.Input(batch_shape=(200, 5, 2)),  # rows, bits of a window, one-hot
    layers.SimpleRNN(4, return_sequences=True, stateful=True),
    layers.Dense(2),
])
model.compile(
    optimizer=keras.optimizers.Adagrad(0.1),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
