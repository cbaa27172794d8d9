import keras

words = keras.ops.array([[0, 1, 2, 2, 3], [1, 3, 2, 2, 2], [2, 2, 1, 1, 2]])
x = keras.ops.one_hot(words, 4)  # hello, eolll, lleel: (3, 5, 4)
outputs = keras.layers.LSTM(2, return_sequences=True)(x)
