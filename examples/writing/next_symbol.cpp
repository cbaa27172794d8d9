#include "examples/writing/next_symbol.h"

#include <utility>

#include "engine/core/tape.h"
#include "engine/kernels/elementary.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/loss.h"
#include "engine/ops/select.h"
#include "examples/shared/training.h"

namespace unfold {

NextSymbol::NextSymbol(const Batch& batch, CellPointer cell, std::optional<Dense> dense,
                       OptimizerKind optimizer, const Variables& variables)
    : targets_(batch.targets.begin(), batch.targets.end()),
      cell_(std::move(cell)),
      dense_(std::move(dense)),
      trained_(variables.tensors()),
      optimizer_(make_optimizer(optimizer, 0)) {
  const int T = static_cast<int>(batch.symbols.size()) / batch.B;
  x_ = one_hot(batch.symbols, batch.V).view(Shape{batch.B, T, batch.V});
  weights_ = Tensor::ones(Shape{batch.B, T});
}

Tensor NextSymbol::outputs() const { return dynamic_rnn(*cell_, x_).outputs; }

Tensor NextSymbol::logits(const Tensor& outputs) const {
  return dense_ ? (*dense_)(outputs) : outputs;
}

float NextSymbol::train(double learning_rate) {
  Tape tape;
  const Tensor loss = sequence_loss(logits(outputs()), targets_, weights_);
  tape.backward(loss);
  optimizer_->set_learning_rate(static_cast<float>(learning_rate));
  optimizer_->apply(trained_);
  return loss.item();
}

void NextSymbol::visit_state(Archive& archive, const Variables& variables) {
  visit_optimizer(archive, variables, *optimizer_);
}

float lowest_loss_of_bounded_scores(int V) {
  constexpr double e_to_minus_2 = 0.1353352832366127;
  return static_cast<float>(elementary::log(1 + (V - 1) * e_to_minus_2));
}

}  // namespace unfold
