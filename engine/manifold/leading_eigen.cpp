#include "engine/manifold/leading_eigen.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/require.h"
#include "engine/manifold/symmetric_eigen.h"
#include "engine/random/tensorflow.h"

namespace unfold {
namespace {

constexpr int extra_directions = 10, iterations = 6;

// M X for X (N, K).
Tensor product(const SparseMatrix& m, const Tensor& x) {
  const int K = x.size(1);
  Tensor y = Tensor::zeros(x.shape());
  for (int i = 0; i < m.rows(); ++i) {
    float* row = y.mutable_data() + i * K;
    for (int at = m.row_begin[i]; at < m.row_begin[i + 1]; ++at) {
      const float value = m.values[at];
      const float* other = x.data() + m.columns[at] * K;
      for (int k = 0; k < K; ++k) row[k] += value * other[k];
    }
  }
  return y;
}

// Aᵀ B for A and B (N, K).
std::vector<double> products_of_columns(const Tensor& a, const Tensor& b) {
  const int N = a.size(0), K = a.size(1);
  std::vector<double> sums(std::size_t(K) * K);
  for (int n = 0; n < N; ++n) {
    for (int i = 0; i < K; ++i) {
      const double value = a.data()[n * K + i];
      for (int j = 0; j < K; ++j) sums[i * K + j] += value * b.data()[n * K + j];
    }
  }
  return sums;
}

// X Wᵀ for X (N, K) and rows of W (C, K).
Tensor combined(const Tensor& x, const std::vector<double>& w) {
  const int N = x.size(0), K = x.size(1), C = static_cast<int>(w.size()) / K;
  Tensor y(Shape{N, C});
  for (int n = 0; n < N; ++n) {
    const float* row = x.data() + n * K;
    for (int c = 0; c < C; ++c) {
      double sum = 0;
      for (int k = 0; k < K; ++k) sum += row[k] * w[c * K + k];
      y.mutable_data()[n * C + c] = static_cast<float>(sum);
    }
  }
  return y;
}

// Orthonormal columns that span those of Y: Y V / sqrt(λ) with Yᵀ Y = V λ Vᵀ. Directions that Y
// does not have become zero.
Tensor orthonormal(const Tensor& y) {
  constexpr double least_share = 1e-10;
  const int K = y.size(1);
  SymmetricEigen gram = symmetric_eigen(products_of_columns(y, y), K);
  for (int c = 0; c < K; ++c) {
    const double value = gram.values[c];
    const double scale = value > least_share * gram.values[0] ? 1 / std::sqrt(value) : 0;
    for (int k = 0; k < K; ++k) gram.vectors[c * K + k] *= scale;
  }
  return combined(y, gram.vectors);
}

void fix_signs(Tensor& vectors) {
  const int N = vectors.size(0), K = vectors.size(1);
  float* values = vectors.mutable_data();
  for (int k = 0; k < K; ++k) {
    int largest = 0;
    for (int n = 1; n < N; ++n) {
      if (std::abs(values[n * K + k]) > std::abs(values[largest * K + k])) largest = n;
    }
    if (values[largest * K + k] >= 0) continue;
    for (int n = 0; n < N; ++n) values[n * K + k] = -values[n * K + k];
  }
}

}  // namespace

LeadingEigen leading_eigen(const SparseMatrix& matrix, int count, std::uint32_t seed) {
  const int N = matrix.rows();
  require(count >= 1 && count <= N, "leading_eigen", "count must be from 1 to ", N, ", not ",
          count);
  const int K = std::min(count + extra_directions, N);
  Tensor x = random_normal(Shape{N, K}, {.graph = seed, .op = 0});
  for (int i = 0; i < iterations; ++i) x = orthonormal(product(matrix, x));
  const SymmetricEigen small = symmetric_eigen(products_of_columns(x, product(matrix, x)), K);

  std::vector<int> order(K);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return std::abs(small.values[a]) > std::abs(small.values[b]);
  });
  LeadingEigen result;
  std::vector<double> turns;
  for (const int k : std::span(order).first(count)) {
    result.values.push_back(small.values[k]);
    const auto* vector = &small.vectors[std::size_t(k) * K];
    turns.insert(turns.end(), vector, vector + K);
  }
  result.vectors = combined(x, turns);
  fix_signs(result.vectors);
  return result;
}

}  // namespace unfold
