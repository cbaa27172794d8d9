#include "engine/text/decimal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace unfold {
namespace {

// 0.ddd… · 10^point, exactly: no digits for zero, no zeros at either end.
struct Exact {
  std::string digits;
  int point = 0;

  void trim() {
    const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
    digits.erase(0, zeros);
    point -= static_cast<int>(zeros);
    digits.erase(digits.find_last_not_of('0') + 1);
  }

  // Times 2^power.
  void scale(int power) {
    constexpr int most = 28;  // a digit times 2^28 and a carry fit in 32 bits
    for (int rest = power; rest > 0; rest -= most) multiply(std::min(rest, most));
    for (int rest = -power; rest > 0; rest -= most) divide(std::min(rest, most));
  }

  void multiply(int bits) {
    std::uint32_t carry = 0;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
      carry += static_cast<std::uint32_t>(*digit - '0') << bits;
      *digit = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    const std::string front = carry == 0 ? "" : std::to_string(carry);
    digits.insert(0, front);
    point += static_cast<int>(front.size());
    trim();
  }

  void divide(int bits) {
    std::string quotient;
    std::uint32_t rest = 0;
    for (std::size_t i = 0; i < digits.size() || rest > 0; ++i) {
      rest = rest * 10 + (i < digits.size() ? digits[i] - '0' : 0);
      quotient += static_cast<char>('0' + (rest >> bits));
      rest &= (1u << bits) - 1;
    }
    digits = quotient;
    trim();
  }

  // To that many digits; halves to even.
  void round(int count) {
    if (count < 0) digits.clear();
    if (count < 0 || count >= static_cast<int>(digits.size())) return;
    const bool is_odd = count > 0 && (digits[count - 1] - '0') % 2 != 0;
    const int order = digits.compare(count, digits.npos, "5");
    digits.resize(count);
    if (order > 0 || (order == 0 && is_odd)) {
      while (!digits.empty() && digits.back() == '9') digits.pop_back();
      if (digits.empty()) {
        digits = "1";
        ++point;
      } else {
        ++digits.back();
      }
    }
    trim();
  }

  // The part before the point.
  std::int64_t whole() const {
    std::int64_t value = 0;
    for (int i = 0; i < point; ++i) {
      value = value * 10 + (i < static_cast<int>(digits.size()) ? digits[i] - '0' : 0);
    }
    return value;
  }
};

Exact exact(double magnitude) {
  int power;
  const double fraction = std::frexp(magnitude, &power);
  const std::string digits = std::to_string(static_cast<std::int64_t>(std::ldexp(fraction, 53)));
  Exact exact{digits, static_cast<int>(digits.size())};
  exact.trim();
  exact.scale(power - 53);
  return exact;
}

Decimal rounded(Exact exact, bool negative, int digits) {
  exact.round(digits);
  if (exact.digits.empty()) return {negative, "0", 0};
  return {negative, exact.digits, exact.point - 1};
}

template <typename Number>
Decimal shortest(Number value, int fewest_digits, int most_digits) {
  const Exact all = exact(std::abs(value));
  for (int digits = fewest_digits;; ++digits) {
    Decimal decimal = rounded(all, std::signbit(value), digits);
    if (digits == most_digits || static_cast<Number>(nearest_double(decimal)) == value) {
      return decimal;
    }
  }
}

// The nearest double to a number that is not zero.
double nearest(Exact exact) {
  int power = 0;  // the number is exact · 2^power
  const auto move = [&](int bits) {
    exact.scale(bits);
    power -= bits;
  };
  while (exact.point > 0) move(std::min(-1, 3 * (1 - exact.point)));
  while (exact.point < 0) move(-3 * exact.point);
  while (exact.digits[0] < '5') move(1);
  const int bits = std::min(53, power + 1074);
  move(bits);
  exact.round(exact.point);
  return std::ldexp(static_cast<double>(exact.whole()), power);
}

template <typename Number>
std::string text(Number value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  return decimal_text(shortest_decimal(value));
}

}  // namespace

Decimal rounded_decimal(double value, int digits) {
  return rounded(exact(std::abs(value)), std::signbit(value), digits);
}

Decimal shortest_decimal(float value) { return shortest(value, 6, 9); }

Decimal shortest_decimal(double value) { return shortest(value, 15, 17); }

double exact_power(int power) {
  static constexpr std::array powers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  return powers[power];
}

double nearest_double(const Decimal& decimal) {
  constexpr int largest = 310, smallest = -330, exact_digits = 15;
  Exact exact{decimal.digits, decimal.exponent + 1};
  exact.trim();
  const int count = static_cast<int>(exact.digits.size()), power = exact.point - count;
  double value = 0;
  if (count > 0 && exact.point > largest) {
    value = HUGE_VAL;
  } else if (count > 0 && count <= exact_digits && std::abs(power) <= largest_exact_power) {
    exact.point = count;  // exact operands and one rounding
    const double whole = static_cast<double>(exact.whole());
    value = power < 0 ? whole / exact_power(-power) : whole * exact_power(power);
  } else if (count > 0 && exact.point > smallest) {
    value = nearest(exact);
  }
  return decimal.negative ? -value : value;
}

std::string decimal_text(const Decimal& decimal, int most_whole) {
  const auto& [negative, digits, exponent] = decimal;
  const int count = static_cast<int>(digits.size());
  std::string text = negative ? "-" : "";
  if (exponent < -4 || exponent >= most_whole) {
    text += digits[0];
    if (count > 1) text.append(1, '.').append(digits, 1);
    const std::string power = std::to_string(std::abs(exponent));
    text.append(exponent < 0 ? "e-" : "e+");
    return text.append(power.size() < 2 ? "0" : "").append(power);
  }
  if (exponent < 0) return text.append("0.").append(-exponent - 1, '0') + digits;
  if (count <= exponent + 1) return text.append(digits).append(exponent + 1 - count, '0');
  return text.append(digits, 0, exponent + 1).append(1, '.').append(digits, exponent + 1);
}

std::string number_text(float value) { return text(value); }

std::string number_text(double value) { return text(value); }

}  // namespace unfold
