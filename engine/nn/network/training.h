// NetworkTraining: a network's loss, its clipping and its optimizer.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/core/tape.h"
#include "engine/nn/cell.h"
#include "engine/nn/network/count.h"
#include "engine/nn/network/network.h"
#include "engine/nn/parted_step.h"
#include "engine/nn/variables.h"

namespace unfold {

// A network's loss of scores (…, C) for so many symbols, in order; `weights` (B, T) for a
// sequence_loss, else ignored.
Tensor loss_of_symbols(const Network& network, const Tensor& scores, std::span<const int> targets,
                       const Tensor& weights = {});
// A network's loss of numbers.
Tensor loss_of_numbers(const Network& network, const Tensor& outputs, const Tensor& targets);

// The mean over the rows of a part, and what else the step needs of them (PartedStep::add).
struct PartLoss {
  Tensor mean;
  State kept = {};
};

class NetworkTraining {
 public:
  NetworkTraining(const Network& network, const Variables& variables);

  // One step against the gradients of a loss that this tape has recorded, clipped.
  void step(Tape& tape, const Tensor& loss, double learning_rate);
  // The same in parts. Begins a step whose batch has B rows of T time steps.
  void open(int B, int T);
  // `loss_of(rows)` is a PartLoss of rows that all count alike.
  template <typename LossOf>
  void compute(int part, const LossOf& loss_of) {
    Tape tape;
    const PartLoss loss = loss_of(parts_.rows(part));
    const bool is_whole = parts_.parts() == 1;
    parts_.add(part, tape, is_whole ? loss.mean : loss.mean * parts_.share(part), loss.kept);
  }
  // Goes a step against the sum of all parts, whose loss is that before the step.
  PartedStep::Sum close(double learning_rate);
  PartedStep& parts() { return parts_; }
  const PartedStep& parts() const { return parts_; }
  void set_clip_limit(double limit) { clipping_.limit = limit; }
  Optimizer& optimizer() { return *optimizer_; }

 private:
  void descend(double learning_rate);

  std::vector<Tensor> trained_;
  PartedStep parts_;
  std::int64_t products_;  // for a time step of one row
  Clipping clipping_;
  std::unique_ptr<Optimizer> optimizer_;
};

}  // namespace unfold
