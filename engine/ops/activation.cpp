#include "engine/ops/activation.h"

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"
#include "engine/kernels/math.h"
#include "engine/ops/softmax_row.h"

namespace unfold {
namespace {

using kernels::f32x4;

template <typename F>
Tensor mapped(const Tensor& x, F f) {
  Tensor y(x.shape());
  kernels::map(x.count(), x.data(), y.mutable_data(), f);
  return y;
}
template <typename F>
Tensor mapped(const Tensor& a, const Tensor& b, F f) {
  Tensor y(a.shape());
  kernels::map(a.count(), a.data(), b.data(), y.mutable_data(), f);
  return y;
}

// Calls row(n, offset) for each row of the last axis.
template <typename Row>
void for_each_row(const char* op, const Tensor& x, Row row) {
  require(x.rank() >= 1 && x.size(-1) >= 1, op,
          "needs at least one value along the last axis, got ", x.shape());
  const int n = x.size(-1);
  for (int at = 0; at < x.count(); at += n) row(n, at);
}

}  // namespace

Tensor tanh(const Tensor& x) {
  Tensor y = mapped(x, [](f32x4 v) { return kernels::tanh(v); });
  return Tape::record("tanh", {x}, y, [=](const Tensor& dy) {
    x.accumulate(mapped(dy, y, [](f32x4 d, f32x4 v) { return d * (1.0f - v * v); }));
  });
}

Tensor sigmoid(const Tensor& x) {
  Tensor y = mapped(x, [](f32x4 v) { return kernels::sigmoid(v); });
  return Tape::record("sigmoid", {x}, y, [=](const Tensor& dy) {
    x.accumulate(mapped(dy, y, [](f32x4 d, f32x4 v) { return d * (v * (1.0f - v)); }));
  });
}

Tensor relu(const Tensor& x) {
  const auto positive = [](f32x4 v, f32x4 x) {
    return kernels::select(x > kernels::splat(0), v, kernels::splat(0));
  };
  return Tape::record("relu", {x}, mapped(x, x, positive),
                      [=](const Tensor& dy) { x.accumulate(mapped(dy, x, positive)); });
}

Tensor exp(const Tensor& x) {
  Tensor y = mapped(x, [](f32x4 v) { return kernels::exp(v); });
  return Tape::record("exp", {x}, y, [=](const Tensor& dy) {
    x.accumulate(mapped(dy, y, [](f32x4 d, f32x4 v) { return d * v; }));
  });
}

Tensor log(const Tensor& x) {
  Tensor y = mapped(x, [](f32x4 v) { return kernels::log(v); });
  return Tape::record("log", {x}, y, [=](const Tensor& dy) {
    x.accumulate(mapped(dy, x, [](f32x4 d, f32x4 v) { return d / v; }));
  });
}

Tensor softmax(const Tensor& x) {
  Tensor y(x.shape());
  for_each_row("softmax", x,
               [&](int n, int at) { softmax_row(n, x.data() + at, y.mutable_data() + at); });
  return Tape::record("softmax", {x}, y, [=](const Tensor& dy) {
    Tensor dx(x.shape());
    for_each_row("softmax", x, [&](int n, int at) {
      const f32x4 mean = kernels::splat(kernels::dot(n, dy.data() + at, y.data() + at));
      kernels::map(n, dy.data() + at, y.data() + at, dx.mutable_data() + at,
                   [=](f32x4 d, f32x4 v) { return (d - mean) * v; });
    });
    x.accumulate(dx);
  });
}

Tensor log_softmax(const Tensor& x) {
  Tensor y(x.shape());
  for_each_row("log_softmax", x, [&](int n, int at) {
    const float* row = x.data() + at;
    float* out = y.mutable_data() + at;
    const ShiftedExp shifted = shifted_exp(n, row, out);
    const float log_sum = kernels::log(shifted.sum);
    kernels::map(n, row, out, [=](f32x4 v) { return v - shifted.largest - log_sum; });
  });
  return Tape::record("log_softmax", {x}, y, [=](const Tensor& dy) {
    Tensor dx(x.shape());
    for_each_row("log_softmax", x, [&](int n, int at) {
      const f32x4 total = kernels::splat(kernels::sum(n, dy.data() + at));
      kernels::map(n, dy.data() + at, y.data() + at, dx.mutable_data() + at,
                   [=](f32x4 d, f32x4 v) { return d - kernels::exp(v) * total; });
    });
    x.accumulate(dx);
  });
}

}  // namespace unfold
