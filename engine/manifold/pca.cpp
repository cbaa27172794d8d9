#include "engine/manifold/pca.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/manifold/symmetric_eigen.h"

namespace unfold {
namespace {

std::vector<double> column_means(const Tensor& x) {
  const int N = x.size(0), E = x.size(1);
  std::vector<double> means(E);
  for (int n = 0; n < N; ++n) {
    for (int e = 0; e < E; ++e) means[e] += x.data()[n * E + e];
  }
  for (double& mean : means) mean /= N;
  return means;
}

// (E, E), times the number of points.
std::vector<double> scatter_matrix(const Tensor& x, const std::vector<double>& means) {
  const int N = x.size(0), E = x.size(1);
  std::vector<double> sums(std::size_t(E) * E), centred(E);
  for (int n = 0; n < N; ++n) {
    for (int e = 0; e < E; ++e) centred[e] = x.data()[n * E + e] - means[e];
    for (int i = 0; i < E; ++i) {
      double* row = &sums[std::size_t(i) * E];
      for (int j = 0; j <= i; ++j) row[j] += centred[i] * centred[j];
    }
  }
  for (int i = 0; i < E; ++i) {
    for (int j = 0; j < i; ++j) sums[std::size_t(j) * E + i] = sums[std::size_t(i) * E + j];
  }
  return sums;
}

Tensor as_floats(const Shape& shape, const std::vector<double>& values) {
  Tensor result(shape);
  for (int i = 0; i < result.count(); ++i) result.mutable_data()[i] = static_cast<float>(values[i]);
  return result;
}

}  // namespace

Pca pca(const Tensor& x, int components) {
  require(x.rank() == 2 && x.size(0) >= 2, "pca", "needs two points or more, not ", x.shape());
  const int E = x.size(1);
  require(components >= 1 && components <= E, "pca", "components must be from 1 to ", E, ", not ",
          components);
  const std::vector<double> means = column_means(x);
  const std::vector<double> scatter = scatter_matrix(x, means);
  const SymmetricEigen eigen = symmetric_eigen(scatter, E);
  double whole = 0;
  for (int e = 0; e < E; ++e) whole += scatter[std::size_t(e) * E + e];

  Pca result{as_floats(Shape{E}, means), as_floats(Shape{components, E}, eigen.vectors), {}};
  for (int c = 0; c < components; ++c) {
    result.variance_share.push_back(whole > 0 ? eigen.values[c] / whole : 0);
  }
  return result;
}

Tensor Pca::project(const Tensor& x) const {
  const int C = components.size(0), E = components.size(1);
  require(x.rank() == 2 && x.size(1) == E, "pca", "projects points of ", E, " numbers, not ",
          x.shape());
  Tensor projected(Shape{x.size(0), C});
  for (int n = 0; n < x.size(0); ++n) {
    const float* point = x.data() + n * E;
    for (int c = 0; c < C; ++c) {
      const float* component = components.data() + c * E;
      double sum = 0;
      for (int e = 0; e < E; ++e) sum += (double{point[e]} - mean.data()[e]) * component[e];
      projected.mutable_data()[n * C + c] = static_cast<float>(sum);
    }
  }
  return projected;
}

Tensor Pca::plane(const Tensor& x) const {
  const int C = components.size(0);
  const Tensor projected = project(x);
  Tensor positions = Tensor::zeros(Shape{x.size(0), 2});
  for (int n = 0; n < x.size(0); ++n) {
    for (int c = 0; c < std::min(C, 2); ++c) {
      positions.mutable_data()[2 * n + c] = projected.data()[n * C + c];
    }
  }
  return positions;
}

}  // namespace unfold
