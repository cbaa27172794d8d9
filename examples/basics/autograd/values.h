// Values: the numbers of a formula's variables, as a reader typed them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

// A variable with one number, or with several.
struct Value {
  std::string name;
  Tensor numbers;    // {} or (N)
  std::string text;  // of the numbers: "0.5", "[2, 1, -1]"; "" of a name that has none yet
};

inline constexpr int most_numbers = 8;
inline constexpr double largest_number = 1000;

// "x = 1, z = [2, 1, -1]", or a name alone. Throws Refusal.
std::vector<Value> read_values(std::string_view text);
std::string values_text(const std::vector<Value>& values);

}  // namespace unfold
