// Dropout with given random numbers, so that its stream belongs to whoever calls.
#pragma once

#include "engine/core/tensor.h"

namespace unfold {

// x / keep_probability where floor(keep_probability + uniform) is 1, and 0 elsewhere, as TensorFlow
// 1. `uniform` has x's shape and values in [0, 1); keep_probability is in (0, 1].
Tensor dropout(const Tensor& x, float keep_probability, const Tensor& uniform);

}  // namespace unfold
