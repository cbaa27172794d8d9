// Losses. Logits are scores before the softmax.
#pragma once

#include <span>

#include "engine/core/tensor.h"

namespace unfold {

// -log softmax(logits)[target] for each row: logits (…, C), one target in [0, C) per row; the
// result has the shape of the leading axes. TensorFlow's sparse_softmax_cross_entropy_with_logits.
Tensor softmax_cross_entropy(const Tensor& logits, std::span<const int> targets);

// -log of the probability that a sigmoid gives each answer: logits of any shape, labels of the
// same, which are 0, 1 or between and get no gradient; max(x, 0) - x label + log(1 + exp(-|x|)).
// TensorFlow's sigmoid_cross_entropy_with_logits.
Tensor sigmoid_cross_entropy(const Tensor& logits, const Tensor& labels);

// The mean cross entropy over the steps of a batch, weighted: logits (B, T, C), B·T targets,
// weights (B, T); sum(weights · cross entropy) / (sum(weights) + 1e-12). TensorFlow's
// contrib.seq2seq.sequence_loss.
Tensor sequence_loss(const Tensor& logits, std::span<const int> targets, const Tensor& weights);

// mean((prediction - target)²)
Tensor mean_squared_error(const Tensor& prediction, const Tensor& target);

}  // namespace unfold
