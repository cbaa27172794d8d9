#include "engine/optim/clip.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/require.h"
#include "engine/core/row_gradient.h"
#include "engine/kernels/map.h"

namespace unfold {
namespace {

using kernels::f32x4;
using kernels::splat;

// A gradient may be shared with another variable, so that it is replaced, not written over. Rows
// belong to one variable.
template <typename F>
void map_gradients(std::span<const Tensor> variables, F f) {
  for (const Tensor& variable : variables) {
    if (RowGradient* rows = variable.row_gradient()) {
      const auto values = rows->mutable_values();
      kernels::map(static_cast<int>(values.size()), values.data(), values.data(), f);
    }
    const Tensor& gradient = variable.gradient();
    if (gradient.empty()) continue;
    Tensor changed(gradient.shape());
    kernels::map(gradient.count(), gradient.data(), changed.mutable_data(), f);
    variable.clear_gradient();
    variable.accumulate(std::move(changed));
  }
}

std::span<const float> gradient_values(const Tensor& variable) {
  if (const RowGradient* rows = variable.row_gradient()) return rows->values();
  if (variable.gradient().empty()) return {};
  return variable.gradient().values();
}

}  // namespace

void clip_by_value(std::span<const Tensor> variables, float low, float high) {
  require(low <= high, "clip_by_value", "low is ", low, ", it must not be above high, which is ",
          high);
  map_gradients(variables, [=](f32x4 g) {
    const f32x4 below = kernels::select(g > splat(high), splat(high), g);
    return kernels::select(below < splat(low), splat(low), below);
  });
}

float global_norm(std::span<const Tensor> variables) {
  float half_squares = 0;
  for (const Tensor& variable : variables) {
    const auto values = gradient_values(variable);
    half_squares += kernels::sum_of_squares(static_cast<int>(values.size()), values.data()) / 2;
  }
  return std::sqrt(half_squares * 2);
}

float clip_by_global_norm(std::span<const Tensor> variables, float clip_norm) {
  require(clip_norm > 0, "clip_by_global_norm", "the norm to clip to is ", clip_norm,
          ", it must be positive");
  const float norm = global_norm(variables);
  const float scale = clip_norm * std::min(1 / norm, 1 / clip_norm);
  map_gradients(variables, [=](f32x4 g) { return g * scale; });
  return norm;
}

}  // namespace unfold
