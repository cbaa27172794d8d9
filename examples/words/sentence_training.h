// SentenceTraining: how an AttentionModel learns from batches of sentence pairs, also in parts.
#pragma once

#include <memory>
#include <vector>

#include "engine/core/archive.h"
#include "engine/nn/parted_step.h"
#include "engine/nn/variables.h"
#include "engine/optim/optimizer.h"
#include "examples/words/attention_model.h"

namespace unfold {

class SentenceTraining {
 public:
  // The model and its variables outlive this.
  SentenceTraining(AttentionModel& model, const Variables& variables, OptimizerKind optimizer,
                   double learning_rate);

  void open(SentenceBatch batch);
  void compute(int part);
  // Goes a step, with gradients no longer than `clip`; the loss before it.
  float close(double learning_rate, double clip);
  PartedStep& parts() { return parts_; }
  void visit_state(Archive& archive);

 private:
  AttentionModel& model_;
  const Variables& variables_;
  std::vector<Tensor> trained_;
  std::unique_ptr<Optimizer> optimizer_;
  PartedStep parts_;
  SentenceBatch batch_;  // of the step that is open
};

}  // namespace unfold
