// Dense: a fully connected layer.
#pragma once

#include <string>

#include "engine/nn/initializers.h"
#include "engine/nn/variables.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/matmul.h"

namespace unfold {

// x (…, K) · kernel (K, N) + bias (N)
struct Dense {
  Tensor kernel, bias;

  Tensor operator()(const Tensor& x) const { return matmul(x, kernel) + bias; }
};

// Glorot's kernel and a zero bias, as tf.layers.dense and contrib's fully_connected make them.
inline Dense make_dense(int K, int N, OpSeed seed, const std::string& scope, Variables& variables) {
  const Tensor kernel = initialize(Initializer::glorot_uniform, Shape{K, N}, seed);
  return {variables.make(scope + "/kernel", kernel),
          variables.make(scope + "/bias", Tensor::zeros(Shape{N}))};
}

}  // namespace unfold
