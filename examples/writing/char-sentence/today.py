import keras
from keras import layers

text = " if you want you"
letters = sorted(set(text))
ids = keras.ops.array([[letters.index(letter) for letter in text]])
x = keras.ops.one_hot(ids[:, :-1], len(letters))

model = keras.Sequential([
    layers.LSTM(10, return_sequences=True),
    layers.Dense(len(letters)),
])
model.compile(
    optimizer=keras.optimizers.Adam(0.1),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
model.fit(x, ids[:, 1:], epochs=50)
