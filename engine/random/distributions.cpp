#include "engine/random/distributions.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "engine/kernels/elementary.h"

namespace unfold {

float to_float(std::uint32_t word) {
  const std::uint32_t bits = (std::uint32_t{127} << 23) | (word & 0x7fffff);
  float one_to_two;
  std::memcpy(&one_to_two, &bits, sizeof one_to_two);
  return one_to_two - 1.0f;
}

double to_double(std::uint32_t first, std::uint32_t second) {
  const std::uint64_t fraction = (std::uint64_t{first & 0xfffff} << 32) | second;
  const std::uint64_t bits = (std::uint64_t{1023} << 52) | fraction;
  double one_to_two;
  std::memcpy(&one_to_two, &bits, sizeof one_to_two);
  return one_to_two - 1.0;
}

std::array<float, 2> box_muller(std::uint32_t first, std::uint32_t second) {
  constexpr double two_pi = 6.283185307179586;
  const float u = std::max(to_float(first), 1e-7f);
  const float angle = static_cast<float>(two_pi * to_float(second));
  const float radius = std::sqrt(-2.0f * static_cast<float>(elementary::log(u)));
  const auto [sin, cos] = elementary::sin_cos(angle);
  return {static_cast<float>(sin) * radius, static_cast<float>(cos) * radius};
}

FourFloats uniform(const Philox::Group& words) {
  return {to_float(words[0]), to_float(words[1]), to_float(words[2]), to_float(words[3])};
}

FourFloats normal(const Philox::Group& words) {
  const auto [f0, f1] = box_muller(words[0], words[1]);
  const auto [f2, f3] = box_muller(words[2], words[3]);
  return {f0, f1, f2, f3};
}

FourFloats truncated_normal(Philox& generator) {
  constexpr float limit = 2;
  FourFloats kept{};
  std::size_t count = 0;
  while (count < kept.size()) {
    for (const float candidate : normal(generator.next())) {
      if (count < kept.size() && std::abs(candidate) < limit) kept[count++] = candidate;
    }
  }
  return kept;
}

}  // namespace unfold
