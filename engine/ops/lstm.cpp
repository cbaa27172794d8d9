#include <algorithm>
#include <array>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"
#include "engine/ops/matrices.h"
#include "engine/ops/sequence.h"
#include "engine/ops/sequence_gradients.h"
#include "engine/ops/sequence_layout.h"
#include "engine/ops/sequence_watch.h"

namespace unfold {
namespace {

using kernels::f32x4;
using kernels::Sum;

// What the forward pass keeps for the way back, per time step.
struct LstmHistory {
  Tensor h_before;  // (B, T, H)
  Tensor c;         // (B, T + 1, H): before each step and, one further, after it
  Tensor gates;     // (B, T, 4H)
  Tensor tanh_c;    // (B, T, H)
};

kernels::Peepholes pointers(const PeepholeWeights& weights) {
  return {weights.i.data(), weights.f.data(), weights.o.data()};
}

void check_peepholes(const PeepholeWeights& weights, int H) {
  const bool none = weights.i.empty() && weights.f.empty() && weights.o.empty();
  for (const Tensor* w : {&weights.i, &weights.f, &weights.o}) {
    require(none || (!w->empty() && w->shape() == Shape{H}), "lstm",
            "peephole weights must be three of shape (", H, ",), or none");
  }
}

// The gradient of one peephole: dz of its gate times the cell state that it looks at, before or
// after the step, summed.
void accumulate_peephole(const SequenceLayout& layout, const Tensor& weight, int gate,
                         const Tensor& dz, const Tensor& c, int after) {
  if (!weight.tracked()) return;
  const int H = layout.H;
  Tensor sum = Tensor::zeros(Shape{H}), product(Shape{H});
  for (int b = 0; b < layout.B; ++b)
    for (int t = 0; t < layout.T; ++t) {
      kernels::map(H, layout.row(dz, b, t) + gate * H, layout.row(c, b, t + after),
                   product.mutable_data(), [](f32x4 d, f32x4 state) { return d * state; });
      kernels::add_to(H, product.data(), sum.mutable_data());
    }
  weight.accumulate(sum);
}

}  // namespace

LstmResult lstm(const Tensor& x, const Tensor& kernel, const Tensor& bias, float forget_bias,
                const Tensor& initial_c, const Tensor& initial_h, std::span<const int> lengths,
                const PeepholeWeights& peepholes) {
  const SequenceLayout layout("lstm", x, kernel, bias, 4, lengths);
  layout.check_state("lstm", "cell state", initial_c);
  layout.check_state("lstm", "state", initial_h);
  check_peepholes(peepholes, layout.H);
  const int B = layout.B, T = layout.T, D = layout.D, H = layout.H;

  // The gates are written over their products z, and on the way back dz over the gates.
  LstmHistory history{layout.states(initial_h, T), layout.states(initial_c, T + 1),
                      input_product(layout, x, kernel), Tensor(Shape{B, T, H})};
  Tensor outputs = layout.over_time(H);
  Tensor final_c = layout.final_state(initial_c), final_h = layout.final_state(initial_h);
  const RightOperand recurrent(row_range(kernel, D, H), B * T);
  for (int t = 0; t < T; ++t) {
    if (has_state(initial_h, t)) {
      recurrent.multiply(layout.at(history.h_before, t), layout.at(history.gates, t), Sum::onto);
    }
    for (int b = 0; b < B; ++b) {
      if (!layout.active(b, t)) continue;
      float *gates = layout.row(history.gates, b, t), *h = layout.row(outputs, b, t);
      float* c = layout.row(history.c, b, t + 1);
      kernels::lstm_forward(H, forget_bias, pointers(peepholes), gates, bias.data(),
                            layout.row(history.c, b, t), gates, c, layout.row(history.tanh_c, b, t),
                            h);
      layout.keep(h, b, t, history.h_before, final_h);
      layout.keep_final(c, b, t, final_c);
    }
  }

  const std::array inputs{x,         kernel,      bias,        initial_c,
                          initial_h, peepholes.i, peepholes.f, peepholes.o};
  std::array results{outputs, final_c, final_h};
  Tape::record_many("lstm", inputs, results, [=](const Tape::Outputs& gradients) {
    const Tensor &d_outputs = gradients[0], &d_final_c = gradients[1], &d_final_h = gradients[2];
    SequenceWatch::tell(
        {x, kernel, initial_c, initial_h, layout.lengths, d_outputs, d_final_c, d_final_h});
    Tensor dz = history.gates;
    layout.clear_beyond(dz);
    Tensor dh = Tensor::zeros(Shape{B, H}), dc = Tensor::zeros(Shape{B, H});
    const Tensor recurrent_transposed = packed_transposed(row_range(kernel, D, H));
    for (int t = T - 1; t >= 0; --t) {
      for (int b = 0; b < B; ++b) {
        if (!layout.active(b, t)) continue;
        add_state_gradient(layout, b, t, d_outputs, d_final_h, dh);
        add_state_gradient(layout, b, t, {}, d_final_c, dc);
        kernels::lstm_backward(H, pointers(peepholes), layout.row(history.gates, b, t),
                               layout.row(history.tanh_c, b, t), layout.row(history.c, b, t),
                               dh.data() + b * H, dc.mutable_data() + b * H, layout.row(dz, b, t));
      }
      if (has_state(initial_h, t)) {
        kernels::gemm(layout.at(std::as_const(dz), t), recurrent_transposed.data(), rows(dh),
                      Sum::fresh);
      }
    }
    if (x.tracked()) x.accumulate(input_gradient(layout, x, kernel, dz));
    accumulate_weights(layout, x, history.h_before, kernel, bias, dz);
    accumulate_peephole(layout, peepholes.i, 0, dz, history.c, 0);
    accumulate_peephole(layout, peepholes.f, 2, dz, history.c, 0);
    accumulate_peephole(layout, peepholes.o, 3, dz, history.c, 1);
    accumulate_initial(layout, initial_c, dc, d_final_c);
    accumulate_initial(layout, initial_h, dh, d_final_h);
  });
  return {results[0], results[1], results[2]};
}

}  // namespace unfold
