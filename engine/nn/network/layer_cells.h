// layer_cells: the cells of a recurrent layer, with their weights.
#pragma once

#include "engine/nn/network/network.h"
#include "engine/nn/variables.h"
#include "engine/nn/wrappers.h"

namespace unfold {

// Weights of this shape as they start.
Tensor started(const WeightStart& start, const Shape& shape, OpSeed seed);

// The outputs of both directions, which belong to the same steps.
Tensor merged(Merge merge, const Tensor& forward, const Tensor& backward);

struct LayerCells {
  CellPointer forward = {}, backward = {};  // the latter of a bidirectional layer alone
  Merge merge = Merge::concat;              // of the two
  bool backwards = false;                   // the only one reads from the end

  StateSizes state_sizes() const;
  State zero_state(int B) const;
  struct Result {
    Tensor outputs;  // (B, T, F)
    Tensor h;        // final (B, F)
    State state;
  };
  Result run(const Tensor& x, std::span<const int> lengths = {}, const State& initial = {}) const;
};

// For inputs of width D; the layer is the one at this place of the network.
LayerCells make_layer_cells(const Network& network, int place, int D, Variables& variables);

}  // namespace unfold
