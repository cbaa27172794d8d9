// WayBack: how the gradient of a loss flows back through a cell, time step by time step.
#pragma once

#include <span>
#include <vector>

#include "engine/nn/network/network.h"
#include "engine/nn/network/trace.h"
#include "engine/nn/network/weights.h"
#include "engine/ops/sequence_watch.h"

namespace unfold {

// What a cell has read of a whole batch, and the gradients that came to it from outside.
struct CellRun {
  explicit CellRun(const SequenceFlow& flow);
  int count_sequences() const { return x.size(0); }

  Tensor x;       // (B, T, D), as it came to the cell: what dropout took is 0
  Tensor kernel;  // the variable, by which the cell is found
  Tensor initial_c, initial_h;
  std::vector<int> lengths;
  Tensor d_outputs, d_final_c, d_final_h;
};

// What a layer of dropout has done to a whole batch in a training step.
struct DropoutRun {
  explicit DropoutRun(const DropoutFlow& flow);

  Tensor y;  // (B, T, D) or (B, D)
  // Of its shape, what dropout multiplied by: 1 / keep, or 0 where it dropped a number.
  Tensor mask;
  bool is_recorded;  // gradients flow back through it
};

// The one of this cell, or null.
const CellRun* run_of(std::span<const CellRun> runs, const Tensor& kernel);

// Of one sequence. As in a Trace, row t is the state after t steps in the order of reading.
struct WayBack {
  Trace trace;
  Tensor dh;       // (T + 1, H): of the loss by h, all in all
  Tensor dc;       // (T + 1, H), of an LSTM; else empty
  Tensor outside;  // (T, H): the share of dh, from row 1 on, that comes from no later step
  // The masks of dropout on the way into the cell (T, D) and out of it (T, H); or empty.
  Tensor x_mask, h_mask;
};

// By the tape, step by step through the cell with these weights. The sequence has a step at least.
WayBack way_back(const RecurrentLayer& layer, const CellWeights& weights, const CellRun& run,
                 int sequence);

// Adds the masks of the layers of dropout right below and right above this place. `dropouts` are
// all of a training step, in order: where there are others than the network's they are nobody's,
// and so are those of a layer whose outputs are not its cell's alone.
void add_masks(WayBack& back, const Network& network, int place, const CellRun& run, int sequence,
               std::span<const DropoutRun> dropouts);

}  // namespace unfold
