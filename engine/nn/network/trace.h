// Trace: what a cell computes of one sequence, number by number, from the network's description and
// its variables as they are now.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/nn/network/examples.h"
#include "engine/nn/network/held.h"
#include "engine/nn/network/network.h"
#include "engine/nn/network/weights.h"
#include "engine/nn/variables.h"

namespace unfold {

// A gate, a candidate, or the sum z of an RNN. Its value is that of a function of the sum of what
// input, state and bias share in it, and with peepholes the cell state; a GRU that resets after the
// product takes the state's share of its candidate, with the bias of its own, times r.
struct TracedGate {
  enum Part { value, from_input, from_state, from_bias, from_cell };
  std::string_view name;  // i, g, f, o; r, u, candidate; z
  Tensor parts;           // (4, T, H), (5, T, H) with peepholes
};

// Time steps stand in the order in which the cell reads them.
struct Trace {
  Tensor x;  // (T, D)
  std::vector<TracedGate> gates;
  Tensor c;  // (T + 1, H): before each step and, one further, after it; empty without
  Tensor h;  // (T + 1, H)
};

// Of one cell of a layer, that reads x (T, D) and begins in this state, each of its tensors (1, H).
// Numbers of this cell and this sequence that are held stay what they are, and what is computed
// from them follows.
Trace traced_cell(const RecurrentLayer& layer, const CellWeights& weights, const Tensor& x,
                  const State& before, std::span<const HeldNumber> held = {});

// What of a network is looked at.
struct CellChoice {
  int place = 0;           // of a recurrent layer among all layers
  int example = 0;         // the number of a sequence
  bool backwards = false;  // the backward cell of a bidirectional layer
};

// Dropout is off, as where a network is used. Nothing for a sequence that has no steps. Throws
// std::invalid_argument for what the network or the examples do not have.
std::optional<Trace> trace(const Network& network, std::span<const Variables::Named> variables,
                           const Examples& examples, const CellChoice& cell);

// The same with what the network makes of the sequence in the end.
struct SequenceTrace {
  Trace cell;
  CellWeights weights;  // of the cell, as they were computed with
  // Of the last layer: (T, F), or (1, F) behind a readout of states; empty where the layers above
  // have no variables of their names.
  Tensor outputs;
};

// All the time held numbers of this network are, in whatever cell and sequence. Throws
// std::invalid_argument as `check_held` does, too.
std::optional<SequenceTrace> trace_sequence(const Network& network,
                                            std::span<const Variables::Named> variables,
                                            const Examples& examples, const CellChoice& cell,
                                            std::span<const HeldNumber> held = {});

// The loss of these outputs by itself, row by row and in all.
struct TracedLoss {
  std::vector<int> targets;  // symbols, by number; or none
  std::vector<float> by_row;
  float all = 0;
};
// Nothing where it is not known what is wanted, or the network's loss does not compare with that
// alone.
std::optional<TracedLoss> loss_of_sequence(const Network& network, const Tensor& outputs,
                                           const Examples& examples, int example);

}  // namespace unfold
