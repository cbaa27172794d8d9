// What labs compare and count.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

// 0, 1, 2, … in this shape, as numpy.arange(n).reshape(shape).
Tensor counting(const Shape& shape);
// These whole numbers.
template <typename Range>
Tensor whole_numbers(const Shape& shape, const Range& range) {
  Tensor y(shape);
  std::copy(range.begin(), range.end(), y.mutable_data());
  return y;
}
// The values as a notebook would print them.
std::vector<double> numbers(const Tensor& x);

// The same elements in another shape of the same rank, cut off or filled up at the ends of its
// axes.
Tensor resized(const Tensor& x, const Shape& shape, float fill = 0);

// The largest |a - b|.
float largest_difference(const Tensor& a, const Tensor& b);
// The largest |value| of outputs (B, T, H) at steps from lengths[b] on.
float largest_past(const Tensor& outputs, std::span<const int> lengths);
// Outputs (B, T, H) at step lengths[b] - 1, zeros for a length of 0: (B, H). No lengths: at the
// last step.
Tensor last_outputs(const Tensor& outputs, std::span<const int> lengths = {});

}  // namespace unfold
