#include "engine/manifold/affinities.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "engine/core/require.h"
#include "engine/kernels/elementary.h"
#include "engine/kernels/math.h"
#include "engine/manifold/neighbors.h"

namespace unfold {
namespace {

using kernels::f32x4;

constexpr int most_halvings = 100;
constexpr double entropy_tolerance = 1e-5;

// p(j|i) for the neighbours of one point.
class Conditional {
 public:
  explicit Conditional(int neighbors) : count_(neighbors) {
    const std::size_t padded =
        (neighbors + Affinities::lanes - 1) / Affinities::lanes * Affinities::lanes;
    distances_.assign(padded, 0);
    weights_.assign(padded, 0);
  }

  // Squared distances, the smallest first.
  void calibrate(std::span<const float> distances, double entropy) {
    for (int j = 0; j < count_; ++j) distances_[j] = distances[j] - distances[0];
    double precision = 1, low = 0, high = std::numeric_limits<double>::infinity();
    for (int halving = 0; halving < most_halvings; ++halving) {
      const double excess = entropy_at(precision) - entropy;
      if (excess < entropy_tolerance && excess > -entropy_tolerance) break;
      (excess > 0 ? low : high) = precision;
      precision = high <= std::numeric_limits<double>::max() ? (low + high) / 2 : precision * 2;
      if (precision > std::numeric_limits<float>::max()) break;
    }
  }
  double probability(int neighbor) const { return weights_[neighbor] / sum_; }

 private:
  // With weights w = exp(-b d²): log Σ w + b Σ w d² / Σ w.
  double entropy_at(double precision) {
    const f32x4 scale = kernels::splat(static_cast<float>(-precision));
    f32x4 sum = {}, weighted = {};
    for (std::size_t j = 0; j < weights_.size(); j += Affinities::lanes) {
      const f32x4 distance = kernels::load(&distances_[j]);
      const f32x4 weight = kernels::exp(distance * scale);
      kernels::store(&weights_[j], weight);
      sum += weight;
      weighted += weight * distance;
    }
    const double extra = static_cast<double>(weights_.size()) - count_;  // their distance is 0
    sum_ = double{sum[0]} + sum[1] + sum[2] + sum[3] - extra;
    const double distances = double{weighted[0]} + weighted[1] + weighted[2] + weighted[3];
    return elementary::log(sum_) + precision * distances / sum_;
  }

  int count_;
  std::vector<float> distances_, weights_;
  double sum_ = 1;
};

// The scale of the points does not matter to a perplexity; around 1 no square overflows.
Tensor unit_scaled(const Tensor& x) {
  float largest = 0;
  for (const float value : x.values()) largest = std::max(largest, value < 0 ? -value : value);
  Tensor scaled(x.shape());
  std::transform(x.data(), x.data() + x.count(), scaled.mutable_data(),
                 [=](float value) { return largest > 0 ? value / largest : 0; });
  return scaled;
}

using Row = std::vector<std::pair<int, float>>;  // column, p

// p(j|i) + p(i|j), row by row.
std::vector<Row> symmetric_rows(const Neighbors& neighbors, int N, double perplexity) {
  std::vector<Row> rows(N);
  Conditional conditional(neighbors.count);
  const double entropy = elementary::log(perplexity);
  for (int i = 0; i < N; ++i) {
    const std::size_t first = std::size_t(i) * neighbors.count;
    conditional.calibrate(std::span(neighbors.squared_distances).subspan(first, neighbors.count),
                          entropy);
    for (int k = 0; k < neighbors.count; ++k) {
      const int j = neighbors.indices[first + k];
      const auto p = static_cast<float>(conditional.probability(k) / (2.0 * N));
      rows[i].emplace_back(j, p);
      rows[j].emplace_back(i, p);
    }
  }
  return rows;
}

// Adds up what has the same column.
void merge(Row& row) {
  std::sort(row.begin(), row.end());
  std::size_t kept = 0;
  for (std::size_t k = 1; k < row.size(); ++k) {
    if (row[k].first == row[kept].first) {
      row[kept].second += row[k].second;
    } else {
      row[++kept] = row[k];
    }
  }
  row.resize(kept + 1);
}

}  // namespace

Affinities affinities(const Tensor& x, double perplexity, int neighbors) {
  require(perplexity >= 1 && perplexity < neighbors, "affinities",
          "perplexity must be from 1 to less than the number of neighbours, ", neighbors, ", not ",
          perplexity);
  const int N = x.size(0);
  std::vector<Row> rows =
      symmetric_rows(nearest_neighbors(unit_scaled(x), neighbors), N, perplexity);
  Affinities result;
  for (int i = 0; i < N; ++i) {
    merge(rows[i]);
    for (const auto& [column, p] : rows[i]) {
      result.p.add(column, p);
      if (p >= std::numeric_limits<float>::min()) result.negative_entropy += p * elementary::log(p);
    }
    while (result.p.columns.size() % Affinities::lanes != 0) result.p.add(i, 0);
    result.p.end_row();
  }
  return result;
}

}  // namespace unfold
