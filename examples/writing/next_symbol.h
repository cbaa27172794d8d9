// NextSymbol: a recurrent network that learns the next symbol of one batch of sequences by heart.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/archive.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "engine/nn/network/training_data.h"

namespace unfold {

class NextSymbol {
 public:
  // Symbols by number, B sequences one after another, and the symbol that follows each.
  struct Batch {
    int B;
    std::span<const int> symbols, targets;  // B·T
  };
  // The network's outputs are the scores of the symbols.
  NextSymbol(const Network& network, const Batch& batch, Variables& variables);

  // One step, in parts (Lab::open_parts).
  int open_parts();
  void compute_part(int part);
  PartedStep& parts() { return training_.parts(); }
  float train(double learning_rate);  // the whole, or what is missing of it; the loss before it
  NetworkModel::Result read() const;
  std::span<const int> targets() const { return targets_; }
  TrainingData data(const std::vector<std::string>& alphabet) const;
  void visit_state(Archive& archive, const Variables& variables);

 private:
  Network network_;
  NetworkModel model_;
  NetworkTraining training_;
  Tensor x_;  // (B, T, V), one-hot
  std::vector<int> targets_;
  Tensor weights_;  // (B, T)
};

// The lowest cross entropy that scores between -1 and 1 can have: one is 1, all others are -1.
float lowest_loss_of_bounded_scores(int V);

}  // namespace unfold
