// NextStep: what a training step does to a network, seen from inside.
#pragma once

#include <vector>

#include "engine/lab/session.h"
#include "engine/nn/network/way_back.h"

namespace unfold {

// A sequence of the batch in the run of a cell that read it.
struct SequenceInRun {
  const CellRun* run;
  int number;  // in the run
};

struct NextStep {
  // How many sequences the cell has read in the step; 0 where it had no run.
  int count_sequences(const Network& network, int place, bool backwards) const;
  // One of those.
  SequenceInRun find(const Network& network, int place, bool backwards, int sequence) const;

  // All variables, in the same order; after the step they are the session's own.
  std::vector<Variables::Named> before, after;
  // Of each as the optimizer saw it, clipped where the lab clips; empty where none came.
  std::vector<Tensor> gradients;
  std::vector<std::vector<CellRun>> runs;  // of each part of the step
  std::vector<DropoutRun> dropouts;
};

// Takes the step that the session would take next, whatever it draws for it; a run that is at its
// end is made a step longer. The session has then gone on: it is a copy of the run that is meant.
// Nothing of a lab that does not train or of a run that cannot go on.
NextStep take_next_step(Session& session);

}  // namespace unfold
