import keras

h = keras.ops.reshape(keras.ops.arange(45, dtype="float32"), (3, 5, 3))
logits = keras.layers.Dense(5)(h)  # (3, 5, 5)
probabilities = keras.ops.softmax(logits)
