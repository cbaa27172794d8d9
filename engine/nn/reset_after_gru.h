// ResetAfterGruCell: the GRU of Keras, PyTorch and cuDNN, whose reset gate stands behind the
// product of the state.
#pragma once

#include "engine/nn/cell.h"

namespace unfold {

// See `reset_after_gru` in ops/sequence.h for the formula and the shapes. Keras has the gates in
// the order u, r, candidate, the kernel in two and both biases in one.
class ResetAfterGruCell final : public Cell {
 public:
  ResetAfterGruCell(Tensor kernel, Tensor bias, Tensor recurrent_bias);
  int output_size() const override { return kernel_.size(1) / 3; }
  StateSizes state_sizes() const override { return {output_size()}; }
  CellResult step(const Tensor& x, const State& state) const override;
  CellResult sequence(const Tensor& x, const State& initial,
                      std::span<const int> lengths) const override;

 private:
  Tensor kernel_, bias_, recurrent_bias_;
};

}  // namespace unfold
