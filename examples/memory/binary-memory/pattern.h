// Pattern: fair coin tosses x, and answers y whose probability depends on x at two distances back.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/random/numpy.h"

namespace unfold {

struct Dependency {
  int distance;   // how many steps back
  double effect;  // what a 1 there adds to P(y = 1)
};

struct Bits {
  std::vector<std::uint8_t> x, y;
};

struct Pattern {
  double base = 0.5;  // P(y = 1) after two zeros
  Dependency first{3, 0.5}, second{8, -0.25};

  // P(y = 1) given x at the two distances, or on average over one that is not known.
  double probability(std::optional<int> first_bit, std::optional<int> second_bit) const;
  // P(y = 1) at step t for those who remember all of x from its first step on.
  double probability(const std::vector<std::uint8_t>& x, int t) const;

  // The lowest mean cross entropy of those who remember neither bit, the first, or both.
  double loss_without_memory() const;
  double loss_with_first() const;
  double loss_with_both() const;

  // The notebook's gen_data: before the first step x goes round to its end, as negative indices do.
  Bits generate(int length, RandomState& random) const;
};

}  // namespace unfold
