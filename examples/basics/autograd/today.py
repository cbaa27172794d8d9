import tensorflow as tf

x, w, b = (tf.Variable(value) for value in (1.0, 0.5, -0.2))
with tf.GradientTape() as tape:
    y = tf.tanh(x * w + b)
print(y, tape.gradient(y, [x, w, b]))
