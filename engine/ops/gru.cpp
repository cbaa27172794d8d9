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
struct GruHistory {
  Tensor h_before;       // (B, T, H)
  Tensor ru;             // (B, T, 2H)
  Tensor rh, candidate;  // (B, T, H)
};

}  // namespace

RnnResult gru(const Tensor& x, const Tensor& gate_kernel, const Tensor& gate_bias,
              const Tensor& candidate_kernel, const Tensor& candidate_bias, const Tensor& initial_h,
              std::span<const int> lengths) {
  const SequenceLayout layout("gru", x, candidate_kernel, candidate_bias, 1, lengths);
  layout.check_weights("gru", gate_kernel, gate_bias, 2);
  layout.check_state("gru", "state", initial_h);
  const int B = layout.B, T = layout.T, D = layout.D, H = layout.H;

  // Gates and candidates are written over their products z, and on the way back dz over them.
  GruHistory history{layout.states(initial_h, T), input_product(layout, x, gate_kernel),
                     layout.over_time(H), input_product(layout, x, candidate_kernel)};
  Tensor outputs = layout.over_time(H);
  Tensor final_h = layout.final_state(initial_h);
  const RightOperand recurrent_gates(row_range(gate_kernel, D, H), B * T);
  const RightOperand recurrent_candidate(row_range(candidate_kernel, D, H), B * T);
  for (int t = 0; t < T; ++t) {
    if (has_state(initial_h, t)) {
      recurrent_gates.multiply(layout.at(history.h_before, t), layout.at(history.ru, t), Sum::onto);
    }
    for (int b = 0; b < B; ++b) {
      if (!layout.active(b, t)) continue;
      float* ru = layout.row(history.ru, b, t);
      kernels::gru_gates_forward(H, ru, gate_bias.data(), layout.row(history.h_before, b, t), ru,
                                 layout.row(history.rh, b, t));
    }
    if (has_state(initial_h, t)) {
      recurrent_candidate.multiply(layout.at(history.rh, t), layout.at(history.candidate, t),
                                   Sum::onto);
    }
    for (int b = 0; b < B; ++b) {
      if (!layout.active(b, t)) continue;
      float *candidate = layout.row(history.candidate, b, t), *h = layout.row(outputs, b, t);
      kernels::gru_state_forward(H, candidate, candidate_bias.data(), layout.row(history.ru, b, t),
                                 layout.row(history.h_before, b, t), candidate, h);
      layout.keep(h, b, t, history.h_before, final_h);
    }
  }

  const std::array inputs{x, gate_kernel, gate_bias, candidate_kernel, candidate_bias, initial_h};
  std::array results{outputs, final_h};
  Tape::record_many("gru", inputs, results, [=](const Tape::Outputs& gradients) {
    const Tensor &d_outputs = gradients[0], &d_final = gradients[1];
    SequenceWatch::tell({x, gate_kernel, {}, initial_h, layout.lengths, d_outputs, {}, d_final});
    Tensor dz_gates = history.ru, dz_candidate = history.candidate;
    layout.clear_beyond(dz_gates);
    layout.clear_beyond(dz_candidate);
    Tensor dh = Tensor::zeros(Shape{B, H}), dh_before = Tensor::zeros(Shape{B, H});
    Tensor du(Shape{B, H}), drh(Shape{B, H});
    const Tensor gates_transposed = packed_transposed(row_range(gate_kernel, D, H));
    const Tensor candidate_transposed = packed_transposed(row_range(candidate_kernel, D, H));
    for (int t = T - 1; t >= 0; --t) {
      for (int b = 0; b < B; ++b) {
        if (!layout.active(b, t)) continue;
        add_state_gradient(layout, b, t, d_outputs, d_final, dh);
        kernels::gru_state_backward(
            H, layout.row(history.ru, b, t), layout.row(history.candidate, b, t),
            layout.row(history.h_before, b, t), dh.data() + b * H, layout.row(dz_candidate, b, t),
            du.mutable_data() + b * H, dh_before.mutable_data() + b * H);
      }
      kernels::gemm(layout.at(std::as_const(dz_candidate), t), candidate_transposed.data(),
                    rows(drh), Sum::fresh);
      for (int b = 0; b < B; ++b) {
        if (!layout.active(b, t)) continue;
        kernels::gru_gates_backward(
            H, layout.row(history.ru, b, t), layout.row(history.h_before, b, t), drh.data() + b * H,
            du.data() + b * H, layout.row(dz_gates, b, t), dh_before.mutable_data() + b * H);
      }
      if (has_state(initial_h, t)) {
        kernels::gemm(layout.at(std::as_const(dz_gates), t), gates_transposed.data(),
                      rows(dh_before), Sum::onto);
      }
      std::swap(dh, dh_before);
    }
    if (x.tracked()) {
      x.accumulate(input_gradient(layout, x, gate_kernel, dz_gates));
      x.accumulate(input_gradient(layout, x, candidate_kernel, dz_candidate));
    }
    accumulate_weights(layout, x, history.h_before, gate_kernel, gate_bias, dz_gates);
    accumulate_weights(layout, x, history.rh, candidate_kernel, candidate_bias, dz_candidate);
    accumulate_initial(layout, initial_h, dh, d_final);
  });
  return {results[0], results[1]};
}

}  // namespace unfold
