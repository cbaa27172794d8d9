// How operations hand tensors to the matrix kernels.
#pragma once

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

}  // namespace unfold
