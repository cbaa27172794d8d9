// Additive attention (Bahdanau's), fused: scores, softmax over the source steps and the weighted
// sum of what is attended to.
//
// Everywhere: keys (B, S, A), query (B, A), v (A), memory (B, S, C). `lengths` is empty or has one
// length in [0, S] per sequence: steps past it get no weight; of a sequence of length 0 nothing is
// attended to.
#pragma once

#include <span>

#include "engine/core/tensor.h"

namespace unfold {

struct AttentionResult {
  Tensor context;  // (B, C): sum over s of weights_s · memory_s
  Tensor weights;  // (B, S): softmax over s of v · tanh(keys_s + query)
};
AttentionResult additive_attention(const Tensor& keys, const Tensor& query, const Tensor& v,
                                   const Tensor& memory, std::span<const int> lengths = {});

}  // namespace unfold
