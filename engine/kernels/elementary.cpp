#include "engine/kernels/elementary.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace unfold::elementary {
namespace {

constexpr std::size_t terms = 9;
using Series = std::array<double, terms>;

// Coefficients (-1)^k / (2k + first)! of the sine (first = 1) or the cosine (first = 0).
constexpr Series alternating_factorials(int first) {
  Series series{};
  double factorial = 1;  // exact up to 18!
  for (int k = 0; k < static_cast<int>(terms); ++k) {
    const int n = 2 * k + first;
    if (k > 0) factorial *= (n - 1) * n;
    series[k] = (k % 2 ? -1 : 1) / factorial;
  }
  return series;
}

// Coefficients 1 / (2k + 1) of atanh.
constexpr std::array<double, 11> odd_reciprocals() {
  std::array<double, 11> series{};
  for (std::size_t k = 0; k < series.size(); ++k) series[k] = 1.0 / static_cast<double>(2 * k + 1);
  return series;
}

// Coefficients 1 / k! of exp.
constexpr std::array<double, 15> factorial_reciprocals() {
  std::array<double, 15> series{};
  double factorial = 1;
  for (std::size_t k = 0; k < series.size(); ++k) {
    if (k > 0) factorial *= static_cast<double>(k);
    series[k] = 1 / factorial;
  }
  return series;
}

constexpr Series sine_series = alternating_factorials(1);
constexpr Series cosine_series = alternating_factorials(0);
constexpr auto atanh_series = odd_reciprocals();
constexpr auto exp_series = factorial_reciprocals();

template <std::size_t n>
double polynomial(const std::array<double, n>& coefficients, double x) {
  double y = coefficients[n - 1];
  for (std::size_t k = n - 1; k-- > 0;) y = y * x + coefficients[k];
  return y;
}

// For |r| <= pi / 4, where nine terms are exact to 1e-18.
SinCos near_zero(double r) {
  const double square = r * r;
  return {r * polynomial(sine_series, square), polynomial(cosine_series, square)};
}

struct Split {
  double mantissa;  // in [sqrt(1/2), sqrt(2)]
  int exponent;
};

Split split(double x) {
  constexpr double sqrt2 = 0x1.6a09e667f3bcdp0;
  constexpr std::uint64_t fraction = (std::uint64_t{1} << 52) - 1;
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  const int exponent = static_cast<int>(bits >> 52) - 1023;
  bits = (bits & fraction) | (std::uint64_t{1023} << 52);
  double mantissa;
  std::memcpy(&mantissa, &bits, sizeof mantissa);
  if (mantissa > sqrt2) return {mantissa / 2, exponent + 1};
  return {mantissa, exponent};
}

}  // namespace

SinCos sin_cos(double angle) {
  constexpr double two_over_pi = 0x1.45f306dc9c883p-1;
  constexpr double half_pi_high = 0x1.921fb544p0;  // 33 bits: its multiples are exact
  constexpr double half_pi_low = 0x1.0b4611a626331p-34;
  const int quadrant = static_cast<int>(angle * two_over_pi + 0.5);
  const SinCos rest = near_zero(angle - quadrant * half_pi_high - quadrant * half_pi_low);
  switch (quadrant % 4) {
    case 0: return rest;
    case 1: return {rest.cos, -rest.sin};
    case 2: return {-rest.sin, -rest.cos};
    default: return {-rest.cos, rest.sin};
  }
}

// exp(n log 2 + r) = 2^n exp(r), |r| <= log 2 / 2
double exp(double x) {
  if (x < -700) return 0;
  constexpr double log2_e = 0x1.71547652b82fep+0;
  constexpr double log2_high = 0x1.62e42feep-1;  // 32 bits: its multiples are exact
  constexpr double log2_low = 0x1.a39ef35793c76p-33;
  const int n = static_cast<int>(x * log2_e + (x < 0 ? -0.5 : 0.5));
  const double r = x - n * log2_high - n * log2_low;
  const std::uint64_t bits = static_cast<std::uint64_t>(1023 + n) << 52;
  double power;
  std::memcpy(&power, &bits, sizeof power);
  return power * polynomial(exp_series, r);
}

// log(m 2^e) = e log 2 + 2 atanh((m - 1) / (m + 1))
double log(double x) {
  constexpr double log2 = 0x1.62e42fefa39efp-1;
  const auto [mantissa, exponent] = split(x);
  const double s = (mantissa - 1) / (mantissa + 1);
  return exponent * log2 + 2 * s * polynomial(atanh_series, s * s);
}

}  // namespace unfold::elementary
