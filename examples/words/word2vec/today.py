import tensorflow as tf

embeddings = tf.keras.layers.Embedding(50000, 150)
weights = tf.Variable(tf.random.truncated_normal((50000, 150), stddev=150**-0.5))
biases = tf.Variable(tf.zeros(50000))
words = tf.constant([12, 12])  # a word, twice
neighbours = tf.constant([[3081], [6]], tf.int64)
losses = tf.nn.nce_loss(weights, biases, neighbours, embeddings(words), 64, 50000)
print(tf.reduce_mean(losses))
