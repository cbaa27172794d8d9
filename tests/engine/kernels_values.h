// What the tests of the kernels share.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace unfold::kernels {

// Numbers spread over ±1, the same on every target.
class Values {
 public:
  explicit Values(unsigned seed) : state_(seed * 2654435761u + 1) {}

  std::uint32_t bits() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>(state_ >> 32);
  }
  float next() { return static_cast<float>(bits() >> 8) * 0x1p-23f - 1.0f; }
  std::vector<float> list(int n, float scale = 1) {
    std::vector<float> values(n);
    for (float& v : values) v = scale * next();
    return values;
  }

 private:
  std::uint64_t state_;
};

// FNV-1a over the bits of the values.
inline std::uint64_t hash_of_bits(std::span<const float> values) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (float v : values) {
    std::uint32_t bits;
    std::memcpy(&bits, &v, sizeof bits);
    for (int byte = 0; byte < 4; ++byte) hash = (hash ^ (bits >> 8 * byte & 0xff)) * 0x100000001b3u;
  }
  return hash;
}

}  // namespace unfold::kernels
