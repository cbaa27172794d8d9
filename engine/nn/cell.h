// Cell: one recurrent unit, step by step (composed from operations, the reference) and over a whole
// sequence (fused). Both give the same bits.
#pragma once

#include <span>
#include <vector>

#include "engine/core/pool.h"
#include "engine/core/tensor.h"
#include "engine/ops/sequence.h"

namespace unfold {

// The tensors a cell carries from step to step, each (B, H): {h}, {c, h} for an LSTM, those of all
// layers one after another for a stack.
using State = std::vector<Tensor, PoolAllocator<Tensor>>;
using StateSizes = std::vector<int, PoolAllocator<int>>;

struct CellResult {
  Tensor outputs;  // (B, H) for a step, (B, T, H) for a sequence
  State state;
};

class Cell {
 public:
  virtual ~Cell() = default;
  virtual int output_size() const = 0;
  // The width of each tensor of the state.
  virtual StateSizes state_sizes() const = 0;
  // x (B, D).
  virtual CellResult step(const Tensor& x, const State& state) const = 0;
  // x (B, T, D). `initial` is empty (zeros) or a whole state; `lengths` as in ops/sequence.h.
  virtual CellResult sequence(const Tensor& x, const State& initial,
                              std::span<const int> lengths) const = 0;

  State zero_state(int batch) const;
};

// h = activation([x, h] · kernel + bias); kernel (D + H, H). Keras' SimpleRNN is the same with its
// kernel (D, H) above its recurrent kernel (H, H).
class BasicRnnCell final : public Cell {
 public:
  BasicRnnCell(Tensor kernel, Tensor bias,
               kernels::Activation activation = kernels::Activation::tanh);
  int output_size() const override { return kernel_.size(1); }
  StateSizes state_sizes() const override { return {output_size()}; }
  CellResult step(const Tensor& x, const State& state) const override;
  CellResult sequence(const Tensor& x, const State& initial,
                      std::span<const int> lengths) const override;

 private:
  Tensor kernel_, bias_;
  kernels::Activation activation_;
};

// Gates i, j, f, o; kernel (D + H, 4H); state {c, h}. With peepholes it is TensorFlow's LSTMCell.
class LstmCell final : public Cell {
 public:
  LstmCell(Tensor kernel, Tensor bias, float forget_bias = 1, PeepholeWeights peepholes = {});
  int output_size() const override { return kernel_.size(1) / 4; }
  StateSizes state_sizes() const override { return {output_size(), output_size()}; }
  CellResult step(const Tensor& x, const State& state) const override;
  CellResult sequence(const Tensor& x, const State& initial,
                      std::span<const int> lengths) const override;

 private:
  Tensor kernel_, bias_;
  float forget_bias_;
  PeepholeWeights peepholes_;
};

// Gates r, u, then the candidate; see `gru` in ops/sequence.h for the formula and the shapes.
class GruCell final : public Cell {
 public:
  GruCell(Tensor gate_kernel, Tensor gate_bias, Tensor candidate_kernel, Tensor candidate_bias);
  int output_size() const override { return candidate_kernel_.size(1); }
  StateSizes state_sizes() const override { return {output_size()}; }
  CellResult step(const Tensor& x, const State& state) const override;
  CellResult sequence(const Tensor& x, const State& initial,
                      std::span<const int> lengths) const override;

 private:
  Tensor gate_kernel_, gate_bias_, candidate_kernel_, candidate_bias_;
};

}  // namespace unfold
