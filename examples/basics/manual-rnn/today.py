import keras

x = keras.random.normal((4, 2, 3))
outputs = keras.layers.SimpleRNN(5, return_sequences=True)(x)
unrolled = keras.layers.SimpleRNN(5, return_sequences=True, unroll=True)(x)  # static_rnn
