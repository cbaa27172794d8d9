import keras

x = keras.ops.array([[[1.0, 0.0, 0.0, 0.0]]])  # h: (B, T, D) = (1, 1, 4)
rnn = keras.layers.SimpleRNN(2, return_sequences=True, return_state=True)
outputs, state = rnn(x)
