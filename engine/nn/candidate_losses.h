// Losses over so many classes that a step looks at the true one and at a few that were drawn
// (random/candidates.h) instead of at all. The gradients of weights and biases are kept as rows.
#pragma once

#include <span>

#include "engine/core/tensor.h"
#include "engine/random/candidates.h"

namespace unfold {

// Scores for the true class of each example, then for each candidate: (B, 1 + S) from weights
// (V, E), biases (V), B labels and inputs (B, E); inputs · weights[k] + biases[k] - log(expected
// count of k). A candidate that is the example's true class is an accidental hit; removed, its
// score is -FLT_MAX.
Tensor sampled_logits(const Tensor& weights, const Tensor& biases, std::span<const int> labels,
                      const Tensor& inputs, const Candidates& candidates,
                      bool remove_accidental_hits);

// Noise-contrastive estimation: the true class and each candidate are questions of yes or no. One
// loss per example, as tf.nn.nce_loss.
Tensor nce_loss(const Tensor& weights, const Tensor& biases, std::span<const int> labels,
                const Tensor& inputs, const Candidates& candidates,
                bool remove_accidental_hits = false);

// The cross entropy of a softmax over the true class and the candidates. One loss per example, as
// tf.nn.sampled_softmax_loss.
Tensor sampled_softmax_loss(const Tensor& weights, const Tensor& biases,
                            std::span<const int> labels, const Tensor& inputs,
                            const Candidates& candidates, bool remove_accidental_hits = true);

}  // namespace unfold
