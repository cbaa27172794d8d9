#include "engine/ops/loss.h"

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/reduce.h"
#include "engine/ops/softmax_row.h"

namespace unfold {
namespace {

using kernels::f32x4;

// log(1 + e) for e in [0, 1]; what 1 + e loses of a small e is put back.
f32x4 log1p(f32x4 e) {
  const f32x4 sum = 1.0f + e;
  return kernels::log(sum) + (e - (sum - 1.0f)) / sum;
}

}  // namespace

Tensor softmax_cross_entropy(const Tensor& logits, std::span<const int> targets) {
  const char* op = "softmax_cross_entropy";
  require(logits.rank() >= 1 && logits.size(-1) >= 1, op, "there are no classes in ",
          logits.shape());
  const int classes = logits.size(-1), rows = logits.count() / classes;
  require(static_cast<int>(targets.size()) == rows, op, "there are ", rows, " rows of logits and ",
          targets.size(), " targets");

  Tensor losses(logits.shape().without(-1));
  Tensor probabilities(logits.shape());
  for (int row = 0; row < rows; ++row) {
    const int target = targets[row];
    require(target >= 0 && target < classes, op, "target ", target, " is outside [0, ", classes,
            ")");
    const float* x = logits.data() + row * classes;
    float* y = probabilities.mutable_data() + row * classes;
    const ShiftedExp shifted = shifted_exp(classes, x, y);
    losses.mutable_data()[row] = kernels::log(shifted.sum) - (x[target] - shifted.largest);
    kernels::map(classes, y, y, [=](kernels::f32x4 v) { return v / shifted.sum; });
  }
  if (!Tape::recording({logits})) return losses;

  std::vector<int, PoolAllocator<int>> kept(targets.begin(), targets.end());
  return Tape::record("softmax_cross_entropy", {logits}, losses, [=](const Tensor& dy) {
    Tensor dx(logits.shape());
    for (int row = 0; row < rows; ++row) {
      const kernels::f32x4 scale = kernels::splat(dy.data()[row]);
      const int at = row * classes;
      float* dx_row = dx.mutable_data() + at;
      kernels::map(classes, probabilities.data() + at, dx_row,
                   [=](kernels::f32x4 p) { return p * scale; });
      dx_row[kept[row]] = dy.data()[row] * (probabilities.data()[at + kept[row]] - 1.0f);
    }
    logits.accumulate(dx);
  });
}

Tensor sigmoid_cross_entropy(const Tensor& logits, const Tensor& labels) {
  require(logits.shape() == labels.shape(), "sigmoid_cross_entropy", "logits of shape ",
          logits.shape(), " do not fit labels of shape ", labels.shape());
  Tensor y(logits.shape());
  kernels::map(y.count(), logits.data(), labels.data(), y.mutable_data(), [](f32x4 x, f32x4 label) {
    return kernels::max(x, kernels::splat(0)) - x * label + log1p(kernels::exp(-kernels::abs(x)));
  });
  return Tape::record("sigmoid_cross_entropy", {logits}, y, [=](const Tensor& dy) {
    Tensor dx(logits.shape());
    kernels::map(dx.count(), logits.data(), labels.data(), dx.mutable_data(),
                 [](f32x4 x, f32x4 label) { return kernels::sigmoid(x) - label; });
    kernels::map(dx.count(), dx.data(), dy.data(), dx.mutable_data(),
                 [](f32x4 d, f32x4 dy) { return d * dy; });
    logits.accumulate(dx);
  });
}

Tensor sequence_loss(const Tensor& logits, std::span<const int> targets, const Tensor& weights) {
  require(logits.rank() == 3, "sequence_loss", "logits must be (batch, time, classes), not ",
          logits.shape());
  require(weights.shape() == logits.shape().without(-1), "sequence_loss", "weights of shape ",
          weights.shape(), " do not fit logits of shape ", logits.shape());
  const Tensor losses = softmax_cross_entropy(logits, targets);
  return reduce_sum(losses * weights) / (reduce_sum(weights) + 1e-12f);
}

Tensor mean_squared_error(const Tensor& prediction, const Tensor& target) {
  return reduce_mean(squared_difference(prediction, target));
}

}  // namespace unfold
