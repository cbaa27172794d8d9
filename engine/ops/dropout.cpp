#include "engine/ops/dropout.h"

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"
#include "engine/ops/sequence_watch.h"

namespace unfold {
namespace {

Tensor dropped(const Tensor& x, float keep_probability, const Tensor& uniform) {
  const kernels::f32x4 keep = kernels::splat(keep_probability), one = kernels::splat(1);
  Tensor y(x.shape());
  kernels::map(x.count(), x.data(), uniform.data(), y.mutable_data(),
               [=](kernels::f32x4 v, kernels::f32x4 u) {
                 return kernels::select(keep + u >= one, v / keep, kernels::splat(0));
               });
  return y;
}

}  // namespace

Tensor dropout(const Tensor& x, float keep_probability, const Tensor& uniform) {
  require(keep_probability > 0 && keep_probability <= 1, "dropout",
          "the keep probability must be above 0 and at most 1, not ", keep_probability);
  require(uniform.shape() == x.shape(), "dropout", "random numbers of shape ", uniform.shape(),
          " do not fit ", x.shape());
  Tensor y =
      Tape::record("dropout", {x}, dropped(x, keep_probability, uniform),
                   [=](const Tensor& dy) { x.accumulate(dropped(dy, keep_probability, uniform)); });
  SequenceWatch::tell(DropoutFlow{y, keep_probability, uniform});
  return y;
}

}  // namespace unfold
