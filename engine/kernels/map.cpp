#include "engine/kernels/map.h"

namespace unfold::kernels {
namespace {

// Adds term(four) over all elements; four(p) gives the next four of p.
template <typename Term>
float add_up(int n, Term term) {
  f32x4 total = splat(0);
  int i = 0;
  for (; i + 4 <= n; i += 4) total += term([i](const float* p) { return load(p + i); });
  if (i < n) total += term([i, n](const float* p) { return load_part(p + i, n - i); });
  return (total[0] + total[1]) + (total[2] + total[3]);
}

bool is_nan(float x) { return x != x; }

bool larger(float a, float b) { return a > b || (is_nan(a) && !is_nan(b)); }

}  // namespace

void add_to(int n, const float* x, float* y) noexcept {
  constexpr int together = 16;
  int i = 0;
  for (; i + together <= n; i += together)
    for (int part = i; part < i + together; part += 4)
      store(y + part, load(y + part) + load(x + part));
  for (; i < n; ++i) y[i] += x[i];
}

float sum(int n, const float* x) noexcept {
  return add_up(n, [=](auto four) { return four(x); });
}

float sum_of_squares(int n, const float* x) noexcept { return dot(n, x, x); }

float dot(int n, const float* a, const float* b) noexcept {
  return add_up(n, [=](auto four) { return four(a) * four(b); });
}

float max(int n, const float* x) noexcept {
  float largest = x[0];
  int i = 0;
  if (n >= 4) {
    f32x4 best = load(x);
    for (i = 4; i + 4 <= n; i += 4) {
      const f32x4 v = load(x + i);
      best = select((v > best) | (v != v), v, best);
    }
    for (int lane = 0; lane < 4; ++lane)
      if (larger(best[lane], largest)) largest = best[lane];
  }
  for (; i < n; ++i)
    if (larger(x[i], largest)) largest = x[i];
  return largest;
}

int argmax(int n, const float* x) noexcept {
  int best = 0;
  for (int i = 1; i < n; ++i)
    if (larger(x[i], x[best])) best = i;
  return best;
}

}  // namespace unfold::kernels
