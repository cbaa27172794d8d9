#include <array>

#include "engine/core/tape.h"
#include "engine/ops/matrices.h"
#include "engine/ops/sequence.h"
#include "engine/ops/sequence_gradients.h"
#include "engine/ops/sequence_layout.h"
#include "engine/ops/sequence_watch.h"

namespace unfold {
namespace {

using kernels::Sum;

// What the forward pass keeps for the way back, per time step.
struct ResetAfterHistory {
  Tensor h_before;  // (B, T, H)
  Tensor gates;     // (B, T, 3H): r, u and the candidate
  Tensor state;     // (B, T, H): what r multiplies
};

}  // namespace

RnnResult reset_after_gru(const Tensor& x, const Tensor& kernel, const Tensor& bias,
                          const Tensor& recurrent_bias, const Tensor& initial_h,
                          std::span<const int> lengths) {
  const char* op = "reset_after_gru";
  const SequenceLayout layout(op, x, kernel, bias, 3, lengths);
  layout.check_weights(op, kernel, recurrent_bias, 3);
  layout.check_state(op, "state", initial_h);
  const int B = layout.B, T = layout.T, D = layout.D, H = layout.H;

  // Gates are written over their products with the inputs, and on the way back dz over them.
  ResetAfterHistory history{layout.states(initial_h, T), input_product(layout, x, kernel),
                            layout.over_time(H)};
  Tensor outputs = layout.over_time(H), final_h = layout.final_state(initial_h);
  Tensor zh = Tensor::zeros(Shape{B, 3 * H});
  const RightOperand recurrent(row_range(kernel, D, H), B * T);
  for (int t = 0; t < T; ++t) {
    if (has_state(initial_h, t)) {
      recurrent.multiply(layout.at(history.h_before, t), rows(zh), Sum::fresh);
    }
    for (int b = 0; b < B; ++b) {
      if (!layout.active(b, t)) continue;
      float *gates = layout.row(history.gates, b, t), *h = layout.row(outputs, b, t);
      kernels::reset_after_gru_forward(H, gates, zh.data() + b * 3 * H, bias.data(),
                                       recurrent_bias.data(), layout.row(history.h_before, b, t),
                                       gates, layout.row(history.state, b, t), h);
      layout.keep(h, b, t, history.h_before, final_h);
    }
  }

  const std::array inputs{x, kernel, bias, recurrent_bias, initial_h};
  std::array results{outputs, final_h};
  Tape::record_many("reset_after_gru", inputs, results, [=](const Tape::Outputs& gradients) {
    const Tensor &d_outputs = gradients[0], &d_final = gradients[1];
    SequenceWatch::tell({x, kernel, {}, initial_h, layout.lengths, d_outputs, {}, d_final});
    Tensor dzx = history.gates, dzh = layout.over_time(3 * H);
    layout.clear_beyond(dzx);
    Tensor dh = Tensor::zeros(Shape{B, H}), dh_before = Tensor::zeros(Shape{B, H});
    const Tensor transposed = packed_transposed(row_range(kernel, D, H));
    for (int t = T - 1; t >= 0; --t) {
      for (int b = 0; b < B; ++b) {
        if (!layout.active(b, t)) continue;
        add_state_gradient(layout, b, t, d_outputs, d_final, dh);
        kernels::reset_after_gru_backward(
            H, layout.row(history.gates, b, t), layout.row(history.state, b, t),
            layout.row(history.h_before, b, t), dh.data() + b * H, layout.row(dzx, b, t),
            layout.row(dzh, b, t), dh_before.mutable_data() + b * H);
      }
      if (has_state(initial_h, t)) {
        kernels::gemm(layout.at(std::as_const(dzh), t), transposed.data(), rows(dh_before),
                      Sum::onto);
      }
      std::swap(dh, dh_before);
    }
    if (x.tracked()) x.accumulate(input_gradient(layout, x, kernel, dzx));
    accumulate_kernel(layout, x, history.h_before, kernel, dzx, dzh);
    accumulate_bias(bias, dzx);
    accumulate_bias(recurrent_bias, dzh);
    accumulate_initial(layout, initial_h, dh, d_final);
  });
  return {results[0], results[1]};
}

}  // namespace unfold
