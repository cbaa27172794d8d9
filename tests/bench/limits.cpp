#include "tests/bench/limits.h"

#include <array>
#include <utility>

#include "engine/kernels/f32x4.h"
#include "engine/kernels/gemm.h"
#include "engine/ops/matrices.h"

namespace unfold::bench {
namespace {

// Makes the compiler believe that these floats are read and changed here.
void touch(float* data) { asm volatile("" : : "r"(data) : "memory"); }

Tensor values(const Shape& shape) {
  Tensor v(shape);
  int i = 0;
  for (float& value : v.mutable_values()) {
    value = static_cast<float>(i++ * 7919 % 2003) / 1001.5f - 1.0f;
  }
  return v;
}

}  // namespace

// Twelve sums, each waiting for itself alone: enough to keep every unit busy, few enough for the
// registers.
float multiply_add(int rounds, float factor, float term) noexcept {
  using kernels::f32x4;
  std::array<f32x4, 12> totals;
  for (int i = 0; i < 12; ++i) totals[i] = kernels::splat(static_cast<float>(i));
  const f32x4 factors = kernels::splat(factor), terms = kernels::splat(term);
  for (int round = 0; round < rounds; ++round) {
    for (f32x4& total : totals) total = total * factors + terms;
  }
  f32x4 sum = kernels::splat(0);
  for (const f32x4& total : totals) sum += total;
  return sum[0] + sum[1] + sum[2] + sum[3];
}

Product::Product(int M, int K, int N)
    : a_(values({M, K})), packed_(packed(rows(values({K, N})))), c_(Shape{M, N}) {}

void Product::run(int times) noexcept {
  for (int i = 0; i < times; ++i) {
    kernels::gemm(rows(std::as_const(a_)), packed_.data(), rows(c_), kernels::Sum::fresh);
    touch(c_.mutable_data());
  }
}

}  // namespace unfold::bench
