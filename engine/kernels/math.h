// exp, log, tanh and sigmoid within 2 ulp, the same bits on every target. No libm inside.
#pragma once

#include "engine/kernels/f32x4.h"

namespace unfold::kernels {

// exp overflows to infinity and underflows to zero (results below the normal range are flushed);
// log of zero is -infinity, of a negative number NaN; NaN goes through all four.
f32x4 exp(f32x4 x);
f32x4 log(f32x4 x);
f32x4 tanh(f32x4 x);
f32x4 sigmoid(f32x4 x);  // 1 / (1 + exp(-x))

// One number, with the bits that a lane would have.
inline float exp(float x) { return exp(splat(x))[0]; }
inline float log(float x) { return log(splat(x))[0]; }
inline float tanh(float x) { return tanh(splat(x))[0]; }
inline float sigmoid(float x) { return sigmoid(splat(x))[0]; }

}  // namespace unfold::kernels
