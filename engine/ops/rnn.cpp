#include <algorithm>
#include <array>
#include <optional>

#include "engine/core/tape.h"
#include "engine/ops/matrices.h"
#include "engine/ops/sequence.h"
#include "engine/ops/sequence_gradients.h"
#include "engine/ops/sequence_layout.h"
#include "engine/ops/sequence_watch.h"

namespace unfold {

using kernels::Sum;

namespace {

// From so many sequences on the weights' gradients are summed in TensorFlow's order. Training on
// digits is chaotic, and this keeps to the accuracies that the notebook printed for longer.
constexpr int many_sequences = 128;

}  // namespace

RnnResult rnn(const Tensor& x, const Tensor& kernel, const Tensor& bias,
              kernels::Activation activation, const Tensor& initial_h,
              std::span<const int> lengths) {
  const SequenceLayout layout("rnn", x, kernel, bias, 1, lengths);
  layout.check_state("rnn", "state", initial_h);
  const int B = layout.B, T = layout.T, D = layout.D, H = layout.H;

  Tensor outputs = input_product(layout, x, kernel);  // z, and h is written over it
  Tensor h_before = layout.states(initial_h, T);
  Tensor final_h = layout.final_state(initial_h);
  const RightOperand recurrent(row_range(kernel, D, H), B * T);
  for (int t = 0; t < T; ++t) {
    if (has_state(initial_h, t)) {
      recurrent.multiply(layout.at(h_before, t), layout.at(outputs, t), Sum::onto);
    }
    for (int b = 0; b < B; ++b) {
      if (!layout.active(b, t)) continue;
      float* h = layout.row(outputs, b, t);
      kernels::rnn_forward(H, activation, h, bias.data(), h);
      layout.keep(h, b, t, h_before, final_h);
    }
  }
  layout.clear_beyond(outputs);

  const std::array inputs{x, kernel, bias, initial_h};
  std::array results{outputs, final_h};
  Tape::record_many("rnn", inputs, results, [=](const Tape::Outputs& gradients) {
    const Tensor &d_outputs = gradients[0], &d_final = gradients[1];
    SequenceWatch::tell({x, kernel, {}, initial_h, layout.lengths, d_outputs, {}, d_final});
    Tensor dz = layout.over_time(H);
    Tensor dh = Tensor::zeros(Shape{B, H});
    const Tensor recurrent_transposed = packed_transposed(row_range(kernel, D, H));
    std::optional<GradientsByStep> by_step;
    if (B >= many_sequences) by_step.emplace(layout, x, h_before, initial_h, kernel, bias);
    for (int t = T - 1; t >= 0; --t) {
      for (int b = 0; b < B; ++b) {
        if (!layout.active(b, t)) continue;
        add_state_gradient(layout, b, t, d_outputs, d_final, dh);
        kernels::rnn_backward(H, activation, layout.row(outputs, b, t), dh.data() + b * H,
                              layout.row(dz, b, t));
      }
      if (by_step) by_step->add(t, dz);
      if (has_state(initial_h, t)) {
        kernels::gemm(layout.at(std::as_const(dz), t), recurrent_transposed.data(), rows(dh),
                      Sum::fresh);
      }
    }
    if (x.tracked()) x.accumulate(input_gradient(layout, x, kernel, dz));
    if (by_step)
      by_step->accumulate();
    else
      accumulate_weights(layout, x, h_before, kernel, bias, dz);
    accumulate_initial(layout, initial_h, dh, d_final);
  });
  return {results[0], results[1]};
}

}  // namespace unfold
