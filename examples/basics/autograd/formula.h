// Formula: what a reader typed, as a list of operations in the order in which they are computed.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "examples/basics/autograd/operations.h"

namespace unfold {

struct Piece {
  enum class Kind { variable, constant, operation };
  Kind kind;
  Op op = Op::add;
  std::array<int, 2> reads = {-1, -1};  // pieces before this one
  double number = 0;                    // of a constant
  int index = 0;                        // of the element that it chooses
  std::string name = {};                // of a variable, or of what has a formula of its own
  std::string text = {};                // as it is written
};

struct Formula {
  std::vector<Piece> pieces;
  int result = 0;  // the piece that the last formula is

  std::vector<std::string> variables() const;  // in the order in which they are read
  // How many numbers this variable has at least: several where an operation chooses among them.
  int least_numbers(std::string_view variable) const;
};

inline constexpr int most_pieces = 80;

// "h = tanh(x*w + b); (h - y)^2". Throws Refusal.
Formula read_formula(std::string_view text);

// With the signs that formulas have, where a keyboard gives others for them, and ";" for a new
// line.
std::string plain_text(std::string_view text);

// Whether variables and formulas may be called so: a letter first, then letters and digits.
bool is_name(std::string_view text);

}  // namespace unfold
