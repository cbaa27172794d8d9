// NetworkTraining: a network's loss, its clipping and its optimizer.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/core/tape.h"
#include "engine/nn/network/network.h"
#include "engine/nn/variables.h"

namespace unfold {

// A network's loss of scores (…, C) for so many symbols, in order; `weights` (B, T) for a
// sequence_loss, else ignored.
Tensor loss_of_symbols(const Network& network, const Tensor& scores, std::span<const int> targets,
                       const Tensor& weights = {});
// A network's loss of numbers.
Tensor loss_of_numbers(const Network& network, const Tensor& outputs, const Tensor& targets);

class NetworkTraining {
 public:
  NetworkTraining(const Network& network, const Variables& variables);

  // One step against the gradients of a loss that this tape has recorded, clipped.
  void step(Tape& tape, const Tensor& loss, double learning_rate);
  void set_clip_limit(double limit) { clipping_.limit = limit; }
  Optimizer& optimizer() { return *optimizer_; }

 private:
  std::vector<Tensor> trained_;
  Clipping clipping_;
  std::unique_ptr<Optimizer> optimizer_;
};

}  // namespace unfold
