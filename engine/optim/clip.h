// Gradient clipping, between Tape::backward and Optimizer::apply. Of a gradient that is kept as
// rows the rows are clipped, after ids that come again were summed, so that it is clipped as the
// gradient of the whole table would be. TensorFlow takes each slice of an id by itself.
#pragma once

#include <span>

#include "engine/core/tensor.h"

namespace unfold {

// Each gradient g becomes max(min(g, high), low), as tf.clip_by_value.
void clip_by_value(std::span<const Tensor> variables, float low, float high);

// sqrt of the sum of the squares of all gradients, as tf.global_norm.
float global_norm(std::span<const Tensor> variables);

// Each gradient g becomes g * clip_norm * min(1 / norm, 1 / clip_norm), as tf.clip_by_global_norm.
// Returns the norm before clipping.
float clip_by_global_norm(std::span<const Tensor> variables, float clip_norm);

}  // namespace unfold
