#include "engine/ops/reduce.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"
#include "engine/ops/arithmetic.h"

namespace unfold {
namespace {

using kernels::f32x4;

Tensor summed(const Tensor& x) { return Tensor(kernels::sum(x.count(), x.data())); }

// The result of reducing `axis`, made by `reduce(block of (n, inner) values, n, inner, out)`.
template <typename Reduce>
Tensor reduced(const Tensor& x, int axis, Reduce reduce) {
  const int n = x.size(axis), blocks = x.shape().product(0, axis);
  const int inner = x.shape().product(axis + 1, x.rank());
  Tensor y(x.shape().without(axis));
  for (int block = 0; block < blocks; ++block) {
    reduce(x.data() + block * n * inner, n, inner, y.mutable_data() + block * inner);
  }
  return y;
}

void sum_block(const float* x, int n, int inner, float* y) {
  if (inner == 1) {
    *y = kernels::sum(n, x);
    return;
  }
  std::fill_n(y, inner, 0.0f);
  for (int i = 0; i < n; ++i, x += inner) kernels::add_to(inner, x, y);
}

void max_block(const float* x, int n, int inner, float* y) {
  std::copy_n(x, inner, y);
  for (int i = 1; i < n; ++i) {
    for (int j = 0; j < inner; ++j) y[j] = std::max(y[j], x[i * inner + j]);
  }
}

// dy repeated along an axis that x has and dy has not.
Tensor repeated(const Tensor& dy, const Shape& shape, int axis) {
  return dy.view(shape.with(axis, 1)) + Tensor::zeros(shape);
}

// dy shared equally among the elements of x that equal the maximum y along `axis`.
Tensor shared_among_largest(const Tensor& x, const Tensor& y, const Tensor& dy, int axis) {
  const int n = x.size(axis), blocks = x.shape().product(0, axis);
  const int inner = x.shape().product(axis + 1, x.rank());
  Tensor dx = Tensor::zeros(x.shape());
  for (int block = 0; block < blocks; ++block) {
    for (int j = 0; j < inner; ++j) {
      const int result = block * inner + j;
      const auto at = [&](int i) { return (block * n + i) * inner + j; };
      int ties = 0;
      for (int i = 0; i < n; ++i) ties += x.data()[at(i)] == y.data()[result];
      for (int i = 0; i < n; ++i) {
        if (x.data()[at(i)] == y.data()[result]) {
          dx.mutable_data()[at(i)] = dy.data()[result] / static_cast<float>(ties);
        }
      }
    }
  }
  return dx;
}

}  // namespace

Tensor reduce_sum(const Tensor& x) {
  return Tape::record("reduce_sum", {x}, summed(x), [=](const Tensor& dy) {
    x.accumulate(Tensor::filled(x.shape(), dy.item()));
  });
}

Tensor reduce_mean(const Tensor& x) {
  require(x.count() > 0, "reduce_mean", "there are no elements");
  const float count = static_cast<float>(x.count());
  return Tape::record("reduce_mean", {x}, summed(x) / count, [=](const Tensor& dy) {
    x.accumulate(Tensor::filled(x.shape(), dy.item() / count));
  });
}

Tensor reduce_max(const Tensor& x) {
  Tensor flat = x.view(Shape{x.count()});
  require(x.count() > 0, "reduce_max", "there are no elements");
  Tensor y = reduced(flat, 0, max_block);
  return Tape::record("reduce_max", {x}, y, [=](const Tensor& dy) {
    x.accumulate(shared_among_largest(flat, y, dy, 0).view(x.shape()));
  });
}

Tensor reduce_sum(const Tensor& x, int axis) {
  axis = x.shape().normalize(axis);
  return Tape::record("reduce_sum", {x}, reduced(x, axis, sum_block),
                      [=](const Tensor& dy) { x.accumulate(repeated(dy, x.shape(), axis)); });
}

Tensor reduce_mean(const Tensor& x, int axis) {
  axis = x.shape().normalize(axis);
  require(x.size(axis) > 0, "reduce_mean", "there are no elements along axis ", axis);
  const float count = static_cast<float>(x.size(axis));
  return Tape::record(
      "reduce_mean", {x}, reduced(x, axis, sum_block) / count,
      [=](const Tensor& dy) { x.accumulate(repeated(dy / count, x.shape(), axis)); });
}

Tensor reduce_max(const Tensor& x, int axis) {
  axis = x.shape().normalize(axis);
  require(x.size(axis) > 0, "reduce_max", "there are no elements along axis ", axis);
  Tensor y = reduced(x, axis, max_block);
  return Tape::record("reduce_max", {x}, y, [=](const Tensor& dy) {
    x.accumulate(shared_among_largest(x, y, dy, axis));
  });
}

}  // namespace unfold
