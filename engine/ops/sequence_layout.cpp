#include "engine/ops/sequence_layout.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/ops/matrices.h"

namespace unfold {

SequenceLayout::SequenceLayout(const char* op, const Tensor& x, const Tensor& kernel,
                               const Tensor& bias, int gates, std::span<const int> given) {
  require(x.rank() == 3, op, "the input must be (batch, time, features), not ", x.shape());
  B = x.size(0), T = x.size(1), D = x.size(2);
  H = kernel.rank() == 2 ? kernel.size(1) / gates : 0;
  check_weights(op, kernel, bias, gates);
  require(given.empty() || static_cast<int>(given.size()) == B, op, "there are ", B,
          " sequences and ", given.size(), " lengths");
  lengths.assign(given.begin(), given.end());
  for (int length : lengths) {
    require(length >= 0 && length <= T, op, "a length of ", length, " is outside [0, ", T, "]");
  }
  if (given.empty()) lengths.assign(B, T);
  sparse = kernels::mostly_zero(rows(x));
}

void SequenceLayout::check_weights(const char* op, const Tensor& kernel, const Tensor& bias,
                                   int gates) const {
  require(kernel.rank() == 2 && kernel.size(1) % gates == 0, op, "the kernel must be (D + H, ",
          gates, " · H), not ", kernel.shape());
  require(kernel.size(0) == D + H, op, "an input of ", D, " features and ", H,
          " units need a kernel of ", D + H, " rows, not ", kernel.size(0));
  require(kernel.size(1) == gates * H, op, H, " units need a kernel of ", gates * H,
          " columns, not ", kernel.size(1));
  require(bias.shape() == Shape{gates * H}, op, "the bias must be (", gates * H, ",), not ",
          bias.shape());
}

void SequenceLayout::check_state(const char* op, const char* name, const Tensor& state) const {
  if (state.empty()) return;
  require(state.shape() == Shape{B, H}, op, "the initial ", name, " must be ", Shape{B, H},
          ", not ", state.shape());
}

Tensor SequenceLayout::over_time(int columns) const {
  Tensor x(Shape{B, T, columns});
  clear_beyond(x);
  return x;
}

void SequenceLayout::clear_beyond(Tensor& x) const {
  for (int b = 0; b < B; ++b) {
    std::fill_n(row(x, b, lengths[b]), (T - lengths[b]) * x.size(-1), 0.0f);
  }
}

Tensor SequenceLayout::states(const Tensor& initial, int steps) const {
  Tensor states(Shape{B, steps, H});
  for (int b = 0; b < B && steps > 0; ++b) {
    float* first = row(states, b, 0);
    if (initial.empty()) {
      std::fill_n(first, H, 0.0f);
    } else {
      std::copy_n(initial.data() + b * H, H, first);
    }
    const int known = std::min(lengths[b] + 1, steps);
    std::fill_n(first + known * H, (steps - known) * H, 0.0f);
  }
  return states;
}

Tensor SequenceLayout::final_state(const Tensor& initial) const {
  return initial.empty() ? Tensor::zeros(Shape{B, H}) : Tensor(Shape{B, H}, initial.values());
}

void SequenceLayout::keep_final(const float* state, int b, int t, Tensor& final) const {
  if (last(b, t)) std::copy_n(state, H, final.mutable_data() + b * H);
}

void SequenceLayout::keep(const float* state, int b, int t, Tensor& before, Tensor& final) const {
  if (t + 1 < T) std::copy_n(state, H, row(before, b, t + 1));
  keep_final(state, b, t, final);
}

Tensor input_product(const SequenceLayout& layout, const Tensor& x, const Tensor& kernel) {
  Tensor z(Shape{layout.B, layout.T, kernel.size(1)});
  const kernels::ConstMatrix weights = row_range(kernel, 0, layout.D);
  if (layout.sparse) {
    kernels::gemm_sparse(rows(x), weights, rows(z), kernels::Sum::fresh);
  } else {
    RightOperand(weights, layout.B * layout.T).multiply(rows(x), rows(z), kernels::Sum::fresh);
  }
  return z;
}

}  // namespace unfold
