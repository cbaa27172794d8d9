#include <algorithm>
#include <cstddef>

#include "engine/kernels/f32x4.h"
#include "engine/kernels/gemm.h"

namespace unfold::kernels {
namespace {

// c[:n] gains Terms rows of b, each times its factor. The rows are read from end to end, which
// suits caches better than columns.
template <int Terms>
void add_rows(int n, const float* factors, const float* b, std::ptrdiff_t b_stride, float* c) {
  f32x4 factor[Terms];
  for (int k = 0; k < Terms; ++k) factor[k] = splat(factors[k]);
  int column = 0;
  for (; column + 4 <= n; column += 4) {
    f32x4 total = load(c + column);
    for (int k = 0; k < Terms; ++k) total += factor[k] * load(b + k * b_stride + column);
    store(c + column, total);
  }
  for (; column < n; ++column)
    for (int k = 0; k < Terms; ++k) c[column] += factors[k] * b[k * b_stride + column];
}

}  // namespace

void gemm_unpacked(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  constexpr int together = 5;  // of eight, V8 keeps some in memory
  const std::ptrdiff_t a_stride = a.stride, b_stride = b.stride, c_stride = c.stride;
  for (int row = 0; row < c.rows; ++row) {
    float* total = c.data + row * c_stride;
    const float *factors = a.data + row * a_stride, *right = b.data;
    if (sum == Sum::fresh) std::fill_n(total, c.columns, 0.0f);
    int k = 0;
    for (; k + together <= b.rows; k += together, right += together * b_stride)
      add_rows<together>(c.columns, factors + k, right, b_stride, total);
    for (; k < b.rows; ++k, right += b_stride)
      add_rows<1>(c.columns, factors + k, right, b_stride, total);
  }
}

}  // namespace unfold::kernels
