// How operations hand tensors, or rows of them, to the kernels.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "engine/core/require.h"
#include "engine/core/tensor.h"
#include "engine/kernels/gemm.h"

namespace unfold {

// A tensor as a matrix of its last axis: all leading axes are rows.
inline kernels::ConstMatrix rows(const Tensor& x) {
  const int columns = x.size(-1);
  return {x.data(), columns ? x.count() / columns : 0, columns, columns};
}
inline kernels::Matrix rows(Tensor& x) {
  const int columns = x.size(-1);
  return {x.mutable_data(), columns ? x.count() / columns : 0, columns, columns};
}

// Rows [first, first + count) of a matrix.
inline kernels::ConstMatrix row_range(const Tensor& x, int first, int count) {
  const int columns = x.size(-1);
  return {x.data() + first * columns, count, columns, columns};
}
inline kernels::Matrix row_range(Tensor& x, int first, int count) {
  const int columns = x.size(-1);
  return {x.mutable_data() + first * columns, count, columns, columns};
}

// A copy of the rows of x (V, …) at these indices; refuses one outside [0, V) for `op`.
inline Tensor rows_at(const char* op, const Tensor& x, std::span<const int> indices) {
  require(x.rank() >= 1, op, "a scalar has no rows");
  const int row = x.shape().product(1, x.rank());
  Tensor y(x.shape().with(0, static_cast<int>(indices.size())));
  float* to = y.mutable_data();
  for (const int index : indices) {
    require(index >= 0 && index < x.size(0), op, "index ", index, " is outside [0, ", x.size(0),
            ")");
    to = std::copy_n(x.data() + static_cast<std::ptrdiff_t>(index) * row, row, to);
  }
  return y;
}

inline Tensor packed(kernels::ConstMatrix b) {
  Tensor panels(Shape{static_cast<int>(kernels::packed_size(b.rows, b.columns))});
  kernels::pack(b, panels.mutable_data());
  return panels;
}
inline Tensor packed_transposed(kernels::ConstMatrix b) {
  Tensor panels(Shape{static_cast<int>(kernels::packed_size(b.columns, b.rows))});
  kernels::pack_transposed(b, panels.mutable_data());
  return panels;
}

// b as the right operand of products of so many rows in all: packed, or, for few rows, left as it
// is. b must stay where it lies.
class RightOperand {
 public:
  RightOperand(kernels::ConstMatrix b, int rows_in_all)
      : b_(b), panels_(rows_in_all < worth_packing ? Tensor() : packed(b)) {}

  // c (+)= a · b
  void multiply(kernels::ConstMatrix a, kernels::Matrix c, kernels::Sum sum) const {
    if (panels_.empty()) return kernels::gemm_unpacked(a, b_, c, sum);
    kernels::gemm(a, panels_.data(), c, sum);
  }

 private:
  static constexpr int worth_packing = 4;

  kernels::ConstMatrix b_;
  Tensor panels_;
};

}  // namespace unfold
