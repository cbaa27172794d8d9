import keras
from keras import layers

(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),  # rows, pixels
    layers.LSTM(150, return_sequences=True),
    layers.LSTM(150, return_sequences=True),
    layers.LSTM(150),
    layers.Dense(10),
])
model.compile(
    optimizer=keras.optimizers.Adam(0.001),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.fit(
    x / 255,
    y,
    batch_size=150,
    epochs=10,
    validation_data=(x_test / 255, y_test),
)
