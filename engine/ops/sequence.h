// Recurrent layers over a whole sequence, fused: one product of all inputs, one recurrent product
// per time step, the gates in one pass, one product for each weight's gradient at the end. Their
// values have the bits of the composed cells in nn/cell.h.
//
// Everywhere: x (B, T, D), outputs (B, T, H), states (B, H). An initial state may be empty: zeros.
// `lengths` is empty or has one length in [0, T] per sequence: past it outputs are zero and the
// final state is that of the last valid step.
#pragma once

#include <span>

#include "engine/core/tensor.h"
#include "engine/kernels/cells.h"

namespace unfold {

struct RnnResult {
  Tensor outputs, h;
};
// h_t = activation([x_t, h_before] · kernel + bias); kernel (D + H, H), bias (H).
RnnResult rnn(const Tensor& x, const Tensor& kernel, const Tensor& bias,
              kernels::Activation activation, const Tensor& initial_h = {},
              std::span<const int> lengths = {});

struct LstmResult {
  Tensor outputs, c, h;
};
// Weights from the cell state to the gates, each (H); all empty for none.
struct PeepholeWeights {
  Tensor i, f, o;
};
// Gates i, j, f, o; kernel (D + H, 4H), bias (4H):
//   c_t = c_before · sigmoid(f + forget_bias) + sigmoid(i) · tanh(j),  h_t = tanh(c_t) · sigmoid(o)
LstmResult lstm(const Tensor& x, const Tensor& kernel, const Tensor& bias, float forget_bias,
                const Tensor& initial_c = {}, const Tensor& initial_h = {},
                std::span<const int> lengths = {}, const PeepholeWeights& peepholes = {});

// Gates r, u = sigmoid([x_t, h_before] · gate_kernel + gate_bias), candidate
// tanh([x_t, r · h_before] · candidate_kernel + candidate_bias), h_t = u · h_before + (1 - u) ·
// candidate. gate_kernel (D + H, 2H), gate_bias (2H), candidate_kernel (D + H, H),
// candidate_bias (H).
RnnResult gru(const Tensor& x, const Tensor& gate_kernel, const Tensor& gate_bias,
              const Tensor& candidate_kernel, const Tensor& candidate_bias,
              const Tensor& initial_h = {}, std::span<const int> lengths = {});

// The GRU of Keras, PyTorch and cuDNN, whose reset gate stands behind the product of the state.
// With zx = x_t · kernel[:D] + bias and zh = h_before · kernel[D:] + recurrent_bias: gates r, u =
// sigmoid(zx + zh), candidate tanh(zx + r · zh), h_t = u · h_before + (1 - u) · candidate. kernel
// (D + H, 3H), biases (3H), columns r, u, candidate.
RnnResult reset_after_gru(const Tensor& x, const Tensor& kernel, const Tensor& bias,
                          const Tensor& recurrent_bias, const Tensor& initial_h = {},
                          std::span<const int> lengths = {});

}  // namespace unfold
