// Sums, means and maxima, over everything or along one axis.
#pragma once

#include "engine/core/tensor.h"

namespace unfold {

Tensor reduce_sum(const Tensor& x);
Tensor reduce_mean(const Tensor& x);
Tensor reduce_max(const Tensor& x);
// Without the axis in the result. The gradient of a maximum is shared equally among ties.
Tensor reduce_sum(const Tensor& x, int axis);
Tensor reduce_mean(const Tensor& x, int axis);
Tensor reduce_max(const Tensor& x, int axis);

}  // namespace unfold
