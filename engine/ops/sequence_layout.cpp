#include "engine/ops/sequence_layout.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/kernels/map.h"
#include "engine/ops/matrices.h"

namespace unfold {
namespace {

using kernels::add_to;
using kernels::Sum;

// How the input's columns are multiplied by dz.
auto input_product_transposed(const SequenceLayout& layout) {
  return layout.sparse ? kernels::gemm_sparse_transposed : kernels::gemm_transposed;
}

}  // namespace

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
    kernels::gemm_sparse(rows(x), weights, rows(z), Sum::fresh);
  } else {
    RightOperand(weights, layout.B * layout.T).multiply(rows(x), rows(z), Sum::fresh);
  }
  return z;
}

Tensor input_gradient(const SequenceLayout& layout, const Tensor& x, const Tensor& kernel,
                      const Tensor& dz) {
  Tensor dx(x.shape());
  const Tensor panels = packed_transposed(row_range(kernel, 0, layout.D));
  kernels::gemm(rows(dz), panels.data(), rows(dx), Sum::fresh);
  return dx;
}

Tensor kernel_gradient(const SequenceLayout& layout, const Tensor& x, const Tensor& h_before,
                       const Tensor& kernel, const Tensor& dz) {
  Tensor d_kernel(kernel.shape());
  input_product_transposed(layout)(rows(x), rows(dz), row_range(d_kernel, 0, layout.D), Sum::fresh);
  kernels::gemm_transposed(rows(h_before), rows(dz), row_range(d_kernel, layout.D, layout.H),
                           Sum::fresh);
  return d_kernel;
}

Tensor bias_gradient(const Tensor& dz) {
  const int n = dz.size(-1);
  Tensor sum = Tensor::zeros(Shape{n});
  for (int at = 0; at < dz.count(); at += n) add_to(n, dz.data() + at, sum.mutable_data());
  return sum;
}

GradientsByStep::GradientsByStep(const SequenceLayout& layout, const Tensor& x,
                                 const Tensor& h_before, const Tensor& initial_h,
                                 const Tensor& kernel, const Tensor& bias)
    : layout_(layout),
      x_(x),
      h_before_(h_before),
      initial_h_(initial_h),
      kernel_(kernel),
      bias_(bias) {
  if (kernel.tracked()) {
    kernel_sum_ = Tensor::zeros(kernel.shape());
    kernel_step_ = Tensor(kernel.shape());
  }
  if (bias.tracked()) {
    bias_sum_ = Tensor::zeros(bias.shape());
    bias_step_ = Tensor(bias.shape());
  }
}

void GradientsByStep::add(int t, const Tensor& dz) {
  if (kernel_.tracked()) add_to_kernel(t, dz);
  if (bias_.tracked()) add_to_bias(t, dz);
}

void GradientsByStep::add_to_kernel(int t, const Tensor& dz) {
  const int D = layout_.D, H = has_state(initial_h_, t) ? layout_.H : 0;
  const kernels::ConstMatrix dz_t = layout_.at(dz, t);
  input_product_transposed(layout_)(layout_.at(x_, t), dz_t, row_range(kernel_step_, 0, D),
                                    Sum::fresh);
  if (H > 0) {
    kernels::gemm_transposed(layout_.at(h_before_, t), dz_t, row_range(kernel_step_, D, H),
                             Sum::fresh);
  }
  add_to((D + H) * dz.size(-1), kernel_step_.data(), kernel_sum_.mutable_data());
}

void GradientsByStep::add_to_bias(int t, const Tensor& dz) {
  std::fill_n(bias_step_.mutable_data(), bias_step_.count(), 0.0f);
  for (int b = 0; b < layout_.B; ++b) {
    add_to(bias_step_.count(), layout_.row(dz, b, t), bias_step_.mutable_data());
  }
  add_to(bias_step_.count(), bias_step_.data(), bias_sum_.mutable_data());
}

void GradientsByStep::accumulate() const {
  if (kernel_.tracked()) kernel_.accumulate(kernel_sum_);
  if (bias_.tracked()) bias_.accumulate(bias_sum_);
}

void add_state_gradient(const SequenceLayout& layout, int b, int t, const Tensor& d_outputs,
                        const Tensor& d_final, Tensor& carry) {
  float* flowing = carry.mutable_data() + b * layout.H;
  if (!d_outputs.empty()) add_to(layout.H, layout.row(d_outputs, b, t), flowing);
  if (!d_final.empty() && layout.last(b, t)) {
    add_to(layout.H, d_final.data() + b * layout.H, flowing);
  }
}

void accumulate_initial(const SequenceLayout& layout, const Tensor& initial, Tensor carry,
                        const Tensor& d_final) {
  if (!initial.tracked()) return;
  for (int b = 0; b < layout.B && !d_final.empty(); ++b) {
    const int at = b * layout.H;
    if (layout.lengths[b] == 0) add_to(layout.H, d_final.data() + at, carry.mutable_data() + at);
  }
  initial.accumulate(carry);
}

}  // namespace unfold
