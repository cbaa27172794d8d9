#include "engine/random/philox.h"

namespace unfold {
namespace {

constexpr int rounds = 10;

std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

Philox::Group mix(const Philox::Group& c, std::uint32_t k0, std::uint32_t k1) {
  const std::uint64_t p0 = std::uint64_t{0xD2511F53} * c[0];
  const std::uint64_t p1 = std::uint64_t{0xCD9E8D57} * c[2];
  return {high(p1) ^ c[1] ^ k0, low(p1), high(p0) ^ c[3] ^ k1, low(p0)};
}

}  // namespace

Philox::Philox(std::uint64_t seed, std::uint64_t seed2)
    : key_{low(seed), high(seed)}, counter_{0, 0, low(seed2), high(seed2)} {}

Philox::Group Philox::next() {
  Group words = counter_;
  std::uint32_t k0 = key_[0], k1 = key_[1];
  for (int round = 0; round < rounds; ++round) {
    words = mix(words, k0, k1);
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
  skip(1);
  return words;
}

void Philox::skip(std::uint64_t groups) {
  std::uint64_t carry = 0;
  for (std::uint32_t& word : counter_) {
    const std::uint64_t sum = std::uint64_t{word} + low(groups) + carry;
    word = low(sum);
    carry = high(sum);
    groups >>= 32;
  }
}

}  // namespace unfold
