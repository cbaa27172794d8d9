#include "examples/words/sentence_training.h"

#include <utility>

#include "engine/core/tape.h"
#include "engine/optim/clip.h"
#include "examples/shared/training.h"

namespace unfold {

SentenceTraining::SentenceTraining(AttentionModel& model, const Variables& variables,
                                   OptimizerKind optimizer, double learning_rate)
    : model_(model),
      variables_(variables),
      trained_(variables.tensors()),
      optimizer_(make_optimizer(optimizer, static_cast<float>(learning_rate))),
      parts_(trained_) {}

void SentenceTraining::open(SentenceBatch batch) {
  batch_ = std::move(batch);
  const double products = model_.products(batch_);
  parts_.open(batch_.size, count_parts(batch_.size, batch_.target_steps, products));
}

void SentenceTraining::compute(int part) {
  Tape tape;
  parts_.add(part, tape, model_.loss(batch_, parts_.rows(part)));
}

float SentenceTraining::close(double learning_rate, double clip) {
  const float loss = parts_.close().loss;
  model_.draw_next_candidates();
  clip_by_global_norm(trained_, static_cast<float>(clip));
  optimizer_->set_learning_rate(static_cast<float>(learning_rate));
  optimizer_->apply(trained_);
  return loss;
}

void SentenceTraining::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, *optimizer_);
}

}  // namespace unfold
