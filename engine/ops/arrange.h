// Other arrangements of the same values: reshape, concat, split, slice, stack, unstack,
// reverse_sequence.
#pragma once

#include <span>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

Tensor reshape(const Tensor& x, const Shape& shape);

// Tensors that differ only along `axis`, one after another.
Tensor concat(std::span<const Tensor> parts, int axis);
inline Tensor concat(std::initializer_list<Tensor> parts, int axis) {
  return concat(std::span(parts.begin(), parts.size()), axis);
}
// The elements [first, first + count) along `axis`.
Tensor slice(const Tensor& x, int axis, int first, int count);
// `parts` tensors of equal size along `axis`.
std::vector<Tensor> split(const Tensor& x, int parts, int axis);
// Tensors of one shape along a new axis, and back.
Tensor stack(std::span<const Tensor> parts, int axis);
std::vector<Tensor> unstack(const Tensor& x, int axis);

// x (B, T, …) with the first lengths[b] steps of sequence b in reverse order and the others where
// they were; no lengths: all T steps.
Tensor reverse_sequence(const Tensor& x, std::span<const int> lengths = {});

}  // namespace unfold
