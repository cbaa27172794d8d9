// npy: an array in a file, as numpy writes it: its type and shape as a line of Python, then its
// numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/shape.h"
#include "engine/io/safetensors.h"

namespace unfold {

struct NpyArray {
  Shape shape;
  std::string type;  // numpy's: "<f4"
  // As 32-bit floats, row-major and little-endian; nothing if it holds others than real numbers, or
  // some that such a float does not hold: a whole number that it would round, one beyond its range.
  std::optional<std::string> floats;
};

// Floating-point numbers of 2, 4 and 8 bytes, whole numbers and truth values, in both orders of
// bytes and of axes. Throws std::invalid_argument for what is no such file.
NpyArray read_npy(std::string_view file);
// The entry's name is not in it.
std::string write_npy(const SafeTensors::Entry& entry);

}  // namespace unfold
