// How weights start.
#pragma once

#include "engine/core/tensor.h"
#include "engine/random/tensorflow.h"

namespace unfold {

enum class Initializer {
  zeros,
  ones,
  glorot_uniform,    // uniform in ±sqrt(6 / (rows + columns)); TensorFlow's default
  random_normal,     // mean 0, deviation 1
  random_uniform,    // [-0.05, 0.05), Keras' default
  truncated_normal,  // deviation 1, nothing beyond two
  orthogonal         // rows or columns, whichever are fewer, are orthonormal
};

// Weights of this shape from TensorFlow's stream of the seed. glorot_uniform and orthogonal need a
// matrix; zeros and ones ignore the seed.
Tensor initialize(Initializer initializer, const Shape& shape, OpSeed seed);

}  // namespace unfold
