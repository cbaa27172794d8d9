import keras
from keras import layers

model = keras.Sequential([
    keras.Input((7, 5)),  # days, columns
    layers.LSTM(10),
    layers.Dense(1),
])
model.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss=keras.losses.MeanSquaredError(reduction="sum"),
)
