// Wheel: a task in which each time step asks for two things, one after the other.
#pragma once

#include <vector>

#include "engine/core/tensor.h"
#include "engine/random/numpy.h"

namespace unfold {

inline constexpr int wheel_bits = 4, wheel_positions = 4;

// Each step shows two pairs of bits; each pair of ones turns the wheel by one position.
struct Turns {
  Tensor x;                    // (B, T, 4)
  std::vector<int> positions;  // B · T: where the wheel stood `delay` steps before
};

Turns draw_turns(int B, int T, int delay, RandomState& random);

}  // namespace unfold
