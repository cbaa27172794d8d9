// ResetAfterGruCell: the GRU of Keras, PyTorch and cuDNN, whose reset gate stands after the product
// of the state.
#pragma once

#include "engine/nn/cell.h"

namespace unfold {

// With zx = x · kernel + bias and zh = h_before · recurrent_kernel + recurrent_bias, gates r, u and
// the candidate c:
//   r, u = sigmoid(zx + zh),  c = tanh(zx + r · zh),  h = u · h_before + (1 - u) · c
// kernel (D, 3H), recurrent_kernel (H, 3H), biases (3H), columns in the order r, u, c. Keras has
// the columns in the order u, r, c and both biases as one matrix (2, 3H).
class ResetAfterGruCell final : public Cell {
 public:
  ResetAfterGruCell(Tensor kernel, Tensor recurrent_kernel, Tensor bias, Tensor recurrent_bias);
  int output_size() const override { return recurrent_kernel_.size(0); }
  StateSizes state_sizes() const override { return {output_size()}; }
  CellResult step(const Tensor& x, const State& state) const override;
  CellResult sequence(const Tensor& x, const State& initial,
                      std::span<const int> lengths) const override;

 private:
  Tensor kernel_, recurrent_kernel_, bias_, recurrent_bias_;
};

}  // namespace unfold
