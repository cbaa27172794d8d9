import keras
from keras import layers

h = keras.random.normal((1, 10, 48))  # what the encoder put out
s = keras.random.normal((1, 1, 48))  # the decoder's state
W = layers.Dense(48, use_bias=False)
U = layers.Dense(48, use_bias=False)
attention = layers.AdditiveAttention()  # its scale is v
context, weights = attention([U(s), h, W(h)], return_attention_scores=True)
