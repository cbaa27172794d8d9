// Elementwise functions and reductions over contiguous floats.
#pragma once

#include "engine/kernels/f32x4.h"

namespace unfold::kernels {

// Four elements from `first` on, of which n exist. One body of code serves whole and partial fours.
struct Lanes {
  int first, n;
  f32x4 operator()(const float* p) const {
    return n == 4 ? load(p + first) : load_part(p + first, n);
  }
  void set(float* p, f32x4 v) const { n == 4 ? store(p + first, v) : store_part(p + first, v, n); }
};

// Calls body(lanes) for each four of n elements.
template <typename Body>
void for_lanes(int n, Body body) {
  for (int first = 0; first < n; first += 4) body(Lanes{first, n - first < 4 ? n - first : 4});
}

// y[i] = f(x[i]...) for i < n, four at a time. f takes and returns f32x4. y may be an operand.
template <typename F>
void map(int n, const float* x, float* y, F f) {
  for_lanes(n, [=](Lanes at) { at.set(y, f(at(x))); });
}
template <typename F>
void map(int n, const float* a, const float* b, float* y, F f) {
  for_lanes(n, [=](Lanes at) { at.set(y, f(at(a), at(b))); });
}

// y[i] += x[i] for i < n.
void add_to(int n, const float* x, float* y) noexcept;

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
