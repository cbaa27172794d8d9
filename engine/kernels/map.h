// Elementwise functions and reductions over contiguous floats.
#pragma once

#include "engine/kernels/f32x4.h"

namespace unfold::kernels {

// y[i] = f(x[i]...) for i < n, four at a time. f takes and returns f32x4. y may be an operand.
template <typename F>
void map(int n, const float* x, float* y, F f) {
  int i = 0;
  for (; i + 4 <= n; i += 4) store(y + i, f(load(x + i)));
  if (i < n) store_part(y + i, f(load_part(x + i, n - i)), n - i);
}
template <typename F>
void map(int n, const float* a, const float* b, float* y, F f) {
  int i = 0;
  for (; i + 4 <= n; i += 4) store(y + i, f(load(a + i), load(b + i)));
  if (i < n) store_part(y + i, f(load_part(a + i, n - i), load_part(b + i, n - i)), n - i);
}

// Reductions in one fixed order everywhere: lane l of four adds x[l], x[l + 4], …; the result is
// (lane 0 + lane 1) + (lane 2 + lane 3). Elements that do not fill four lanes are added to the
// first lanes, in order.
float sum(int n, const float* x) noexcept;
float sum_of_squares(int n, const float* x) noexcept;
float dot(int n, const float* a, const float* b) noexcept;
// The largest element, n >= 1; NaN if any is.
float max(int n, const float* x) noexcept;
// Index of the first largest element, n >= 1; of the first NaN if there is any.
int argmax(int n, const float* x) noexcept;

}  // namespace unfold::kernels
