import keras

x = keras.ops.reshape(keras.ops.arange(45, dtype="float32"), (3, 5, 3))
cells = [keras.layers.LSTMCell(5) for _ in range(3)]
outputs = keras.layers.RNN(cells, return_sequences=True)(x)  # (3, 5, 5)
