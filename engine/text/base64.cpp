#include "engine/text/base64.h"

#include <algorithm>
#include <cstdint>

namespace unfold {
namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t bytes_of_group = 3, digits_of_group = 4;

}  // namespace

std::string base64(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += bytes_of_group) {
    const std::string_view group = bytes.substr(at, bytes_of_group);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < bytes_of_group; ++i) {
      bits = bits << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0);
    }
    for (std::size_t i = 0; i < digits_of_group; ++i) {
      text += i > group.size() ? '=' : digits[bits >> (18 - 6 * i) & 63];
    }
  }
  return text;
}

std::optional<std::string> read_base64(std::string_view text) {
  if (text.size() % digits_of_group != 0) return std::nullopt;
  const std::size_t padding = text.size() - std::min(text.find_last_not_of('=') + 1, text.size());
  if (padding > 2) return std::nullopt;
  std::string bytes;
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_padding = i >= text.size() - padding;
    const std::size_t digit = is_padding ? 0 : digits.find(text[i]);
    if (digit == digits.npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    if (i % digits_of_group != digits_of_group - 1) continue;
    for (const int shift : {16, 8, 0}) bytes += static_cast<char>(bits >> shift);
  }
  bytes.resize(bytes.size() - padding);
  return bytes;
}

}  // namespace unfold
