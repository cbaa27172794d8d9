// Hash: a 64-bit fingerprint of numbers and texts, the same on every target.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace unfold {

// FNV-1a over 32-bit words, each followed by a shift that spreads its high bits.
class Hash {
 public:
  void add(std::uint32_t word) {
    hash_ = (hash_ ^ word) * 0x100000001B3u;
    hash_ ^= hash_ >> 32;
  }
  // All NaN are the same: their bits differ between processors.
  void add(float value) {
    std::uint32_t bits = 0x7FC00000;
    if (!std::isnan(value)) std::memcpy(&bits, &value, sizeof bits);
    add(bits);
  }
  void add(std::string_view text) {
    add(static_cast<std::uint32_t>(text.size()));
    for (const char byte : text) add(std::uint32_t{static_cast<unsigned char>(byte)});
  }
  void add(const Hash& other) {
    add(static_cast<std::uint32_t>(other.hash_ >> 32));
    add(static_cast<std::uint32_t>(other.hash_));
  }

  // 16 hexadecimal digits.
  std::string text() const {
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[hash_ >> shift & 15];
    return digits;
  }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325u;
};

}  // namespace unfold
