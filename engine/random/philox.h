// Philox4x32-10: a counter-based generator; output number n is a function of the key and n alone.
#pragma once

#include <array>
#include <cstdint>

namespace unfold {

// A plain value: copying it forks the stream, and its bytes are its whole state.
class Philox {
 public:
  using Group = std::array<std::uint32_t, 4>;

  // TensorFlow's use of the two seeds of an operation: `seed` is the key, `seed2` the upper half of
  // the counter.
  Philox(std::uint64_t seed, std::uint64_t seed2);

  Group next();
  void skip(std::uint64_t groups);

  bool operator==(const Philox&) const = default;

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;  // 128 bits, least significant word first
};

}  // namespace unfold
