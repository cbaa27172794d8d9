#include "engine/kernels/gemm.h"

#include <algorithm>

#include "engine/kernels/f32x4.h"
#include "engine/kernels/products.h"

namespace unfold::kernels {
namespace {

constexpr int panel_width = 8, half = panel_width / 2;

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

// The same from the left half of one panel, for a width of at most four.
template <int Rows>
void half_tile(int K, const float* a, int a_stride, const float* b, float* c, int c_stride,
               int width, Sum sum) {
  const float* row[Rows];
  for (int r = 0; r < Rows; ++r) row[r] = a + static_cast<std::ptrdiff_t>(r) * a_stride;

  f32x4 total[Rows];
  for (int r = 0; r < Rows; ++r)
    total[r] = sum == Sum::fresh
                   ? splat(0)
                   : load_narrow(c + static_cast<std::ptrdiff_t>(r) * c_stride, width).left;

  for (int k = 0; k < K; ++k, b += panel_width) {
    const f32x4 right = load(b);
    for (int r = 0; r < Rows; ++r) total[r] += splat(row[r][k]) * right;
  }

  for (int r = 0; r < Rows; ++r)
    store_narrow(c + static_cast<std::ptrdiff_t>(r) * c_stride, {total[r], splat(0)}, width);
}

// Rows rows of c, Panels panels at a time as long as there are so many, then fewer.
template <int Rows, int Panels>
void strip(ConstMatrix a, const float* b, Matrix c, int row, int column, Sum sum) {
  constexpr int before_last = (Panels - 1) * panel_width;
  const int K = a.columns;
  for (; column + before_last < c.columns; column += Panels * panel_width) {
    const int width = std::min(panel_width, c.columns - column - before_last);
    const float *left = at(a, row, 0), *right = b + static_cast<std::ptrdiff_t>(column) * K;
    float* sums = at(c, row, column);
    if (Panels == 1 && width <= half)
      half_tile<Rows>(K, left, a.stride, right, sums, c.stride, width, sum);
    else
      tile<Rows, Panels>(K, left, a.stride, right, sums, c.stride, width, sum);
  }
  if constexpr (Panels > 1) strip<Rows, Panels - 1>(a, b, c, row, column, sum);
}

// What the transposed product computes on at once: rows of a and b, and columns of a. The more
// columns, the less often b is packed; a block of a (100 kB) has to stay in the second cache.
constexpr int block_terms = 160, block_rows = 160;
constexpr int tile_rows = 4;

// Columns of a, four by four, so that the terms of a tile lie together.
void pack_left(ConstMatrix a, float* packed) {
  for (int column = 0; column < a.columns; column += tile_rows) {
    const int width = std::min(tile_rows, a.columns - column);
    for (int row = 0; row < a.rows; ++row, packed += tile_rows) {
      const float* from = at(a, row, column);
      store(packed, width == tile_rows ? load(from) : load_part(from, width));
    }
  }
}

// c[Rows, width] from Rows columns of a, packed, and `width` columns of b, `b_step` floats a row.
template <int Rows>
void transposed_tile(int terms, const float* a, const float* b, int b_step, Matrix c, Sum sum) {
  Eight total[Rows];
  for (int r = 0; r < Rows; ++r)
    total[r] = sum == Sum::fresh ? Eight{splat(0), splat(0)} : load_eight(at(c, r, 0), c.columns);

  for (int k = 0; k < terms; ++k, a += tile_rows, b += b_step) {
    const Eight right{load(b), load(b + 4)};
    for (int r = 0; r < Rows; ++r) {
      const f32x4 left = splat(a[r]);
      total[r].left += left * right.left;
      total[r].right += left * right.right;
    }
  }

  for (int r = 0; r < Rows; ++r) store_eight(at(c, r, 0), total[r], c.columns);
}

// Up to eight columns of c from as many of b.
void transposed_panel(const float* packed_a, ConstMatrix b, Matrix c, Sum sum) {
  float packed_b[block_terms * panel_width];
  const bool worth_packing = c.rows > 2 * tile_rows || c.columns < panel_width;
  if (worth_packing) pack(b, packed_b);
  const float* right = worth_packing ? packed_b : b.data;
  const int step = worth_packing ? panel_width : b.stride;

  int row = 0;
  for (; row + tile_rows <= c.rows; row += tile_rows, packed_a += b.rows * tile_rows)
    transposed_tile<tile_rows>(b.rows, packed_a, right, step,
                               {at(c, row, 0), tile_rows, c.columns, c.stride}, sum);
  const Matrix rest{at(c, row, 0), c.rows - row, c.columns, c.stride};
  switch (rest.rows) {
    case 3: return transposed_tile<3>(b.rows, packed_a, right, step, rest, sum);
    case 2: return transposed_tile<2>(b.rows, packed_a, right, step, rest, sum);
    case 1: return transposed_tile<1>(b.rows, packed_a, right, step, rest, sum);
  }
}

void transposed_block(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) {
  float packed_a[block_terms * block_rows];
  pack_left(a, packed_a);
  for (int column = 0; column < c.columns; column += panel_width) {
    const int width = std::min(panel_width, c.columns - column);
    transposed_panel(packed_a, {at(b, 0, column), b.rows, width, b.stride},
                     {at(c, 0, column), c.rows, width, c.stride}, sum);
  }
}

// Fewer rows take more panels at a time, as many as V8 can keep in its fifteen registers.
void gemm_plain(ConstMatrix a, const float* packed_b, Matrix c, Sum sum) noexcept {
  int row = 0;
  for (; row + 4 <= c.rows; row += 4) strip<4, 1>(a, packed_b, c, row, 0, sum);
  switch (c.rows - row) {
    case 3: return strip<3, 1>(a, packed_b, c, row, 0, sum);
    case 2: return strip<2, 2>(a, packed_b, c, row, 0, sum);
    case 1: return strip<1, 3>(a, packed_b, c, row, 0, sum);
  }
}

void gemm_transposed_plain(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  int term = 0;
  do {
    const int terms = std::min(block_terms, a.rows - term);
    for (int row = 0; row < c.rows; row += block_rows) {
      const int rows = std::min(block_rows, c.rows - row);
      transposed_block({at(a, term, row), terms, rows, a.stride},
                       {at(b, term, 0), terms, b.columns, b.stride},
                       {at(c, row, 0), rows, c.columns, c.stride}, sum);
    }
    sum = Sum::onto;
    term += terms;
  } while (term < a.rows);
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
