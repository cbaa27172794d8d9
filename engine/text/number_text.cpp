#include "engine/text/number_text.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "engine/text/characters.h"

namespace unfold {
namespace {

constexpr std::size_t longest_number = 512;

bool skip_digits(std::string_view& text) {
  const std::size_t before = text.size();
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return text.size() < before;
}

bool take_any(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

// Takes digits to the end of those of `decimal`; how many.
int take_digits(std::string_view& text, Decimal& decimal) {
  const std::string_view before = text;
  skip_digits(text);
  decimal.digits += before.substr(0, before.size() - text.size());
  return static_cast<int>(before.size() - text.size());
}

// No more than can matter: beyond it a number is infinite or zero.
std::optional<int> take_exponent(std::string_view& text) {
  constexpr int most = 100000;
  if (!take_any(text, "eE")) return 0;
  const bool negative = text.starts_with('-');
  take_any(text, "+-");
  const std::string_view before = text;
  if (!skip_digits(text)) return std::nullopt;
  int exponent = 0;
  for (const char c : before.substr(0, before.size() - text.size())) {
    exponent = std::min(exponent * 10 + (c - '0'), most);
  }
  return negative ? -exponent : exponent;
}

}  // namespace

std::optional<double> read_number(std::string_view text) {
  if (text.size() > longest_number) return std::nullopt;
  Decimal decimal{text.starts_with('-'), "", 0};
  take_any(text, "+-");
  const int whole = take_digits(text, decimal);
  if (take_any(text, ".")) take_digits(text, decimal);
  const auto exponent = take_exponent(text);
  if (decimal.digits.empty() || !exponent || !text.empty()) return std::nullopt;
  decimal.exponent = *exponent + whole - 1;
  return nearest_double(decimal);
}

std::optional<long long> read_integer(std::string_view text) {
  std::string_view digits = text;
  const bool negative = text.starts_with('-');
  take_any(digits, "+-");
  std::string_view rest = digits;
  if (!skip_digits(rest) || !rest.empty()) return std::nullopt;
  long long value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{}) value = std::numeric_limits<long long>::max();
  return negative ? -value : value;
}

bool names_non_finite(std::string_view text) {
  take_any(text, "+-");
  if (text.size() > 8) return false;
  std::string lower(text);
  for (char& c : lower) c |= 0x20;
  return lower == "nan" || lower == "inf" || lower == "infinity";
}

}  // namespace unfold
