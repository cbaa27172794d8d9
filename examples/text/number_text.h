// number_text: numbers as decimal text and back, the same on every target and in every locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace unfold {

// The shortest text that reads back to the same number: "0.5", "1.6078763", "5.9604645e-08"; also
// "nan", "inf" and "-inf".
std::string number_text(float value);
std::string number_text(double value);

// The shortest decimal of a finite number: d.ddd · 10^exponent, without zeros at the end.
struct Decimal {
  bool negative;
  std::string digits;
  int exponent;
};
Decimal shortest_decimal(float value);
Decimal shortest_decimal(double value);

// Decimal numbers only: "2", "-.5", "1e-3". One too large to be held becomes infinite.
std::optional<double> read_number(std::string_view text);
// Whole decimal numbers only. One too large to be held becomes the largest.
std::optional<long long> read_integer(std::string_view text);
// Whether the text names something that is not finite: "nan", "-inf", "Infinity".
bool names_non_finite(std::string_view text);

}  // namespace unfold
