// HeldNumber: a number inside a cell that is held at a value of somebody's own while a network is
// traced.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/nn/network/examples.h"
#include "engine/nn/network/network.h"
#include "engine/nn/network/weights.h"

namespace unfold {

struct HeldNumber {
  int network = 0, place = 0;  // of the networks of a lab, and of its layers
  bool backwards = false;      // of the backward cell of a bidirectional layer
  std::string name;            // x, c, h, a gate (trace.h); or kernel, recurrent, bias
  // Sequence, time step in the order of reading and unit; c and h of step 0 are the state before
  // the first. Of a weight row and column, of a bias its column: (gates · H).
  std::vector<int> at;
  float value = 0;

  bool is_weight() const { return at.size() < 3; }
};

// "0/0.f(0,1,2):0.5;0/1b.bias(3):-1", numbers from 0 on; `b` is the backward cell. Throws
// std::invalid_argument.
std::vector<HeldNumber> read_held(std::string_view text);

// Throws std::invalid_argument for a number that this network, reading these, does not have.
void check_held(std::span<const HeldNumber> held, const Network& network, const Examples& examples);

// The cell's weights with those of these that are weights; others share theirs with `weights`.
CellWeights with_held(const CellWeights& weights, std::span<const HeldNumber> held);

}  // namespace unfold
