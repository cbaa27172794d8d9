#include <algorithm>
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

// Fours · 4 columns of c (+)= as many of the terms' rows. At most six fours at a time: V8 may read
// all of them before it adds the first, and has fifteen registers.
template <int Fours>
void add_columns(const Terms& terms, int column, float* c, Sum sum) {
  f32x4 total[Fours];
  for (int f = 0; f < Fours; ++f) total[f] = sum == Sum::fresh ? splat(0) : load(c + f * 4);
  for (int i = 0; i < terms.count; ++i) {
    const f32x4 factor = splat(terms.factor[i]);
    const float* right = terms.row[i] + column;
    for (int f = 0; f < Fours; ++f) total[f] += factor * load(right + f * 4);
  }
  for (int f = 0; f < Fours; ++f) store(c + f * 4, total[f]);
}

void add_terms(const Terms& terms, int columns, float* c, Sum sum) {
  int column = 0;
  for (; column + 24 <= columns; column += 24) add_columns<6>(terms, column, c + column, sum);
  for (; column + 12 <= columns; column += 12) add_columns<3>(terms, column, c + column, sum);
  for (; column + 4 <= columns; column += 4) add_columns<1>(terms, column, c + column, sum);
  for (; column < columns; ++column) {
    if (sum == Sum::fresh) c[column] = 0;
    for (int i = 0; i < terms.count; ++i) c[column] += terms.factor[i] * terms.row[i][column];
  }
}

// c[:] (+)= b's rows, times a[0], a[step], ….
void add_rows(const float* a, std::ptrdiff_t step, ConstMatrix b, float* c, Sum sum) {
  int k = 0;
  do {
    const std::ptrdiff_t first = k;
    const int rows = std::min(Terms::most, b.rows - k);
    add_terms({a + first * step, step, {b.data + first * b.stride, rows, b.columns, b.stride}},
              b.columns, c, sum);
    sum = Sum::onto;
    k += rows;
  } while (k < b.rows);
}

// Row r of c from the elements of a that begin `row_step` · r floats on and lie `step` apart.
void sparse_product(const float* a, std::ptrdiff_t row_step, std::ptrdiff_t step, ConstMatrix b,
                    Matrix c, Sum sum) {
  for (int row = 0; row < c.rows; ++row, a += row_step, c.data += c.stride)
    add_rows(a, step, b, c.data, sum);
}

}  // namespace

bool mostly_zero(ConstMatrix a) noexcept {
  int others = 0;
  for (int row = 0; row < a.rows; ++row) {
    const float* values = a.data + static_cast<std::ptrdiff_t>(row) * a.stride;
    others += a.columns - static_cast<int>(std::count(values, values + a.columns, 0.0f));
  }
  return others <= a.rows * a.columns / 4;
}

void gemm_sparse(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  sparse_product(a.data, a.stride, 1, b, c, sum);
}

void gemm_sparse_transposed(ConstMatrix a, ConstMatrix b, Matrix c, Sum sum) noexcept {
  sparse_product(a.data, 1, a.stride, b, c, sum);
}

}  // namespace unfold::kernels
