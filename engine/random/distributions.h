// TensorFlow's way from Philox words to numbers, one group of four at a time.
#pragma once

#include <array>
#include <cstdint>

#include "engine/random/philox.h"

namespace unfold {

using FourFloats = std::array<float, 4>;

float to_float(std::uint32_t word);                           // [0, 1), 23 random bits
double to_double(std::uint32_t first, std::uint32_t second);  // [0, 1), 52 random bits

// Two standard normal numbers by Box-Muller, the sine first.
std::array<float, 2> box_muller(std::uint32_t first, std::uint32_t second);

FourFloats uniform(const Philox::Group& words);  // [0, 1)
FourFloats normal(const Philox::Group& words);   // mean 0, deviation 1
// Normal numbers of magnitude below 2; takes as many groups from the generator as it needs.
FourFloats truncated_normal(Philox& generator);

}  // namespace unfold
