#include "engine/text/utf8.h"

#include <cstdint>

namespace unfold {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Takes the first symbol, or the first stray byte, off the text.
std::string_view take_symbol(std::string_view& text) {
  const std::size_t size = symbol_size(text);
  const std::string_view symbol = text.substr(0, size ? size : 1);
  text.remove_prefix(symbol.size());
  return symbol;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

std::size_t symbol_size(std::string_view text) noexcept {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  std::uint32_t symbol = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (!continues(text[i])) return 0;
    symbol = symbol << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = symbol >= 0xD800 && symbol <= 0xDFFF;
  return symbol < smallest[size] || symbol > 0x10FFFF || surrogate ? 0 : size;
}

std::size_t invalid_utf8(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = symbol_size(text.substr(at));
    if (size == 0) return at;
    at += size;
  }
  return std::string_view::npos;
}

char32_t take_code(std::string_view& text) noexcept {
  const std::size_t size = symbol_size(text);
  const auto lead = static_cast<unsigned char>(text[0]);
  char32_t code = size == 0 ? 0xFFFD : size == 1 ? lead : lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  text.remove_prefix(size ? size : 1);
  return code;
}

void append_utf8(std::string& text, char32_t code) {
  const auto byte = [&](char32_t bits) { text += static_cast<char>(bits); };
  const auto rest = [&](int shift) { byte(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) return byte(0xC0 | code >> 6), rest(0);
  if (code < 0x10000) return byte(0xE0 | code >> 12), rest(6), rest(0);
  byte(0xF0 | code >> 18), rest(12), rest(6), rest(0);
}

int count_symbols(std::string_view text) {
  int count = 0;
  for (; !text.empty(); ++count) take_symbol(text);
  return count;
}

std::vector<std::string> symbols(std::string_view text) {
  std::vector<std::string> all;
  while (!text.empty()) all.emplace_back(take_symbol(text));
  return all;
}

std::string excerpt(std::string_view text, int most) {
  std::string start;
  for (int i = 0; i < most && !text.empty(); ++i) {
    const bool valid = symbol_size(text) > 0;
    const std::string_view symbol = take_symbol(text);
    start += valid ? symbol : "\uFFFD";
  }
  return text.empty() ? start : start + "…";
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace unfold
