// exp, log, tanh and sigmoid within 2 ulp, the same bits on every target. No libm inside.
#pragma once

#include <limits>

#include "engine/kernels/f32x4.h"

namespace unfold::kernels {

namespace detail {

inline constexpr float ln2_high = 0x1.63p-1f;  // few bits: exact times any exponent
inline constexpr float ln2_low = -0x1.bd0106p-13f;
inline constexpr float infinity = std::numeric_limits<float>::infinity();

// Where exp leaves the normal range. Below the first it is flushed to zero.
inline constexpr float exp_lowest = -0x1.5d589ep+6f;
inline constexpr float exp_highest = 0x1.62e42ep+6f;

// e^-x = 2^n (1 + s) for x between -exp_highest and -exp_lowest, anything elsewhere:
// -x = n ln 2 + r, |r| <= ln 2 / 2, and s = r + r²/2 + r³ p(r), p such that tanh errs least.
struct Power {
  u32x4 n;  // in the place of a float's exponent
  f32x4 s;
};
inline Power power_of_minus(f32x4 x) {
  const f32x4 round = splat(0x1.8p+23f);  // adding it leaves the nearest integer in the low bits
  const f32x4 shifted = round - x * splat(0x1.715476p+0f);
  const f32x4 n = shifted - round;
  const f32x4 r_high = n * splat(-ln2_high) - x;
  const f32x4 r_low = n * splat(ln2_low);
  const f32x4 r = r_high - r_low;
  const f32x4 square = r * r;
  const f32x4 low = splat(0x1.55549p-3f) + splat(0x1.555566p-5f) * r;
  const f32x4 high = splat(0x1.123b74p-7f) + splat(0x1.6d16fp-10f) * r;
  const f32x4 p = low + square * high;
  return {bits(shifted) << 23, r_high + ((splat(0.5f) * square - r_low) + square * r * p)};
}
inline f32x4 times_power_of_two(f32x4 v, u32x4 n) { return from_bits(bits(v) + n); }

}  // namespace detail

// exp overflows to infinity and underflows to zero (results below the normal range are flushed);
// log of zero is -infinity, of a negative number NaN; NaN goes through all four.
inline f32x4 exp(f32x4 x) {
  using namespace detail;
  const Power e = power_of_minus(splat(0) - x);
  f32x4 y = times_power_of_two(splat(1) + e.s, e.n);
  y = select(x < splat(exp_lowest), splat(0), y);
  y = select(x > splat(exp_highest), splat(infinity), y);
  return select(x == x, y, x);
}

// x = 2^n (1 + f) with 1 + f from sqrt(1/2) to sqrt(2), log(1 + f) = f - f²/2 + f³ p(f).
inline f32x4 log(f32x4 x) {
  using namespace detail;
  const u32x4 sqrt_half = bits(splat(0x1.6a09e6p-1f));
  const i32x4 subnormal = x < splat(std::numeric_limits<float>::min());
  const u32x4 scaled = bits(select(subnormal, x * splat(0x1p+23f), x)) - sqrt_half;
  const f32x4 exponent = to_float(signed_bits(scaled) >> 23);
  const f32x4 n = exponent - select(subnormal, splat(23), splat(0));
  const f32x4 f = from_bits((scaled & 0x7fffff) + sqrt_half) - splat(1);
  f32x4 p = splat(0x1.1457c4p-4f);
  p = p * f + splat(-0x1.de3c1cp-4f);
  p = p * f + splat(0x1.e6f062p-4f);
  p = p * f + splat(-0x1.fc2206p-4f);
  p = p * f + splat(0x1.233768p-3f);
  p = p * f + splat(-0x1.555c4ep-3f);
  p = p * f + splat(0x1.99a4b6p-3f);
  p = p * f + splat(-0x1.000006p-2f);
  p = p * f + splat(0x1.555548p-2f);
  const f32x4 square = f * f;
  const f32x4 tail = square * f * p + n * splat(ln2_low) - splat(0.5f) * square;
  f32x4 y = n * splat(ln2_high) + (f + tail);
  y = select(x < splat(infinity), y, x);
  y = select(x < splat(0), splat(std::numeric_limits<float>::quiet_NaN()), y);
  return select(x == splat(0), splat(-infinity), y);
}

// For y = 2|x|: (1 - exp(-y)) / (1 + exp(-y)) with exp(-y) = 2^n + 2^n s, of which 2^n is exact.
inline f32x4 tanh(f32x4 x) {
  using namespace detail;
  const f32x4 one = splat(1);
  const Power e = power_of_minus(min(splat(20), splat(2) * abs(x)));
  const f32x4 two_n = times_power_of_two(one, e.n);
  const f32x4 rest = two_n * e.s;
  return with_sign(((one - two_n) - rest) / ((one + two_n) + rest), x);
}

// 1 / (1 + exp(-x)) = 1 / d, d = 2^n + (1 + 2^n s). Rounding d would cost more than 2 ulp together
// with what s has lost, so what d loses is kept and taken from the quotient.
inline f32x4 sigmoid(f32x4 x) {
  using namespace detail;
  const f32x4 one = splat(1);
  const Power e = power_of_minus(min(splat(-exp_lowest), x));
  const f32x4 two_n = times_power_of_two(one, e.n);
  const f32x4 rest = one + two_n * e.s;
  const f32x4 d = two_n + rest;
  const f32x4 lost = rest - (d - two_n);
  const f32x4 quotient = one / d;
  const f32x4 y = quotient - quotient * (quotient * lost);
  return select(x < splat(exp_lowest), splat(0), y);
}

// One number, with the bits that a lane would have.
inline float exp(float x) { return exp(splat(x))[0]; }
inline float log(float x) { return log(splat(x))[0]; }
inline float tanh(float x) { return tanh(splat(x))[0]; }
inline float sigmoid(float x) { return sigmoid(splat(x))[0]; }

}  // namespace unfold::kernels
