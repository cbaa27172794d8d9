// Matrix products and exchanged axes.
#pragma once

#include <initializer_list>

#include "engine/core/tensor.h"

namespace unfold {

// (…, K) · (K, N) = (…, N); the leading axes of `a` are rows. Throws when the sizes do not match.
Tensor matmul(const Tensor& a, const Tensor& b);

// Axis i of the result is axis `order[i]` of x, as tf.transpose(x, perm).
Tensor transpose(const Tensor& x, std::initializer_list<int> order);
Tensor transpose(const Tensor& x);  // of a matrix

}  // namespace unfold
