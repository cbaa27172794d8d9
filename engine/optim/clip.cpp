#include "engine/optim/clip.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/require.h"
#include "engine/kernels/map.h"

namespace unfold {
namespace {

using kernels::f32x4;
using kernels::splat;

// A gradient may be shared with another variable, so that it is replaced, not written over.
template <typename F>
void map_gradients(std::span<const Tensor> variables, F f) {
  for (const Tensor& variable : variables) {
    const Tensor& gradient = variable.gradient();
    if (gradient.empty()) continue;
    Tensor changed(gradient.shape());
    kernels::map(gradient.count(), gradient.data(), changed.mutable_data(), f);
    variable.clear_gradient();
    variable.accumulate(std::move(changed));
  }
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
    const Tensor& gradient = variable.gradient();
    if (gradient.empty()) continue;
    half_squares += kernels::sum_of_squares(gradient.count(), gradient.data()) / 2;
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
