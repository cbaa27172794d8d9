// scan: what numbers and dates are read with, a text's start after the other.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace unfold {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

// Takes the start off the text, if it has it.
bool take(std::string_view& text, std::string_view start);
// Takes one of these characters.
bool take_any(std::string_view& text, std::string_view characters);

template <typename Is>
std::string_view take_while(std::string_view& text, Is is) {
  const auto end = std::find_if_not(text.begin(), text.end(), is);
  const std::string_view run = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(run.size());
  return run;
}
inline std::string_view take_digits(std::string_view& text) { return take_while(text, is_digit); }

// "e-3": its number; 0 where there is no exponent, nothing for an "e" without digits. No more than
// can matter: beyond it a number is infinite or zero.
std::optional<int> take_exponent(std::string_view& text);

// The digits of a number as they come, and where its point stands among them.
class Digits {
 public:
  void add(std::string_view run, bool is_fraction = false);
  int count() const { return count_; }
  // The double nearest to these digits times 10^exponent.
  double value(int exponent = 0) const;

 private:
  std::uint64_t first_ = 0;  // as many digits as 64 bits hold
  std::string others_;
  int count_ = 0, decimals_ = 0;
};

}  // namespace unfold
