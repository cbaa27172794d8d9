// SeenStep: a training step seen from inside one network, for one of the sequences of its batch.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/lab/next_step.h"

namespace unfold {

// The networks of a session that can be looked into, since it has their variables; the one to look
// at comes first.
std::vector<Network> networks_to_see(const Session& session);

struct SeenCell {
  CellChoice cell;
  // The norms of the rows of a WayBack; empty for a sequence without steps, and dc of all but an
  // LSTM.
  std::vector<float> dh, dc, outside;
};

struct SeenWeights {
  std::string name;
  Shape shape;
  float norm, move;               // of the values before the step and of what they changed by
  std::optional<float> gradient;  // its norm
  int most;                       // the one that moved most
  float before, after;            // that one
  bool is_own;                    // a variable of the chosen cell
  Tensor gradients, moves;        // all numbers of an own one, unless they are many; else empty
};

struct SeenStep {
  int sequences = 0, sequence = 0;  // how many there are, and the number of this one
  std::vector<std::string> reads;   // by time step, where symbols have names; or none
  std::vector<SeenCell> cells;      // from the lowest up
  std::optional<WayBack> cell;      // the chosen one; nothing for a sequence without steps
  std::vector<SeenWeights> weights;
};

// Takes the next step of the session (next_step.h); the last sequence stands for what is asked for
// beyond it. Nothing where the step does not train this network. Throws std::invalid_argument for a
// cell that the network does not have.
std::optional<SeenStep> see_next_step(Session& session, const Network& network,
                                      const CellChoice& cell);

}  // namespace unfold
