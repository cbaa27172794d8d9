import keras
from keras import layers

model = keras.Sequential([
    keras.Input(batch_shape=(8, 32, 74)),  # streams, characters, kinds
    layers.LSTM(128, return_sequences=True, stateful=True),
    layers.LSTM(128, return_sequences=True, stateful=True),
    layers.Dense(74),
])
model.compile(
    optimizer=keras.optimizers.Adam(0.01, global_clipnorm=5.0),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
