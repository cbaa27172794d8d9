// Elementwise arithmetic with NumPy's broadcasting: sizes match from the last axis on, or one is 1.
#pragma once

#include "engine/core/tensor.h"

namespace unfold {

// Throw std::invalid_argument when the shapes do not broadcast.
Tensor operator+(const Tensor& a, const Tensor& b);
Tensor operator-(const Tensor& a, const Tensor& b);
Tensor operator*(const Tensor& a, const Tensor& b);
Tensor operator/(const Tensor& a, const Tensor& b);
Tensor operator-(const Tensor& x);

// (a - b)², elementwise.
Tensor squared_difference(const Tensor& a, const Tensor& b);

}  // namespace unfold
