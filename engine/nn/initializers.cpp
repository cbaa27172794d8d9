#include "engine/nn/initializers.h"

#define EIGEN_DONT_VECTORIZE
#include <Eigen/Householder>
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/require.h"

namespace unfold {
namespace {

// sqrt(6 / (fan in + fan out)) in double, as TensorFlow has it, then rounded.
float glorot_limit(const Shape& shape) {
  return static_cast<float>(std::sqrt(3.0 / ((shape[0] + shape[1]) / 2.0)));
}

// The orthonormal columns of A's QR decomposition with a positive diagonal of R, which makes Q
// uniform if A is normal. Householder's reflections one by one: weights are small, and Eigen's
// blocked decomposition weighs as much as all cells together.
Eigen::MatrixXd orthonormal_columns(Eigen::MatrixXd a) {
  const Eigen::Index rows = a.rows(), columns = a.cols();
  Eigen::VectorXd factors(columns), workspace(rows), diagonal(columns);
  for (Eigen::Index k = 0; k < columns; ++k) {
    auto below = a.col(k).tail(rows - k);
    below.makeHouseholderInPlace(factors(k), diagonal(k));
    a.bottomRightCorner(rows - k, columns - k - 1)
        .applyHouseholderOnTheLeft(below.tail(rows - k - 1), factors(k), workspace.data());
  }
  Eigen::MatrixXd q = Eigen::MatrixXd::Identity(rows, columns);
  for (Eigen::Index k = columns - 1; k >= 0; --k) {
    q.bottomRightCorner(rows - k, columns - k)
        .applyHouseholderOnTheLeft(a.col(k).tail(rows - k - 1), factors(k), workspace.data());
    if (diagonal(k) < 0) q.col(k) = -q.col(k);
  }
  return q;
}

Tensor orthogonal(const Shape& shape, OpSeed seed) {
  const int longer = std::max(shape[0], shape[1]), shorter = std::min(shape[0], shape[1]);
  const Tensor normal = random_normal(Shape{longer, shorter}, seed);
  Eigen::MatrixXd a(longer, shorter);
  for (int i = 0; i < longer; ++i) {
    for (int j = 0; j < shorter; ++j) a(i, j) = normal.data()[i * shorter + j];
  }
  const Eigen::MatrixXd q = orthonormal_columns(std::move(a));
  Tensor weights(shape);
  for (int i = 0; i < shape[0]; ++i) {
    for (int j = 0; j < shape[1]; ++j) {
      weights.mutable_data()[i * shape[1] + j] =
          static_cast<float>(shape[0] >= shape[1] ? q(i, j) : q(j, i));
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
