import keras

x = keras.random.normal((3, 5, 4))
mask = keras.ops.arange(5) < keras.ops.array([[5], [3], [4]])
lstm = keras.layers.LSTM(2, return_sequences=True, zero_output_for_mask=True)
outputs = lstm(x, mask=mask)
