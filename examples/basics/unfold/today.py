import keras

hello = keras.ops.array([[0, 1, 2, 2, 3]])
x = keras.ops.one_hot(hello, 4)  # (1, 5, 4)
rnn = keras.layers.SimpleRNN(2, return_sequences=True, return_state=True)
outputs, state = rnn(x)
