#include "engine/nn/network/training.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "engine/optim/clip.h"

namespace unfold {
namespace {

Tensor minus_y_log_p0(const Tensor& scores, std::span<const int> y) {
  const Tensor minus_log_p0 = softmax_cross_entropy(scores, std::vector<int>(y.size()));
  Tensor numbers(minus_log_p0.shape());
  std::copy(y.begin(), y.end(), numbers.mutable_data());
  return reduce_mean(numbers * minus_log_p0);
}

}  // namespace

Tensor loss_of_symbols(const Network& network, const Tensor& scores, std::span<const int> targets,
                       const Tensor& weights) {
  if (network.loss == NetworkLoss::sequence_loss) return sequence_loss(scores, targets, weights);
  if (network.loss == NetworkLoss::minus_y_log_p0) return minus_y_log_p0(scores, targets);
  require(!draws_candidates(network.loss), "network", "this loss does not compare with all scores");
  require(network.loss == NetworkLoss::softmax_cross_entropy, "network",
          "this loss compares numbers, not symbols");
  return reduce_mean(softmax_cross_entropy(scores, targets));
}

Tensor loss_of_numbers(const Network& network, const Tensor& outputs, const Tensor& targets) {
  if (network.loss == NetworkLoss::mean_squared_error) return mean_squared_error(outputs, targets);
  require(network.loss == NetworkLoss::sum_squared_error, "network",
          "this loss compares symbols, not numbers");
  return reduce_sum(squared_difference(outputs, targets));
}

NetworkTraining::NetworkTraining(const Network& network, const Variables& variables)
    : trained_(variables.tensors()),
      parts_(trained_),
      products_(count_multiplications(network)),
      clipping_(network.clipping),
      optimizer_(make_optimizer(network.optimizer, static_cast<float>(network.learning_rate))) {}

void NetworkTraining::step(Tape& tape, const Tensor& loss, double learning_rate) {
  tape.backward(loss);
  descend(learning_rate);
}

void NetworkTraining::open(int B, int T) {
  parts_.open(B, count_parts(B, T, static_cast<double>(products_) * B * T));
}

PartedStep::Sum NetworkTraining::close(double learning_rate) {
  PartedStep::Sum sum = parts_.close();
  descend(learning_rate);
  return sum;
}

void NetworkTraining::descend(double learning_rate) {
  const auto limit = static_cast<float>(clipping_.limit);
  if (clipping_.kind == Clipping::Kind::norm) clip_by_global_norm(trained_, limit);
  if (clipping_.kind == Clipping::Kind::value) clip_by_value(trained_, -limit, limit);
  optimizer_->set_learning_rate(static_cast<float>(learning_rate));
  optimizer_->apply(trained_);
}

}  // namespace unfold
