// NextStep: what a training step does to a network, seen from inside.
#pragma once

#include <vector>

#include "engine/lab/session.h"
#include "engine/nn/network/way_back.h"

namespace unfold {

struct NextStep {
  // The cell's run in the step; null where it had none.
  const CellRun* run_of(const Network& network, int place, bool backwards) const;

  // All variables, in the same order; after the step they are the session's own.
  std::vector<Variables::Named> before, after;
  // Of each as the optimizer saw it, clipped where the lab clips; empty where none came.
  std::vector<Tensor> gradients;
  std::vector<CellRun> runs;
  std::vector<DropoutRun> dropouts;
};

// Takes the step that the session would take next, whatever it draws for it; a run that is at its
// end is made a step longer. The session has then gone on: it is a copy of the run that is meant.
// Nothing of a lab that does not train or of a run that cannot go on.
NextStep take_next_step(Session& session);

}  // namespace unfold
