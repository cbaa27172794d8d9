// Running a cell over sequences, with TensorFlow's names.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/nn/cell.h"

namespace unfold {

// x (B, T, D) through the cell, fused. Past a sequence's length outputs are zero and the state is
// that of its last valid step; `initial` empty means zeros.
CellResult dynamic_rnn(const Cell& cell, const Tensor& x, std::span<const int> lengths = {},
                       const State& initial = {});

// The same, composed step by step from elementary operations: the reference.
CellResult unrolled_rnn(const Cell& cell, const Tensor& x, std::span<const int> lengths = {},
                        const State& initial = {});

struct StaticResult {
  std::vector<Tensor> outputs;  // per time step, (B, H)
  State state;
};
// One (B, D) tensor per time step.
StaticResult static_rnn(const Cell& cell, std::span<const Tensor> xs, const State& initial = {});

struct BidirectionalResult {
  CellResult forward, backward;
};
// The backward cell reads each sequence from its last valid step to its first; its outputs stand at
// the steps they belong to and its state is that after reading step 0.
BidirectionalResult bidirectional_dynamic_rnn(const Cell& forward, const Cell& backward,
                                              const Tensor& x, std::span<const int> lengths = {},
                                              const State& initial_forward = {},
                                              const State& initial_backward = {});

}  // namespace unfold
