#include "engine/ops/attention.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"
#include "engine/kernels/math.h"
#include "engine/ops/softmax_row.h"

namespace unfold {
namespace {

using kernels::f32x4;
using kernels::Lanes;

struct AttentionLayout {
  int B, S, A, C;
  std::vector<int, PoolAllocator<int>> lengths;  // B of them

  AttentionLayout(const Tensor& keys, const Tensor& query, const Tensor& v, const Tensor& memory,
                  std::span<const int> given) {
    const char* op = "additive_attention";
    require(keys.rank() == 3, op, "the keys must be (batch, source steps, width), not ",
            keys.shape());
    B = keys.size(0), S = keys.size(1), A = keys.size(2);
    require(memory.rank() == 3 && memory.size(0) == B && memory.size(1) == S, op,
            "a memory of shape ", memory.shape(), " does not fit keys of shape ", keys.shape());
    C = memory.size(2);
    require(query.shape() == Shape{B, A}, op, "the query must be ", Shape{B, A}, ", not ",
            query.shape());
    require(v.shape() == Shape{A}, op, "v must be ", Shape{A}, ", not ", v.shape());
    require(given.empty() || static_cast<int>(given.size()) == B, op, "there are ", B,
            " sequences and ", given.size(), " lengths");
    lengths.assign(given.begin(), given.end());
    for (int length : lengths) {
      require(length >= 0 && length <= S, op, "a length of ", length, " is outside [0, ", S, "]");
    }
    if (given.empty()) lengths.assign(B, S);
  }
};

// shown = tanh(key + query); returns v · shown.
float score(int A, const float* key, const float* query, const float* v, float* shown) {
  kernels::map(A, key, query, shown, [](f32x4 k, f32x4 q) { return kernels::tanh(k + q); });
  return kernels::dot(A, v, shown);
}

// y += scale · x
void add_scaled(int n, float scale, const float* x, float* y) {
  const f32x4 factor = kernels::splat(scale);
  kernels::map(n, y, x, y, [=](f32x4 sum, f32x4 value) { return sum + factor * value; });
}

// The way back through a score that receives `d`.
void score_backward(int A, float d, const float* shown, const float* v, float* d_key,
                    float* d_query, float* d_v) {
  const f32x4 d_score = kernels::splat(d);
  kernels::for_lanes(A, [=](Lanes at) {
    const f32x4 y = at(shown);
    const f32x4 dz = d_score * at(v) * (kernels::splat(1) - y * y);
    at.set(d_key, at(d_key) + dz);
    at.set(d_query, at(d_query) + dz);
    at.set(d_v, at(d_v) + d_score * y);
  });
}

// Where the gradient of x is added up: in x, or nowhere if x needs none.
struct GradientSum {
  Tensor unused;
  float* values;

  explicit GradientSum(const Tensor& x) {
    if (!x.tracked()) unused = Tensor::zeros(x.shape());
    values = x.tracked() ? x.gradient_to_add_to() : unused.mutable_data();
  }
};

}  // namespace

AttentionResult additive_attention(const Tensor& keys, const Tensor& query, const Tensor& v,
                                   const Tensor& memory, std::span<const int> lengths) {
  const AttentionLayout layout(keys, query, v, memory, lengths);
  const int B = layout.B, S = layout.S, A = layout.A, C = layout.C;
  Tensor shown(Shape{B, S, A});
  Tensor weights = Tensor::zeros(Shape{B, S});
  Tensor context = Tensor::zeros(Shape{B, C});
  for (int b = 0; b < B; ++b) {
    const int length = layout.lengths[b];
    if (length == 0) continue;
    float *of_sequence = weights.mutable_data() + b * S, *sum = context.mutable_data() + b * C;
    for (int s = 0; s < length; ++s) {
      const int row = (b * S + s) * A;
      of_sequence[s] =
          score(A, keys.data() + row, query.data() + b * A, v.data(), shown.mutable_data() + row);
    }
    softmax_row(length, of_sequence, of_sequence);
    for (int s = 0; s < length; ++s) {
      add_scaled(C, of_sequence[s], memory.data() + (b * S + s) * C, sum);
    }
  }

  const std::array inputs{keys, query, v, memory};
  std::array results{context, weights};
  Tape::record_many("additive_attention", inputs, results, [=](const Tape::Outputs& gradients) {
    const Tensor &d_context = gradients[0], &d_weights = gradients[1];
    const GradientSum d_keys(keys), d_query(query), d_v(v), d_memory(memory);
    Tensor d_scores(Shape{S});
    float* d = d_scores.mutable_data();
    for (int b = 0; b < B; ++b) {
      const int length = layout.lengths[b];
      const float* w = weights.data() + b * S;
      for (int s = 0; s < length; ++s) {
        d[s] = d_weights.empty() ? 0 : d_weights.data()[b * S + s];
        if (d_context.empty()) continue;
        const int row = (b * S + s) * C;
        d[s] += kernels::dot(C, d_context.data() + b * C, memory.data() + row);
        add_scaled(C, w[s], d_context.data() + b * C, d_memory.values + row);
      }
      const float mean = kernels::dot(length, d, w);
      for (int s = 0; s < length; ++s) {
        const int row = (b * S + s) * A;
        score_backward(A, (d[s] - mean) * w[s], shown.data() + row, v.data(), d_keys.values + row,
                       d_query.values + b * A, d_v.values);
      }
    }
  });
  return {results[0], results[1]};
}

}  // namespace unfold
