// The products in vectors of eight, which multiply and add apart. Only this file is compiled for
// AVX, so nothing in it may be shared with another: a function that the linker picked from here
// would not run on every processor.
#include "engine/kernels/products.h"

#ifdef __AVX__
#include <immintrin.h>
#endif

namespace unfold::kernels {
#ifdef __AVX__
namespace {

using f32x8 = float __attribute__((vector_size(32)));

constexpr int panel_width = 8;
constexpr int tile_rows = 6;  // with two panels, as many as sixteen registers hold
constexpr int tile_panels = 2;

int least(int a, int b) { return a < b ? a : b; }

f32x8 load(const float* p) {
  f32x8 v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}
void store(float* p, f32x8 v) { __builtin_memcpy(p, &v, sizeof v); }

// The first `width` of eight lanes; the others read as zero and are not written.
__m256i first_lanes(int width) {
  static constexpr int mask[2 * panel_width] = {-1, -1, -1, -1, -1, -1, -1, -1};
  __m256i lanes;
  __builtin_memcpy(&lanes, mask + panel_width - width, sizeof lanes);
  return lanes;
}
f32x8 load_part(const float* p, int width) {
  return width >= panel_width ? load(p) : _mm256_maskload_ps(p, first_lanes(width));
}
void store_part(float* p, f32x8 v, int width) {
  if (width >= panel_width) return store(p, v);
  _mm256_maskstore_ps(p, first_lanes(width), v);
}

// The left operand of a tile: the term k of row r is data[r * row_step + k * step].
struct Left {
  const float* data;
  std::ptrdiff_t row_step;
};
// The right operand: Panels panels, each `panel_step` floats after the other.
struct Right {
  const float* data;
  std::ptrdiff_t panel_step;
};
// Where the sums go; the last panel has `width` columns.
struct Target {
  float* data;
  std::ptrdiff_t stride;
  int width;
};

template <int Rows, int Panels, int step>
void tile(int terms, Left a, Right b, Target c, Sum sum) {
  f32x8 total[Rows][Panels];
  for (int r = 0; r < Rows; ++r)
    for (int p = 0; p < Panels; ++p)
      total[r][p] = sum == Sum::fresh ? f32x8{}
                                      : load_part(c.data + r * c.stride + p * panel_width,
                                                  p + 1 < Panels ? panel_width : c.width);

  for (int k = 0; k < terms; ++k, a.data += step, b.data += panel_width) {
    f32x8 right[Panels];
    for (int p = 0; p < Panels; ++p) right[p] = load(b.data + p * b.panel_step);
    for (int r = 0; r < Rows; ++r)
      for (int p = 0; p < Panels; ++p) total[r][p] += a.data[r * a.row_step] * right[p];
  }

  for (int r = 0; r < Rows; ++r)
    for (int p = 0; p < Panels; ++p)
      store_part(c.data + r * c.stride + p * panel_width, total[r][p],
                 p + 1 < Panels ? panel_width : c.width);
}

// The rows that are fewer than a whole tile.
template <int Rows, int Panels, int step>
void last_rows(int rows, int terms, Left a, Right b, Target c, Sum sum) {
  if constexpr (Rows > 0) {
    if (rows == Rows) return tile<Rows, Panels, step>(terms, a, b, c, sum);
    last_rows<Rows - 1, Panels, step>(rows, terms, a, b, c, sum);
  }
}

// `rows` rows of c, a tile at a time; the left operand of the next tile is `a_step` floats further.
template <int Rows, int Panels, int step>
void stack(int rows, int terms, Left a, std::ptrdiff_t a_step, Right b, Target c, Sum sum) {
  for (; rows >= Rows; rows -= Rows) {
    tile<Rows, Panels, step>(terms, a, b, c, sum);
    a.data += a_step;
    c.data += Rows * c.stride;
  }
  last_rows<Rows - 1, Panels, step>(rows, terms, a, b, c, sum);
}

// All columns of c, Panels panels at a time as long as there are so many, then fewer.
template <int Rows, int Panels>
void sweep(ConstMatrix a, const float* b, Matrix c, int column, Sum sum) {
  const std::ptrdiff_t panel = std::ptrdiff_t{a.columns} * panel_width;
  constexpr int before_last = (Panels - 1) * panel_width;
  for (; column + before_last < c.columns; column += Panels * panel_width) {
    const int width = least(panel_width, c.columns - column - before_last);
    stack<Rows, Panels, 1>(c.rows, a.columns, {a.data, a.stride}, std::ptrdiff_t{Rows} * a.stride,
                           {b + std::ptrdiff_t{column} * a.columns, panel},
                           {c.data + column, c.stride, width}, sum);
  }
  if constexpr (Panels > 1) sweep<Rows, Panels / 2>(a, b, c, column, sum);
}

void gemm_avx(ConstMatrix a, const float* packed_b, Matrix c, Sum sum) noexcept {
  constexpr int cached = 1 << 17;  // floats of a that stay in the cache while b passes
  const int block = tile_rows * (1 + cached / (tile_rows * (a.columns + 1)));
  for (int row = 0; row < c.rows; row += block) {
    const int rows = least(block, c.rows - row);
    const ConstMatrix left{a.data + std::ptrdiff_t{row} * a.stride, rows, a.columns, a.stride};
    const Matrix sums{c.data + std::ptrdiff_t{row} * c.stride, rows, c.columns, c.stride};
    switch (rows) {
      case 1: sweep<1, 8>(left, packed_b, sums, 0, sum); break;
      case 2: sweep<2, 4>(left, packed_b, sums, 0, sum); break;
      default: sweep<tile_rows, tile_panels>(left, packed_b, sums, 0, sum);
    }
  }
}

// What the transposed product computes on at once: rows of a and b, rows of c, columns of c.
constexpr int block_terms = 256, block_rows = 16 * tile_rows;
constexpr int block_columns = tile_panels * panel_width;

// Columns of a, six by six, so that the terms of a tile lie together.
void pack_left(ConstMatrix a, float* packed) {
  for (int column = 0; column < a.columns; column += tile_rows) {
    const int width = least(tile_rows, a.columns - column);
    const float* from = a.data + column;
    for (int row = 0; row < a.rows; ++row, from += a.stride, packed += tile_rows)
      for (int i = 0; i < width; ++i) packed[i] = from[i];
  }
}

template <int Panels>
void pack_right(ConstMatrix b, float* packed) {
  const float* from = b.data;
  const int width = b.columns - (Panels - 1) * panel_width;
  for (int row = 0; row < b.rows; ++row, from += b.stride, packed += panel_width)
    for (int p = 0; p < Panels; ++p)
      store(packed + p * b.rows * panel_width,
            load_part(from + p * panel_width, p + 1 < Panels ? panel_width : width));
}

template <int Panels>
void transposed_column(const float* packed_a, ConstMatrix b, Matrix c, Sum sum) {
  alignas(32) float packed_b[block_terms * block_columns];
  pack_right<Panels>(b, packed_b);
  stack<tile_rows, Panels, tile_rows>(
      c.rows, b.rows, {packed_a, 1}, b.rows * tile_rows, {packed_b, b.rows * panel_width},
      {c.data, c.stride, c.columns - (Panels - 1) * panel_width}, sum);
}

void transposed_block(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) {
  alignas(32) float packed_a[block_terms * block_rows];
  pack_left(a, packed_a);
  for (int column = 0; column < c.columns; column += block_columns) {
    const int columns = least(block_columns, c.columns - column);
    const ConstMatrix right{b.data + column, b.rows, columns, b.stride};
    const Matrix sums{c.data + column, c.rows, columns, c.stride};
    if (columns > panel_width)
      transposed_column<2>(packed_a, right, sums, sum);
    else
      transposed_column<1>(packed_a, right, sums, sum);
  }
}

void gemm_transposed_avx(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  int term = 0;
  do {
    const int terms = least(block_terms, a.rows - term);
    const ConstMatrix right{b.data + std::ptrdiff_t{term} * b.stride, terms, b.columns, b.stride};
    for (int row = 0; row < c.rows; row += block_rows) {
      const int rows = least(block_rows, c.rows - row);
      transposed_block({a.data + std::ptrdiff_t{term} * a.stride + row, terms, rows, a.stride},
                       right, {c.data + std::ptrdiff_t{row} * c.stride, rows, c.columns, c.stride},
                       sum);
    }
    sum = Sum::onto;
    term += terms;
  } while (term < a.rows);
}

constexpr Products products{gemm_avx, gemm_transposed_avx};

}  // namespace

const Products* avx_products() noexcept {
  return __builtin_cpu_supports("avx") ? &products : nullptr;
}
#else
const Products* avx_products() noexcept { return nullptr; }
#endif
}  // namespace unfold::kernels
