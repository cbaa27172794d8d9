import keras

x = keras.ops.reshape(keras.ops.arange(45, dtype="float32"), (3, 5, 3))
mask = keras.ops.arange(5) < keras.ops.array([[2], [3], [1]])
lstm = keras.layers.LSTM(5, return_sequences=True)
outputs = keras.layers.Bidirectional(lstm)(x, mask=mask)  # (3, 5, 10)
