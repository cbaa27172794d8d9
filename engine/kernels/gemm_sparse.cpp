#include <cstddef>

#include "engine/kernels/f32x4.h"
#include "engine/kernels/gemm.h"

namespace unfold::kernels {
namespace {

// Rows of b, each with the factor that it is added with.
struct Terms {
  static constexpr int most = 256;

  int count = 0;
  float factor[most];
  const float* row[most];

  // The terms of a[0], a[step], …: at most `most` of them.
  Terms(const float* a, std::ptrdiff_t step, ConstMatrix b) {
    const float* from = b.data;
    for (int k = 0; k < b.rows; ++k, a += step, from += b.stride) {
      factor[count] = *a;
      row[count] = from;
      count += *a != 0.0f;
    }
  }
};

// Fours · 4 columns of c from as many of the terms' rows.
template <int Fours>
void add_columns(const Terms& terms, int column, float* c, Sum sum) {
  f32x4 total[Fours];
  for (int f = 0; f < Fours; ++f)
    total[f] = sum == Sum::fresh ? splat(0) : load(c + column + f * 4);
  for (int i = 0; i < terms.count; ++i) {
    const f32x4 factor = splat(terms.factor[i]);
    const float* right = terms.row[i] + column;
    for (int f = 0; f < Fours; ++f) total[f] += factor * load(right + f * 4);
  }
  for (int f = 0; f < Fours; ++f) store(c + column + f * 4, total[f]);
}

// The same for the fewer than four columns at the end.
void add_last_columns(const Terms& terms, int column, int n, float* c, Sum sum) {
  f32x4 total = sum == Sum::fresh ? splat(0) : load_part(c + column, n);
  for (int i = 0; i < terms.count; ++i)
    total += splat(terms.factor[i]) * load_part(terms.row[i] + column, n);
  store_part(c + column, total, n);
}

void add_terms(const Terms& terms, int columns, float* c, Sum sum) {
  int column = 0;
  for (; column + 32 <= columns; column += 32) add_columns<8>(terms, column, c, sum);
  for (; column + 8 <= columns; column += 8) add_columns<2>(terms, column, c, sum);
  for (; column + 4 <= columns; column += 4) add_columns<1>(terms, column, c, sum);
  if (column < columns) add_last_columns(terms, column, columns - column, c, sum);
}

// c[:] (+)= the sum of b's rows, times a[0], a[step], ….
void add_rows(const float* a, std::ptrdiff_t step, ConstMatrix b, float* c, Sum sum) {
  int k = 0;
  do {
    const int rows = b.rows - k < Terms::most ? b.rows - k : Terms::most;
    const std::ptrdiff_t first = k;
    add_terms({a + first * step, step, {b.data + first * b.stride, rows, b.columns, b.stride}},
              b.columns, c, sum);
    sum = Sum::onto;
    k += rows;
  } while (k < b.rows);
}

}  // namespace

bool mostly_zero(ConstMatrix a) noexcept {
  int others = 0;
  for (int row = 0; row < a.rows; ++row) {
    const float* values = a.data + static_cast<std::ptrdiff_t>(row) * a.stride;
    for (int column = 0; column < a.columns; ++column) others += values[column] != 0.0f;
  }
  return others <= a.rows * a.columns / 4;
}

void gemm_sparse(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  const std::ptrdiff_t a_stride = a.stride, c_stride = c.stride;
  for (int row = 0; row < c.rows; ++row)
    add_rows(a.data + row * a_stride, 1, b, c.data + row * c_stride, sum);
}

void gemm_sparse_transposed(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  const std::ptrdiff_t c_stride = c.stride;
  for (int row = 0; row < c.rows; ++row)
    add_rows(a.data + row, a.stride, b, c.data + row * c_stride, sum);
}

}  // namespace unfold::kernels
