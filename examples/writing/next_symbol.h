// NextSymbol: a recurrent network that learns the next symbol of one batch of sequences by heart.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/archive.h"
#include "engine/nn/dense.h"
#include "engine/nn/wrappers.h"
#include "engine/optim/optimizer.h"

namespace unfold {

class NextSymbol {
 public:
  // Symbols by their positions among V, B sequences one after another, and the symbol that follows
  // each. Without a dense layer the cell's outputs are the scores, so it has V units.
  struct Batch {
    int B, V;
    std::span<const int> symbols, targets;  // B·T
  };
  NextSymbol(const Batch& batch, CellPointer cell, std::optional<Dense> dense,
             OptimizerKind optimizer, const Variables& variables);

  float train(double learning_rate);           // one step; the loss before it
  Tensor outputs() const;                      // (B, T, H)
  Tensor logits(const Tensor& outputs) const;  // (B, T, V)
  std::span<const int> targets() const { return targets_; }
  void visit_state(Archive& archive, const Variables& variables);

 private:
  Tensor x_;  // (B, T, V), one-hot
  std::vector<int> targets_;
  Tensor weights_;  // (B, T)
  CellPointer cell_;
  std::optional<Dense> dense_;
  std::vector<Tensor> trained_;
  std::unique_ptr<Optimizer> optimizer_;
};

// The lowest cross entropy that scores between -1 and 1 can have: one is 1, all others are -1.
float lowest_loss_of_bounded_scores(int V);

}  // namespace unfold
