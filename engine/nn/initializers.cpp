#include "engine/nn/initializers.h"

#define EIGEN_DONT_VECTORIZE
#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "engine/core/require.h"

namespace unfold {
namespace {

// sqrt(6 / (fan in + fan out)) in double, as TensorFlow has it, then rounded.
float glorot_limit(const Shape& shape) {
  return static_cast<float>(std::sqrt(3.0 / ((shape[0] + shape[1]) / 2.0)));
}

// Q of a normal matrix, its columns' signs fixed by R's diagonal so that Q is uniform.
Tensor orthogonal(const Shape& shape, OpSeed seed) {
  const int longer = std::max(shape[0], shape[1]), shorter = std::min(shape[0], shape[1]);
  const Tensor normal = random_normal(Shape{longer, shorter}, seed);
  using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::MatrixXd a =
      Eigen::Map<const RowMajor>(normal.data(), longer, shorter).cast<double>();
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(a);
  const Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(longer, shorter);
  Tensor weights(shape);
  for (int i = 0; i < longer; ++i) {
    for (int j = 0; j < shorter; ++j) {
      const double sign = qr.matrixQR()(j, j) < 0 ? -1 : 1;
      const int at = shape[0] >= shape[1] ? i * shorter + j : j * longer + i;
      weights.mutable_data()[at] = static_cast<float>(sign * q(i, j));
    }
  }
  return weights;
}

}  // namespace

Tensor initialize(Initializer initializer, const Shape& shape, OpSeed seed) {
  const bool needs_matrix =
      initializer == Initializer::glorot_uniform || initializer == Initializer::orthogonal;
  require(!needs_matrix || shape.rank() == 2, "initialize", "this initializer needs a matrix, not ",
          shape);
  switch (initializer) {
    case Initializer::zeros: return Tensor::zeros(shape);
    case Initializer::ones: return Tensor::ones(shape);
    case Initializer::glorot_uniform: {
      const float limit = glorot_limit(shape);
      return random_uniform(shape, seed, -limit, limit);
    }
    case Initializer::random_normal: return random_normal(shape, seed);
    case Initializer::random_uniform: return random_uniform(shape, seed, -0.05f, 0.05f);
    case Initializer::truncated_normal: return truncated_normal(shape, seed);
    case Initializer::orthogonal: return orthogonal(shape, seed);
  }
  return Tensor();
}

}  // namespace unfold
