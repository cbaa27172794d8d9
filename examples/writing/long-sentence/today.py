import keras
from keras import layers

text = (
    "if you want to build a ship, don't drum up people together to "
    "collect wood and don't assign them tasks and work, but rather "
    "teach them to long for the endless immensity of the sea."
)
letters = sorted(set(text))
ids = [letters.index(letter) for letter in text]
windows = keras.ops.array([ids[i : i + 11] for i in range(len(ids) - 10)])
x = keras.ops.one_hot(windows[:, :-1], len(letters))

model = keras.Sequential([
    layers.LSTM(25, return_sequences=True),
    layers.LSTM(25, return_sequences=True),
    layers.Dense(len(letters)),
])
model.compile(
    optimizer=keras.optimizers.Adam(0.1),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
model.fit(x, windows[:, 1:], batch_size=len(windows), epochs=500)
