// Decimal: numbers in base ten and back, correct to the last bit, the same on every target and in
// every locale.
#pragma once

#include <string>
#include <string_view>

namespace unfold {

// d.ddd · 10^exponent
struct Decimal {
  bool negative = false;
  std::string digits;
  int exponent = 0;
};

// The nearest with that many digits, without zeros at the end, of a finite number.
Decimal rounded_decimal(double value, int digits);
// The one of fewest digits that reads back to the same number.
Decimal shortest_decimal(float value);
Decimal shortest_decimal(double value);

// 10^power, which is a double up to here.
inline constexpr int largest_exact_power = 22;
double exact_power(int power);

// The nearest number; infinite if there is none so large.
double nearest_double(const Decimal& decimal);

// Positional, like "-0.5", where 10^-4 <= |value| < 10^most_whole, else like "5.9604645e-08".
std::string decimal_text(const Decimal& decimal, int most_whole = 16);

// The text of the shortest decimal; also "nan", "inf" and "-inf".
std::string number_text(float value);
std::string number_text(double value);

}  // namespace unfold
