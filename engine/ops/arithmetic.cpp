#include "engine/ops/arithmetic.h"

#include <algorithm>
#include <array>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"

namespace unfold {
namespace {

using kernels::f32x4;
using Sizes = std::array<int, Shape::max_rank>;

Sizes padded(const Shape& shape) {
  Sizes sizes;
  sizes.fill(1);
  std::copy(shape.begin(), shape.end(), sizes.end() - shape.rank());
  return sizes;
}

// Distance between neighbours along each axis; 0 where the axis is broadcast.
Sizes strides(const Sizes& sizes) {
  Sizes strides;
  int stride = 1;
  for (int axis = Shape::max_rank - 1; axis >= 0; --axis) {
    strides[axis] = sizes[axis] == 1 ? 0 : stride;
    stride *= sizes[axis];
  }
  return strides;
}

Shape broadcast(const char* op, const Shape& a, const Shape& b) {
  const Sizes x = padded(a), y = padded(b);
  Sizes sizes;
  for (int axis = 0; axis < Shape::max_rank; ++axis) {
    require(x[axis] == y[axis] || x[axis] == 1 || y[axis] == 1, op, "the shapes ", a, " and ", b,
            " do not broadcast");
    sizes[axis] = x[axis] == 1 ? y[axis] : x[axis];
  }
  const int rank = std::max(a.rank(), b.rank());
  return Shape(std::span<const int>(sizes.data() + Shape::max_rank - rank, rank));
}

// Calls row(offset in the result, offset in a, offset in b) for each run along the last axis.
template <typename Row>
void for_each_row(const Sizes& sizes, const Sizes& a, const Sizes& b, Row row) {
  int offset = 0;
  for (int i = 0; i < sizes[0]; ++i) {
    for (int j = 0; j < sizes[1]; ++j) {
      for (int k = 0; k < sizes[2]; ++k, offset += sizes[3]) {
        row(offset, i * a[0] + j * a[1] + k * a[2], i * b[0] + j * b[1] + k * b[2]);
      }
    }
  }
}

// y[i] = f(a[i], b[i]) along a row; an operand that is broadcast repeats its first value.
struct Operand {
  const float* values;
  bool repeats;
};
using RowFunction = void (*)(int n, Operand a, Operand b, float* y);

template <typename F>
RowFunction along_row(F) {
  return [](int n, Operand a, Operand b, float* y) {
    const F f{};
    if (a.repeats == b.repeats) {
      kernels::map(n, a.values, b.values, y, f);
    } else if (a.repeats) {
      kernels::map(n, b.values, y, [&](f32x4 v) { return f(kernels::splat(*a.values), v); });
    } else {
      kernels::map(n, a.values, y, [&](f32x4 v) { return f(v, kernels::splat(*b.values)); });
    }
  };
}

Tensor elementwise(const char* op, const Tensor& a, const Tensor& b, RowFunction row) {
  if (a.shape() == b.shape()) {
    Tensor y(a.shape());
    row(y.count(), {a.data(), false}, {b.data(), false}, y.mutable_data());
    return y;
  }
  Tensor y(broadcast(op, a.shape(), b.shape()));
  const Sizes sizes = padded(y.shape());
  const Sizes of_a = strides(padded(a.shape())), of_b = strides(padded(b.shape()));
  for_each_row(sizes, of_a, of_b, [&](int at, int at_a, int at_b) {
    row(sizes.back(), {a.data() + at_a, of_a.back() == 0}, {b.data() + at_b, of_b.back() == 0},
        y.mutable_data() + at);
  });
  return y;
}

// Sums dy over the axes along which a tensor of this shape was broadcast.
Tensor unbroadcast(const Tensor& dy, const Shape& shape) {
  if (dy.shape() == shape) return dy;
  Tensor sum = Tensor::zeros(shape);
  const Sizes sizes = padded(dy.shape()), of_sum = strides(padded(shape));
  const int n = sizes.back();
  for_each_row(sizes, of_sum, of_sum, [&](int at, int at_sum, int) {
    float* out = sum.mutable_data() + at_sum;
    const float* row = dy.data() + at;
    if (of_sum.back() == 0) {
      *out += kernels::sum(n, row);
    } else {
      kernels::add_to(n, row, out);
    }
  });
  return sum;
}

}  // namespace

Tensor operator+(const Tensor& a, const Tensor& b) {
  Tensor y = elementwise("add", a, b, along_row([](f32x4 x, f32x4 z) { return x + z; }));
  return Tape::record("add", {a, b}, y, [=](const Tensor& dy) {
    if (a.tracked()) a.accumulate(unbroadcast(dy, a.shape()));
    if (b.tracked()) b.accumulate(unbroadcast(dy, b.shape()));
  });
}

Tensor operator-(const Tensor& a, const Tensor& b) {
  Tensor y = elementwise("subtract", a, b, along_row([](f32x4 x, f32x4 z) { return x - z; }));
  return Tape::record("subtract", {a, b}, y, [=](const Tensor& dy) {
    if (a.tracked()) a.accumulate(unbroadcast(dy, a.shape()));
    if (b.tracked()) b.accumulate(unbroadcast(-dy, b.shape()));
  });
}

Tensor operator*(const Tensor& a, const Tensor& b) {
  Tensor y = elementwise("multiply", a, b, along_row([](f32x4 x, f32x4 z) { return x * z; }));
  return Tape::record("multiply", {a, b}, y, [=](const Tensor& dy) {
    if (a.tracked()) a.accumulate(unbroadcast(dy * b, a.shape()));
    if (b.tracked()) b.accumulate(unbroadcast(dy * a, b.shape()));
  });
}

Tensor operator/(const Tensor& a, const Tensor& b) {
  Tensor y = elementwise("divide", a, b, along_row([](f32x4 x, f32x4 z) { return x / z; }));
  return Tape::record("divide", {a, b}, y, [=](const Tensor& dy) {
    if (a.tracked()) a.accumulate(unbroadcast(dy / b, a.shape()));
    if (b.tracked()) b.accumulate(unbroadcast(-(dy * y / b), b.shape()));
  });
}

Tensor operator-(const Tensor& x) {
  Tensor y(x.shape());
  kernels::map(y.count(), x.data(), y.mutable_data(), [](f32x4 v) { return -v; });
  return Tape::record("negate", {x}, y, [=](const Tensor& dy) { x.accumulate(-dy); });
}

Tensor squared_difference(const Tensor& a, const Tensor& b) {
  Tensor y = elementwise("squared_difference", a, b, along_row([](f32x4 x, f32x4 z) {
                           const f32x4 d = x - z;
                           return d * d;
                         }));
  return Tape::record("squared_difference", {a, b}, y, [=](const Tensor& dy) {
    const Tensor da = dy * (2.0f * (a - b));
    if (a.tracked()) a.accumulate(unbroadcast(da, a.shape()));
    if (b.tracked()) b.accumulate(unbroadcast(-da, b.shape()));
  });
}

}  // namespace unfold
