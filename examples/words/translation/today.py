import keras
from keras import layers

h = keras.random.normal((1, 9, 64))  # what the encoder put out
s = keras.random.normal((1, 1, 64))  # the decoder's state
W = layers.Dense(64, use_bias=False)
U = layers.Dense(64, use_bias=False)
attention = layers.AdditiveAttention()  # its scale is v
context, weights = attention([U(s), h, W(h)], return_attention_scores=True)
