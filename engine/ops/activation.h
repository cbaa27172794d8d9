// Pointwise activations, and softmax along the last axis.
#pragma once

#include "engine/core/tensor.h"

namespace unfold {

Tensor tanh(const Tensor& x);
Tensor sigmoid(const Tensor& x);
Tensor relu(const Tensor& x);
Tensor exp(const Tensor& x);
Tensor log(const Tensor& x);          // the natural logarithm
Tensor softmax(const Tensor& x);      // exp(x) / sum exp(x)
Tensor log_softmax(const Tensor& x);  // x - log sum exp(x)

}  // namespace unfold
