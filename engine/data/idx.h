// IDX: the format of MNIST's files: a header that tells the shape, then a byte for each number.
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/core/shape.h"

namespace unfold {

// A file that is no IDX file of the rank that is asked for, or not a whole one.
class IdxError : public std::invalid_argument {
 public:
  enum class Fault {
    kind,    // it begins with other bytes
    length,  // its header promises another number of bytes
    empty    // its header promises nothing
  };
  IdxError(Fault fault, std::string expected, std::string actual);

  Fault fault;
  std::string expected, actual;  // first bytes or lengths
};

// Numbers from 0 to 255; they lie in the file's bytes, which must outlive them.
struct Idx {
  Shape shape;
  std::span<const std::uint8_t> values;
};

// Throws IdxError.
Idx read_idx(std::string_view file, int rank);

}  // namespace unfold
