// Softmax of one row, shifted by its largest value so that nothing overflows.
#pragma once

#include "engine/kernels/map.h"
#include "engine/kernels/math.h"

namespace unfold {

// What was taken from a row before exp, and what the exps add up to.
struct ShiftedExp {
  float largest, sum;
};

// y = exp(x - max x) for n >= 1 values. x and y may be the same memory.
inline ShiftedExp shifted_exp(int n, const float* x, float* y) {
  const float largest = kernels::max(n, x);
  kernels::map(n, x, y, [=](kernels::f32x4 v) { return kernels::exp(v - largest); });
  return {largest, kernels::sum(n, y)};
}

inline void softmax_row(int n, const float* x, float* y) {
  const float total = shifted_exp(n, x, y).sum;
  kernels::map(n, y, y, [=](kernels::f32x4 v) { return v / total; });
}

}  // namespace unfold
