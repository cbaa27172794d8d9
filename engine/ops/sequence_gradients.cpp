#include "engine/ops/sequence_gradients.h"

#include <algorithm>

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

Tensor kernel_gradient(const SequenceLayout& layout, const Tensor& x, const Tensor& h_before,
                       const Tensor& kernel, const Tensor& dz_inputs, const Tensor& dz_states) {
  Tensor d_kernel(kernel.shape());
  input_product_transposed(layout)(rows(x), rows(dz_inputs), row_range(d_kernel, 0, layout.D),
                                   Sum::fresh);
  kernels::gemm_transposed(rows(h_before), rows(dz_states), row_range(d_kernel, layout.D, layout.H),
                           Sum::fresh);
  return d_kernel;
}

Tensor bias_gradient(const Tensor& dz) {
  const int n = dz.size(-1);
  Tensor sum = Tensor::zeros(Shape{n});
  for (int at = 0; at < dz.count(); at += n) add_to(n, dz.data() + at, sum.mutable_data());
  return sum;
}

}  // namespace

Tensor input_gradient(const SequenceLayout& layout, const Tensor& x, const Tensor& kernel,
                      const Tensor& dz) {
  Tensor dx(x.shape());
  const Tensor panels = packed_transposed(row_range(kernel, 0, layout.D));
  kernels::gemm(rows(dz), panels.data(), rows(dx), Sum::fresh);
  return dx;
}

void accumulate_weights(const SequenceLayout& layout, const Tensor& x, const Tensor& h_before,
                        const Tensor& kernel, const Tensor& bias, const Tensor& dz) {
  accumulate_kernel(layout, x, h_before, kernel, dz, dz);
  accumulate_bias(bias, dz);
}

void accumulate_kernel(const SequenceLayout& layout, const Tensor& x, const Tensor& h_before,
                       const Tensor& kernel, const Tensor& dz_inputs, const Tensor& dz_states) {
  if (!kernel.tracked()) return;
  kernel.accumulate(kernel_gradient(layout, x, h_before, kernel, dz_inputs, dz_states));
}

void accumulate_bias(const Tensor& bias, const Tensor& dz) {
  if (bias.tracked()) bias.accumulate(bias_gradient(dz));
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
