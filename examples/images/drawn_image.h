// Drawings made like the digits of MNIST.
#pragma once

#include "engine/core/tensor.h"

namespace unfold {

// Whether nothing is drawn.
bool is_blank(const Tensor& drawing);

// MNIST's own preparation: what is drawn on (28, 28) is scaled, keeping its proportions, to fit a
// box of 20 × 20, and its centre of mass is moved to the middle, as far as whole pixels allow.
Tensor like_mnist(const Tensor& drawing);

}  // namespace unfold
