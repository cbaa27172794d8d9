#include "engine/kernels/gemm.h"

#include <algorithm>

#include "engine/kernels/f32x4.h"
#include "engine/kernels/products.h"

namespace unfold::kernels {
namespace {

constexpr int panel_width = 8;

int panels(int columns) { return (columns + panel_width - 1) / panel_width; }

const float* at(ConstMatrix m, int row, int column) {
  return m.data + static_cast<std::ptrdiff_t>(row) * m.stride + column;
}
float* at(Matrix m, int row, int column) {
  return m.data + static_cast<std::ptrdiff_t>(row) * m.stride + column;
}

// The eight columns of one row of a tile, of which the first `width` exist in memory.
struct Eight {
  f32x4 left, right;
};
[[gnu::noinline]] Eight load_narrow(const float* p, int width) {
  if (width >= 4) return {load(p), load_part(p + 4, width - 4)};
  return {load_part(p, width), splat(0)};
}
[[gnu::noinline]] void store_narrow(float* p, Eight v, int width) {
  if (width < 4) return store_part(p, v.left, width);
  store(p, v.left);
  store_part(p + 4, v.right, width - 4);
}
inline Eight load_eight(const float* p, int width) {
  return width >= 8 ? Eight{load(p), load(p + 4)} : load_narrow(p, width);
}
inline void store_eight(float* p, Eight v, int width) {
  if (width < 8) return store_narrow(p, v, width);
  store(p, v.left);
  store(p + 4, v.right);
}

// c[Rows, Panels * 8] from Rows rows of a and Panels panels of b, the last `width` columns wide.
template <int Rows, int Panels>
void tile(int K, const float* a, int a_stride, const float* b, float* c, int c_stride, int width,
          Sum sum) {
  const std::ptrdiff_t panel_size = static_cast<std::ptrdiff_t>(K) * panel_width;
  const float* row[Rows];
  for (int r = 0; r < Rows; ++r) row[r] = a + static_cast<std::ptrdiff_t>(r) * a_stride;

  Eight total[Rows][Panels];
  for (int r = 0; r < Rows; ++r)
    for (int p = 0; p < Panels; ++p)
      total[r][p] =
          sum == Sum::fresh
              ? Eight{splat(0), splat(0)}
              : load_eight(c + static_cast<std::ptrdiff_t>(r) * c_stride + p * panel_width,
                           p + 1 < Panels ? panel_width : width);

  for (int k = 0; k < K; ++k, b += panel_width) {
    Eight right[Panels];
    for (int p = 0; p < Panels; ++p)
      right[p] = {load(b + p * panel_size), load(b + p * panel_size + 4)};
    for (int r = 0; r < Rows; ++r) {
      const f32x4 left = splat(row[r][k]);
      for (int p = 0; p < Panels; ++p) {
        total[r][p].left += left * right[p].left;
        total[r][p].right += left * right[p].right;
      }
    }
  }

  for (int r = 0; r < Rows; ++r)
    for (int p = 0; p < Panels; ++p)
      store_eight(c + static_cast<std::ptrdiff_t>(r) * c_stride + p * panel_width, total[r][p],
                  p + 1 < Panels ? panel_width : width);
}

// Rows rows of c, Panels panels at a time as long as there are so many, then fewer.
template <int Rows, int Panels>
void strip(ConstMatrix a, const float* b, Matrix c, int row, int column, Sum sum) {
  const int K = a.columns;
  while (column < c.columns && panels(c.columns - column) >= Panels) {
    const int width = std::min(panel_width, c.columns - column - (Panels - 1) * panel_width);
    tile<Rows, Panels>(K, at(a, row, 0), a.stride, b + static_cast<std::ptrdiff_t>(column) * K,
                       at(c, row, column), c.stride, width, sum);
    column += Panels * panel_width;
  }
  if constexpr (Panels > 1) strip<Rows, Panels - 1>(a, b, c, row, column, sum);
}

// c[Rows, width] from Rows columns of a and `width` columns of b; `whole`: width is 8.
template <int Rows, bool whole>
void transposed_tile(ConstMatrix a, ConstMatrix b, Matrix c, int row, int column, int width,
                     Sum sum) {
  if constexpr (whole) width = panel_width;
  Eight total[Rows];
  for (int r = 0; r < Rows; ++r)
    total[r] =
        sum == Sum::fresh ? Eight{splat(0), splat(0)} : load_eight(at(c, row + r, column), width);

  const float* left = at(a, 0, row);
  const float* right = at(b, 0, column);
  for (int m = 0; m < a.rows; ++m, left += a.stride, right += b.stride) {
    const Eight eight = load_eight(right, width);
    for (int r = 0; r < Rows; ++r) {
      const f32x4 factor = splat(left[r]);
      total[r].left += factor * eight.left;
      total[r].right += factor * eight.right;
    }
  }

  for (int r = 0; r < Rows; ++r) store_eight(at(c, row + r, column), total[r], width);
}

template <bool whole>
void transposed_panel(ConstMatrix a, ConstMatrix b, Matrix c, int column, int width, Sum sum) {
  int row = 0;
  for (; row + 4 <= c.rows; row += 4) transposed_tile<4, whole>(a, b, c, row, column, width, sum);
  switch (c.rows - row) {
    case 3: return transposed_tile<3, whole>(a, b, c, row, column, width, sum);
    case 2: return transposed_tile<2, whole>(a, b, c, row, column, width, sum);
    case 1: return transposed_tile<1, whole>(a, b, c, row, column, width, sum);
  }
}

void gemm_transposed_block(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) {
  int column = 0;
  for (; column + panel_width <= c.columns; column += panel_width)
    transposed_panel<true>(a, b, c, column, panel_width, sum);
  if (column < c.columns) transposed_panel<false>(a, b, c, column, c.columns - column, sum);
}

void gemm_plain(ConstMatrix a, const float* packed_b, Matrix c, Sum sum) noexcept {
  int row = 0;
  for (; row + 4 <= c.rows; row += 4) strip<4, 1>(a, packed_b, c, row, 0, sum);
  switch (c.rows - row) {
    case 3: return strip<3, 1>(a, packed_b, c, row, 0, sum);
    case 2: return strip<2, 2>(a, packed_b, c, row, 0, sum);
    case 1: return strip<1, 4>(a, packed_b, c, row, 0, sum);
  }
}

void gemm_transposed_plain(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  constexpr int block = 128;  // rows at a time, so that what a tile reads stays in the cache
  int row = 0;
  do {
    const int rows = std::min(block, a.rows - row);
    gemm_transposed_block({at(a, row, 0), rows, a.columns, a.stride},
                          {at(b, row, 0), rows, b.columns, b.stride}, c, sum);
    sum = Sum::onto;
    row += rows;
  } while (row < a.rows);
}

const Products& products() {
  const Products* avx = avx_products();
  return avx ? *avx : plain_products();
}

}  // namespace

std::size_t packed_size(int rows, int columns) noexcept {
  return static_cast<std::size_t>(panels(columns)) * panel_width * rows;
}

void pack(ConstMatrix b, float* packed) noexcept {
  for (int column = 0; column < b.columns; column += panel_width) {
    const int width = std::min(panel_width, b.columns - column);
    for (int row = 0; row < b.rows; ++row, packed += panel_width)
      store_eight(packed, load_eight(at(b, row, column), width), panel_width);
  }
}

void pack_transposed(ConstMatrix b, float* packed) noexcept {
  for (int row = 0; row < b.rows; row += panel_width) {
    const int width = std::min(panel_width, b.rows - row);
    for (int column = 0; column < b.columns; ++column, packed += panel_width)
      for (int lane = 0; lane < panel_width; ++lane)
        packed[lane] = lane < width ? *at(b, row + lane, column) : 0.0f;
  }
}

const Products& plain_products() noexcept {
  static constexpr Products plain{gemm_plain, gemm_transposed_plain};
  return plain;
}

void gemm(ConstMatrix a, const float* packed_b, Matrix c, Sum sum) noexcept {
  products().gemm(a, packed_b, c, sum);
}

void gemm_transposed(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  products().gemm_transposed(a, b, c, sum);
}

void gemm_naive(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  for (int m = 0; m < c.rows; ++m)
    for (int n = 0; n < c.columns; ++n) {
      float total = sum == Sum::fresh ? 0.0f : *at(c, m, n);
      for (int k = 0; k < a.columns; ++k) total += *at(a, m, k) * *at(b, k, n);
      *at(c, m, n) = total;
    }
}

void gemm_transposed_naive(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  for (int k = 0; k < c.rows; ++k)
    for (int n = 0; n < c.columns; ++n) {
      float total = sum == Sum::fresh ? 0.0f : *at(c, k, n);
      for (int m = 0; m < a.rows; ++m) total += *at(a, m, k) * *at(b, m, n);
      *at(c, k, n) = total;
    }
}

}  // namespace unfold::kernels
