#include "engine/text/written_number.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "engine/text/characters.h"
#include "engine/text/decimal.h"

namespace unfold {
namespace {

using Text = std::string_view;

constexpr Text currencies[] = {"$", "€", "£", "¥", "₩", "￦"};
constexpr Text spaces[] = {" ", "'", "\u00A0", "\u202F", "\u2009"};  // between thousands
constexpr Text missing[] = {"", "na", "n/a", "#n/a", "nan", "null", "none", "-", "--", ".", "?"};

bool take(Text& text, Text start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

template <std::size_t N>
bool take_any(Text& text, const Text (&starts)[N]) {
  return std::any_of(std::begin(starts), std::end(starts), [&](Text s) { return take(text, s); });
}

int count_digits(Text text) {
  return static_cast<int>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// The digits of a number and where its point stands among them.
struct Plain {
  static constexpr std::size_t longest = 64;
  std::string digits;
  int decimals = 0, exponent = 0;
};

Text take_digits(Text& text) {
  const Text run = text.substr(0, count_digits(text));
  text.remove_prefix(run.size());
  return run;
}

// Between groups of three digits.
bool take_group_mark(Text& text, Text mark) {
  Text rest = text;
  if (!take(rest, mark) && !take_any(rest, spaces)) return false;
  if (count_digits(rest) != 3) return false;
  text = rest;
  return true;
}

bool take_whole_part(Text& text, Text group_mark, Plain& plain) {
  const Text first = take_digits(text);
  plain.digits += first;
  if (first.empty() || first.size() > 3) return !first.empty();
  while (take_group_mark(text, group_mark)) plain.digits += take_digits(text);
  return true;
}

bool take_fraction(Text& text, Text mark, Plain& plain) {
  if (!take(text, mark)) return false;
  const Text run = take_digits(text);
  plain.digits += run;
  plain.decimals = static_cast<int>(run.size());
  return !run.empty();
}

bool take_exponent(Text& text, Plain& plain) {
  Text rest = text;
  if (rest.empty() || lower(rest[0]) != 'e') return true;
  rest.remove_prefix(1);
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  const Text run = take_digits(rest);
  if (run.empty()) return false;
  for (const char c : run) plain.exponent = std::min(plain.exponent * 10 + (c - '0'), 100000);
  if (negative) plain.exponent = -plain.exponent;
  text = rest;
  return true;
}

double value_of(const Plain& plain) {
  const int whole = static_cast<int>(plain.digits.size()) - plain.decimals;
  return nearest_double({false, plain.digits, whole - 1 + plain.exponent});
}

double suffix_factor(Text& text) {
  if (text.size() != 1) return 1;
  const char suffix = lower(text[0]);
  const double factor = suffix == 'k'   ? 1e3
                        : suffix == 'm' ? 1e6
                        : suffix == 'b' ? 1e9
                        : suffix == '%' ? 1
                                        : 0;
  if (factor == 0) return 1;
  text = {};
  return factor;
}

}  // namespace

std::optional<double> read_written_number(std::string_view text, bool decimal_comma) {
  bool negative = take(text, "-");
  if (!negative) take(text, "+");
  if (take_any(text, currencies)) {
    take(text, " ");
    if (!negative) negative = take(text, "-");
  }

  Plain plain;
  const bool whole = take_whole_part(text, decimal_comma ? "." : ",", plain);
  const bool fraction = take_fraction(text, decimal_comma ? "," : ".", plain);
  if ((!whole && !fraction) || !take_exponent(text, plain)) return std::nullopt;
  if (plain.digits.size() > Plain::longest) return std::nullopt;
  const double value = value_of(plain) * suffix_factor(text);
  if (!text.empty() || !(value <= largest_written_number)) return std::nullopt;
  return negative ? -value : value;
}

int decimal_comma_evidence(std::string_view text) {
  const bool as_point = read_written_number(text, false).has_value();
  const bool as_comma = read_written_number(text, true).has_value();
  return as_comma - as_point;
}

bool is_missing(std::string_view text) {
  const auto matches = [&](Text word) {
    return word.size() == text.size() && std::equal(word.begin(), word.end(), text.begin(),
                                                    [](char a, char b) { return a == lower(b); });
  };
  return std::any_of(std::begin(missing), std::end(missing), matches);
}

}  // namespace unfold
