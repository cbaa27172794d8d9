#include "examples/words/word2vec/nearest_words.h"

#include <algorithm>
#include <cmath>

#include "engine/kernels/f32x4.h"
#include "engine/kernels/gemm.h"

namespace unfold {
namespace {

using kernels::f32x4;

constexpr int rows_in_part = 256;

float squared_length(const float* row, int E) {
  f32x4 sum = kernels::splat(0);
  int i = 0;
  for (; i + 4 <= E; i += 4) sum += kernels::load(row + i) * kernels::load(row + i);
  const f32x4 rest = kernels::load_part(row + i, E - i);
  sum += rest * rest;
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

// The nearest words seen so far, in order.
class Ranking {
 public:
  Ranking(const Direction& direction, int count) : direction_(&direction), count_(count) {}

  void add(int code, float cosine) {
    if (nearest_.size() == count_ && !(cosine > nearest_.back().cosine)) return;
    const auto& out = direction_->left_out;
    if (std::find(out.begin(), out.end(), code) != out.end()) return;
    if (nearest_.size() == count_) nearest_.pop_back();
    const auto is_nearer = [](float cosine, const NearWord& word) { return cosine > word.cosine; };
    nearest_.insert(std::upper_bound(nearest_.begin(), nearest_.end(), cosine, is_nearer),
                    {code, cosine});
  }
  const std::vector<NearWord>& nearest() const { return nearest_; }

 private:
  const Direction* direction_;
  std::size_t count_;
  std::vector<NearWord> nearest_;
};

// The directions side by side, as the matrix product reads them.
std::vector<float> packed(std::span<const Direction> directions, int E) {
  const int N = static_cast<int>(directions.size());
  std::vector<float> rows, result(kernels::packed_size(E, N));
  for (const Direction& direction : directions) {
    rows.insert(rows.end(), direction.vector.begin(), direction.vector.end());
  }
  kernels::pack_transposed({rows.data(), N, E, E}, result.data());
  return result;
}

}  // namespace

Direction towards(const Tensor& table, const std::vector<Term>& terms) {
  const int E = table.size(1);
  Direction direction{std::vector<float>(E), {}};
  for (const Term& term : terms) {
    const float* row = table.data() + term.code * E;
    const float scale = term.sign / std::sqrt(squared_length(row, E));
    for (int i = 0; i < E; ++i) direction.vector[i] += row[i] * scale;
    direction.left_out.push_back(term.code);
  }
  const float length = std::sqrt(squared_length(direction.vector.data(), E));
  for (float& value : direction.vector) value /= length;
  return direction;
}

std::vector<std::vector<NearWord>> nearest_words(const Tensor& table,
                                                 std::span<const Direction> directions, int count) {
  const int V = table.size(0), E = table.size(1), N = static_cast<int>(directions.size());
  const std::vector<float> right = packed(directions, E);
  std::vector<Ranking> rankings;
  for (const Direction& direction : directions) rankings.emplace_back(direction, count);

  std::vector<float> products(static_cast<std::size_t>(rows_in_part) * N);
  for (int first = 0; first < V; first += rows_in_part) {
    const int rows = std::min(rows_in_part, V - first);
    const float* part = table.data() + first * E;
    kernels::gemm({part, rows, E, E}, right.data(), {products.data(), rows, N, N},
                  kernels::Sum::fresh);
    for (int row = 0; row < rows; ++row) {
      const float length = std::sqrt(squared_length(part + row * E, E));
      for (int n = 0; n < N; ++n) rankings[n].add(first + row, products[row * N + n] / length);
    }
  }

  std::vector<std::vector<NearWord>> nearest;
  for (const Ranking& ranking : rankings) nearest.push_back(ranking.nearest());
  return nearest;
}

Tensor normalized_rows(const Tensor& table, int rows) {
  const int E = table.size(1);
  Tensor result(Shape{rows, E});
  for (int row = 0; row < rows; ++row) {
    const float* from = table.data() + row * E;
    const float norm = std::sqrt(squared_length(from, E) / static_cast<float>(E));
    float* to = result.mutable_data() + row * E;
    for (int i = 0; i < E; ++i) to[i] = from[i] / norm;
  }
  return result;
}

}  // namespace unfold
