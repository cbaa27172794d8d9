import keras

x = keras.random.normal((3, 5, 4))
h = keras.ops.zeros((3, 2))
c = keras.ops.ones((3, 2))
outputs = keras.layers.LSTM(2, return_sequences=True)(x, initial_state=[h, c])
