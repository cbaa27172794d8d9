#include "engine/text/scan.h"

#include <cstdlib>

#include "engine/text/decimal.h"

namespace unfold {

bool take(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

bool take_any(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<int> take_exponent(std::string_view& text) {
  constexpr int most = 100000;
  if (!take_any(text, "eE")) return 0;
  const bool negative = text.starts_with('-');
  take_any(text, "+-");
  const std::string_view digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  int exponent = 0;
  for (const char c : digits) exponent = std::min(exponent * 10 + (c - '0'), most);
  return negative ? -exponent : exponent;
}

void Digits::add(std::string_view run, bool is_fraction) {
  constexpr std::uint64_t most = 999'999'999'999'999'999;
  for (const char c : run) {
    if (first_ <= most) {
      first_ = first_ * 10 + static_cast<std::uint64_t>(c - '0');
    } else {
      others_ += c;
    }
  }
  count_ += static_cast<int>(run.size());
  if (is_fraction) decimals_ += static_cast<int>(run.size());
}

double Digits::value(int exponent) const {
  const int power = exponent - decimals_;
  const bool is_exact = others_.empty() && first_ < (std::uint64_t{1} << 53);
  if (is_exact && std::abs(power) <= largest_exact_power) {
    const auto whole = static_cast<double>(first_);  // exact operands and one rounding
    return power < 0 ? whole / exact_power(-power) : whole * exact_power(power);
  }
  const std::string digits = std::to_string(first_) + others_;
  return nearest_double({false, digits, static_cast<int>(digits.size()) - 1 + power});
}

}  // namespace unfold
