// Prints how fast the kernels are: GF/s of the matrix products beside their naive definitions, and
// elements per nanosecond of the functions. Best of several windows.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "engine/kernels/gemm.h"
#include "engine/kernels/map.h"
#include "engine/kernels/math.h"

namespace kernels = unfold::kernels;
using kernels::Sum;

namespace {

// Makes the compiler believe that these floats, and all others that it cannot see, are read and
// changed here.
void touch(float* data) { asm volatile("" : : "r"(data) : "memory"); }

template <typename Work>
double nanoseconds(float* result, Work work) {
  using Clock = std::chrono::steady_clock;
  using Time = std::chrono::duration<double, std::nano>;
  constexpr double window = 2e7;
  double best = 1e30;
  for (int windows = 0; windows < 10; ++windows) {
    int runs = 0;
    Time passed{};
    for (int batch = 1; passed.count() < window; batch *= 2) {
      const auto start = Clock::now();
      for (int i = 0; i < batch; ++i) {
        work();
        touch(result);
      }
      passed = Clock::now() - start;
      runs = batch;
    }
    best = std::min(best, passed.count() / runs);
  }
  return best;
}

std::vector<float> values(int n) {
  std::vector<float> v(n);
  for (int i = 0; i < n; ++i) v[i] = static_cast<float>(i * 7919 % 2003) / 1001.5f - 1.0f;
  return v;
}

void report_gemm(int M, int K, int N) {
  std::vector<float> a = values(M * K), b = values(K * N), c(M * N), d = values(M * N), dw(K * N);
  std::vector<float> packed(kernels::packed_size(K, N));
  const kernels::Matrix A{a.data(), M, K, K}, B{b.data(), K, N, N}, C{c.data(), M, N, N};
  const kernels::Matrix D{d.data(), M, N, N}, DW{dw.data(), K, N, N};
  kernels::pack(B, packed.data());

  const double flops = 2.0 * M * K * N;
  const double fast = flops / nanoseconds(c.data(), [&] { gemm(A, packed.data(), C, Sum::fresh); });
  const double naive = flops / nanoseconds(c.data(), [&] { gemm_naive(A, B, C, Sum::fresh); });
  const double with_pack = flops / nanoseconds(c.data(), [&] {
                             kernels::pack(B, packed.data());
                             gemm(A, packed.data(), C, Sum::fresh);
                           });
  const double across =
      flops / nanoseconds(dw.data(), [&] { gemm_transposed(A, D, DW, Sum::fresh); });
  const double across_naive =
      flops / nanoseconds(dw.data(), [&] { gemm_transposed_naive(A, D, DW, Sum::fresh); });
  std::printf(
      "(%d,%d,%d)  gemm %.1f GF/s, packing too %.1f, naive %.2f;  transposed %.1f, naive %.2f\n", M,
      K, N, fast, with_pack, naive, across, across_naive);
}

template <typename F>
void report_function(const char* name, F f) {
  constexpr int n = 4096;
  std::vector<float> x = values(n), y(n);
  for (float& v : x) v = v * 4 + 4.5f;
  const double time = nanoseconds(y.data(), [&] { kernels::map(n, x.data(), y.data(), f); });
  std::printf("%-8s %.2f elements/ns\n", name, n / time);
}

}  // namespace

// Small products first: they give a JavaScript engine the calls that it wants to see before it
// optimizes.
int main() {
  report_gemm(1, 10, 20);
  report_gemm(6, 10, 20);
  report_gemm(170, 50, 100);
  report_gemm(150, 178, 150);
  report_gemm(4200, 150, 150);
  report_function("exp", [](kernels::f32x4 x) { return kernels::exp(x); });
  report_function("log", [](kernels::f32x4 x) { return kernels::log(x); });
  report_function("tanh", [](kernels::f32x4 x) { return kernels::tanh(x); });
  report_function("sigmoid", [](kernels::f32x4 x) { return kernels::sigmoid(x); });
}
