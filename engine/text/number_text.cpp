#include "engine/text/number_text.h"

#include <charconv>
#include <limits>

#include "engine/text/scan.h"

namespace unfold {
namespace {

constexpr std::size_t longest_number = 512;

}  // namespace

std::optional<double> read_number(std::string_view text) {
  if (text.size() > longest_number) return std::nullopt;
  const bool negative = text.starts_with('-');
  take_any(text, "+-");
  Digits digits;
  digits.add(take_digits(text));
  if (take(text, ".")) digits.add(take_digits(text), true);
  const auto exponent = take_exponent(text);
  if (digits.count() == 0 || !exponent || !text.empty()) return std::nullopt;
  const double value = digits.value(*exponent);
  return negative ? -value : value;
}

std::optional<long long> read_integer(std::string_view text) {
  std::string_view digits = text;
  const bool negative = text.starts_with('-');
  take_any(digits, "+-");
  std::string_view rest = digits;
  if (take_digits(rest).empty() || !rest.empty()) return std::nullopt;
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
