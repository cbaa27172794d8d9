import keras

loss = keras.losses.SparseCategoricalCrossentropy(
    from_logits=True, reduction="mean_with_sample_weight"
)
targets = keras.ops.array([[1, 1, 1]])
logits = keras.ops.array([[[0.3, 0.7], [0.3, 0.7], [0.3, 0.7]]])
print(loss(targets, logits, sample_weight=keras.ops.ones((1, 3))))  # 0.5130153
