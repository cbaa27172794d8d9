#include "examples/shared/tensors.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace unfold {

Tensor counting(const Shape& shape) {
  Tensor y(shape);
  std::iota(y.mutable_values().begin(), y.mutable_values().end(), 0.0f);
  return y;
}

std::vector<double> numbers(const Tensor& x) { return {x.values().begin(), x.values().end()}; }

Tensor resized(const Tensor& x, const Shape& shape, float fill) {
  Tensor y = Tensor::filled(shape, fill);
  for (int i = 0; i < y.count(); ++i) {
    int from = 0, index = i, stride = 1, step = 1;
    bool is_inside = true;
    for (int axis = shape.rank() - 1; axis >= 0; --axis, stride = step) {
      const int at = index % shape[axis];
      index /= shape[axis];
      is_inside = is_inside && at < x.size(axis);
      from += at * stride;
      step = stride * x.size(axis);
    }
    if (is_inside) y.mutable_data()[i] = x.data()[from];
  }
  return y;
}

float largest_difference(const Tensor& a, const Tensor& b) {
  float largest = 0;
  for (int i = 0; i < a.count(); ++i) {
    largest = std::max(largest, std::abs(a.data()[i] - b.data()[i]));
  }
  return largest;
}

float largest_past(const Tensor& outputs, std::span<const int> lengths) {
  const int T = outputs.size(1), H = outputs.size(2);
  float largest = 0;
  for (int b = 0; b < outputs.size(0); ++b) {
    const float* row = outputs.data() + b * T * H;
    for (int i = lengths[b] * H; i < T * H; ++i) largest = std::max(largest, std::abs(row[i]));
  }
  return largest;
}

Tensor last_outputs(const Tensor& outputs, std::span<const int> lengths) {
  const int B = outputs.size(0), T = outputs.size(1), H = outputs.size(2);
  Tensor last = Tensor::zeros(Shape{B, H});
  for (int b = 0; b < B; ++b) {
    const int t = (lengths.empty() ? T : lengths[b]) - 1;
    if (t >= 0) std::copy_n(outputs.data() + (b * T + t) * H, H, last.mutable_data() + b * H);
  }
  return last;
}

}  // namespace unfold
