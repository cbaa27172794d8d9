// Choosing by index: gather, embedding lookup, one-hot codes, argmax.
#pragma once

#include <span>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

// Rows of x (V, …) by index: (N, …). Throws for an index outside [0, V).
Tensor gather(const Tensor& x, std::span<const int> indices);

// Rows of a table (V, …) by id: (N, …). The same as gather, but that the gradient of a variable is
// kept as rows (Tensor::row_gradient), as TensorFlow keeps IndexedSlices: a step costs what N rows
// cost, however large V is. tf.nn.embedding_lookup.
Tensor embedding_lookup(const Tensor& table, std::span<const int> ids);

// (N, depth): row n is 1 at indices[n] and 0 elsewhere; all 0 for an index outside [0, depth), as
// tf.one_hot.
Tensor one_hot(std::span<const int> indices, int depth);

// The position of the first largest value along the last axis.
void argmax(const Tensor& x, std::span<int> positions);
std::vector<int> argmax(const Tensor& x);

}  // namespace unfold
