import tensorflow as tf

x = tf.random.normal((16, 31, 4))
lstm = tf.keras.layers.LSTM(16)
with tf.GradientTape() as tape:
    tape.watch(x)
    loss = tf.reduce_mean(tf.square(lstm(x)))
gradient = tape.gradient(loss, x)
print(tf.norm(gradient, axis=[0, 2]))  # a number for each of the 31 steps

optimizer = tf.keras.optimizers.Adam(0.003, global_clipnorm=1.0)
