// Cells around cells: stacks, dropout, output projection.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/archive.h"
#include "engine/nn/cell.h"
#include "engine/nn/dense.h"
#include "engine/random/tensorflow.h"

namespace unfold {

using CellPointer = std::shared_ptr<const Cell>;

// TensorFlow's MultiRNNCell: each layer reads the outputs of the one below.
class StackedCell final : public Cell {
 public:
  explicit StackedCell(std::vector<CellPointer> layers);
  int output_size() const override { return layers_.back()->output_size(); }
  StateSizes state_sizes() const override;
  CellResult step(const Tensor& x, const State& state) const override;
  CellResult sequence(const Tensor& x, const State& initial,
                      std::span<const int> lengths) const override;

 private:
  template <typename Run>
  CellResult through_layers(const Tensor& x, const State& state, Run run) const;

  std::vector<CellPointer> layers_;
};

// What dropout multiplies by: drawn from a stream of its own, anew for each time step. With a keep
// probability of 1 it draws nothing.
struct DropoutMask {
  RandomOp random;
  float keep = 1;
  Tensor step(const Tensor& x);      // (B, D)
  Tensor sequence(const Tensor& x);  // (B, T, D)
};

// TensorFlow's DropoutWrapper: drops inputs and outputs, each with masks of its own stream, a new
// one for each time step. Off (both probabilities 1) it draws nothing.
class DropoutCell final : public Cell {
 public:
  DropoutCell(CellPointer cell, OpSeed input_seed, OpSeed output_seed);
  // In (0, 1]; the wrapper starts with 1 and 1.
  void keep(float input_probability, float output_probability = 1);
  // How far the streams have come, under this name.
  void visit_state(Archive& archive, const std::string& name);

  int output_size() const override { return cell_->output_size(); }
  StateSizes state_sizes() const override { return cell_->state_sizes(); }
  CellResult step(const Tensor& x, const State& state) const override;
  CellResult sequence(const Tensor& x, const State& initial,
                      std::span<const int> lengths) const override;

 private:
  CellPointer cell_;
  mutable DropoutMask input_, output_;
};

// TensorFlow's OutputProjectionWrapper: a dense layer after each step's output.
class OutputProjectionCell final : public Cell {
 public:
  OutputProjectionCell(CellPointer cell, Dense projection);
  int output_size() const override { return projection_.kernel.size(1); }
  StateSizes state_sizes() const override { return cell_->state_sizes(); }
  CellResult step(const Tensor& x, const State& state) const override;
  CellResult sequence(const Tensor& x, const State& initial,
                      std::span<const int> lengths) const override;

 private:
  CellPointer cell_;
  Dense projection_;
};

}  // namespace unfold
