#include "examples/text/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace unfold {
namespace {

constexpr std::size_t longest_number = 512;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take_digits(std::string_view& text) {
  const std::size_t before = text.size();
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return text.size() < before;
}

bool take_any(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool is_decimal(std::string_view text) {
  take_any(text, "+-");
  const bool whole = take_digits(text);
  const bool fraction = take_any(text, ".") && take_digits(text);
  if (!whole && !fraction) return false;
  if (take_any(text, "eE")) {
    take_any(text, "+-");
    if (!take_digits(text)) return false;
  }
  return text.empty();
}

// From "-d.ddde±xx".
Decimal parsed(std::string_view scientific) {
  const std::size_t e = scientific.find('e');
  Decimal decimal{scientific[0] == '-', "", std::atoi(scientific.data() + e + 1)};
  for (const char c : scientific.substr(0, e)) {
    if (is_digit(c)) decimal.digits += c;
  }
  decimal.digits.erase(std::max<std::size_t>(decimal.digits.find_last_not_of('0') + 1, 1));
  return decimal;
}

template <typename Number, typename Read>
Decimal shortest(Number value, int fewest_digits, int most_digits, Read read) {
  char text[40];
  for (int digits = fewest_digits; digits <= most_digits; ++digits) {
    std::snprintf(text, sizeof text, "%.*e", digits - 1, static_cast<double>(value));
    if (read(text) == value) break;
  }
  return parsed(text);
}

// Positional where Python prints numbers so.
std::string laid_out(const Decimal& decimal) {
  const auto& [negative, digits, exponent] = decimal;
  const int count = static_cast<int>(digits.size());
  std::string text = negative ? "-" : "";
  if (exponent < -4 || exponent >= 16) {
    text += digits[0];
    if (count > 1) text.append(1, '.').append(digits, 1);
    char power[16];
    std::snprintf(power, sizeof power, "e%+03d", exponent);
    return text + power;
  }
  if (exponent < 0) return text.append("0.").append(-exponent - 1, '0') + digits;
  if (count <= exponent + 1) return text.append(digits).append(exponent + 1 - count, '0');
  return text.append(digits, 0, exponent + 1).append(1, '.').append(digits, exponent + 1);
}

template <typename Number>
std::string text(Number value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  return laid_out(shortest_decimal(value));
}

}  // namespace

Decimal shortest_decimal(float value) {
  return shortest(value, 6, 9, [](const char* text) { return std::strtof(text, nullptr); });
}

Decimal shortest_decimal(double value) {
  return shortest(value, 15, 17, [](const char* text) { return std::strtod(text, nullptr); });
}

std::string number_text(float value) { return text(value); }

std::string number_text(double value) { return text(value); }

std::optional<double> read_number(std::string_view text) {
  if (text.size() > longest_number || !is_decimal(text)) return std::nullopt;
  return std::strtod(std::string(text).c_str(), nullptr);
}

std::optional<long long> read_integer(std::string_view text) {
  std::string_view digits = text;
  const bool negative = text.starts_with('-');
  take_any(digits, "+-");
  std::string_view rest = digits;
  if (!take_digits(rest) || !rest.empty()) return std::nullopt;
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
