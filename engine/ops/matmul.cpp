#include "engine/ops/matmul.h"

#include <algorithm>
#include <array>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/ops/matrices.h"

namespace unfold {
namespace {

using kernels::Sum;
using Order = std::array<int, Shape::max_rank>;

// dy · bᵀ
Tensor times_transposed(const Tensor& dy, const Tensor& b, const Shape& shape) {
  Tensor da(shape);
  const Tensor packed = packed_transposed(rows(b));
  kernels::gemm(rows(dy), packed.data(), rows(da), Sum::fresh);
  return da;
}

// aᵀ · dy
Tensor transposed_times(const Tensor& a, const Tensor& dy, const Shape& shape) {
  Tensor db(shape);
  kernels::gemm_transposed(rows(a), rows(dy), rows(db), Sum::fresh);
  return db;
}

Tensor permuted(const Tensor& x, const Order& order) {
  const int rank = x.rank();
  std::array<int, Shape::max_rank> sizes{}, strides{};
  for (int i = 0; i < rank; ++i) {
    sizes[i] = x.size(order[i]);
    strides[i] = x.shape().product(order[i] + 1, rank);
  }
  Tensor y(Shape(std::span<const int>(sizes.data(), rank)));
  std::array<int, Shape::max_rank> index{};
  int from = 0;
  for (float& value : y.mutable_values()) {
    value = x.data()[from];
    for (int axis = rank - 1; axis >= 0; --axis) {
      from += strides[axis];
      if (++index[axis] < sizes[axis]) break;
      from -= strides[axis] * sizes[axis];
      index[axis] = 0;
    }
  }
  return y;
}

Tensor transpose(const Tensor& x, const Order& order) {
  Order inverse{};
  for (int i = 0; i < x.rank(); ++i) inverse[order[i]] = i;
  return Tape::record("transpose", {x}, permuted(x, order),
                      [=](const Tensor& dy) { x.accumulate(permuted(dy, inverse)); });
}

}  // namespace

Tensor matmul(const Tensor& a, const Tensor& b) {
  require(a.rank() >= 1 && b.rank() == 2 && a.size(-1) == b.size(0), "matmul", "the shapes ",
          a.shape(), " and ", b.shape(), " do not multiply");
  Tensor y(a.shape().with(-1, b.size(1)));
  RightOperand(rows(b), rows(a).rows).multiply(rows(a), rows(y), Sum::fresh);
  return Tape::record("matmul", {a, b}, y, [=](const Tensor& dy) {
    if (a.tracked()) a.accumulate(times_transposed(dy, b, a.shape()));
    if (b.tracked()) b.accumulate(transposed_times(a, dy, b.shape()));
  });
}

Tensor transpose(const Tensor& x, std::initializer_list<int> order) {
  require(static_cast<int>(order.size()) == x.rank(), "transpose", "the order names ", order.size(),
          " axes, ", x.shape(), " has ", x.rank());
  for (int axis = 0; axis < x.rank(); ++axis) {
    require(std::count(order.begin(), order.end(), axis) == 1, "transpose", "axis ", axis,
            " must be named once");
  }
  Order axes{};
  std::copy(order.begin(), order.end(), axes.begin());
  return transpose(x, axes);
}

Tensor transpose(const Tensor& x) {
  require(x.rank() == 2, "transpose", "a tensor of shape ", x.shape(),
          " is not a matrix: name the order of its axes");
  return transpose(x, {1, 0});
}

}  // namespace unfold
