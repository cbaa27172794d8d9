import keras
from keras import layers

(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()

rows = keras.Input((28, 28))
outputs, states = rows, []
for is_top in [False, False, True]:
    rnn = layers.SimpleRNN(
        100, activation="relu", return_sequences=not is_top, return_state=True
    )
    outputs, state = rnn(outputs)
    states.append(state)
logits = layers.Dense(10)(layers.Concatenate()(states))  # of 300 numbers
model = keras.Model(rows, logits)
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
