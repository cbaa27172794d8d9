#include "engine/manifold/neighbors.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/core/require.h"
#include "engine/kernels/f32x4.h"

namespace unfold {
namespace {

using kernels::f32x4;

constexpr int tile_rows = 4, tile_columns = 8;

// The points in panels of eight: [panel][element][point], the last one filled up with zeros.
std::vector<float> panels(const Tensor& x) {
  const int N = x.size(0), E = x.size(1);
  const std::size_t count = (N + tile_columns - 1) / tile_columns;
  std::vector<float> packed(count * tile_columns * E);
  for (int n = 0; n < N; ++n) {
    float* panel = &packed[std::size_t(n / tile_columns) * tile_columns * E];
    for (int e = 0; e < E; ++e) panel[e * tile_columns + n % tile_columns] = x.data()[n * E + e];
  }
  return packed;
}

// Squared distances of four points to the eight of a panel, each a sum in the order of elements.
void tile(const float* const (&points)[tile_rows], const float* panel, int E,
          float* const (&distances)[tile_rows]) {
  f32x4 left[tile_rows] = {}, right[tile_rows] = {};
  for (int e = 0; e < E; ++e, panel += tile_columns) {
    const f32x4 b0 = kernels::load(panel), b1 = kernels::load(panel + 4);
    for (int i = 0; i < tile_rows; ++i) {
      const f32x4 a = kernels::splat(points[i][e]);
      const f32x4 d0 = a - b0, d1 = a - b1;
      left[i] += d0 * d0;
      right[i] += d1 * d1;
    }
  }
  for (int i = 0; i < tile_rows; ++i) {
    kernels::store(distances[i], left[i]);
    kernels::store(distances[i] + 4, right[i]);
  }
}

// A heap of the nearest so far, the farthest on top.
class Nearest {
 public:
  using Candidate = std::pair<float, int>;  // squared distance, index

  explicit Nearest(int count) : count_(count) { heap_.reserve(count + 1); }

  void select(const float* distances, int N, int self) {
    heap_.clear();
    for (int j = 0; j < N; ++j) {
      if (is_full() && distances[j] >= heap_.front().first) continue;
      if (j != self) add({distances[j], j});
    }
    std::sort_heap(heap_.begin(), heap_.end());
  }
  const std::vector<Candidate>& found() const { return heap_; }

 private:
  bool is_full() const { return static_cast<int>(heap_.size()) == count_; }
  void add(Candidate candidate) {
    if (is_full()) {
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.pop_back();
    }
    heap_.push_back(candidate);
    std::push_heap(heap_.begin(), heap_.end());
  }

  int count_;
  std::vector<Candidate> heap_;
};

}  // namespace

Neighbors nearest_neighbors(const Tensor& x, int count, std::span<const int> rows) {
  require(x.rank() == 2, "nearest_neighbors", "needs a matrix, not ", x.shape());
  const int N = x.size(0), E = x.size(1), asked = static_cast<int>(rows.size());
  require(count >= 1 && count < N, "nearest_neighbors", "count must be from 1 to ", N - 1, ", not ",
          count);
  const std::vector<float> packed = panels(x);
  const std::size_t padded = (N + tile_columns - 1) / tile_columns * tile_columns;
  std::vector<float> distances(tile_rows * padded);
  Nearest nearest(count);
  Neighbors result{count, {}, {}};
  result.indices.reserve(std::size_t(asked) * count);
  result.squared_distances.reserve(std::size_t(asked) * count);

  for (int first = 0; first < asked; first += tile_rows) {
    const float* points[tile_rows];
    for (int i = 0; i < tile_rows; ++i) {
      points[i] = x.data() + std::size_t(rows[std::min(first + i, asked - 1)]) * E;
    }
    for (std::size_t j = 0; j < padded; j += tile_columns) {
      float* const out[tile_rows] = {&distances[j], &distances[padded + j],
                                     &distances[2 * padded + j], &distances[3 * padded + j]};
      tile(points, &packed[j * E], E, out);
    }
    for (int i = 0; i < std::min(tile_rows, asked - first); ++i) {
      nearest.select(&distances[i * padded], N, rows[first + i]);
      for (const auto& [distance, index] : nearest.found()) {
        result.indices.push_back(index);
        result.squared_distances.push_back(distance);
      }
    }
  }
  return result;
}

Neighbors nearest_neighbors(const Tensor& x, int count) {
  std::vector<int> all(x.size(0));
  std::iota(all.begin(), all.end(), 0);
  return nearest_neighbors(x, count, all);
}

}  // namespace unfold
