#include "examples/writing/next_symbol.h"

#include "engine/kernels/elementary.h"
#include "engine/ops/arrange.h"
#include "engine/ops/select.h"
#include "examples/shared/tensors.h"
#include "examples/shared/training.h"

namespace unfold {

NextSymbol::NextSymbol(const Network& network, const Batch& batch, Variables& variables)
    : network_(network),
      model_(network, variables),
      training_(network, variables),
      x_(model_.input(batch.symbols, batch.B)),
      targets_(batch.targets.begin(), batch.targets.end()),
      weights_(Tensor::ones(Shape{batch.B, x_.size(1)})) {}

NetworkModel::Result NextSymbol::read() const { return model_.forward(x_); }

TrainingData NextSymbol::data(const std::vector<std::string>& alphabet) const {
  const Shape shape = weights_.shape();
  return {.x = whole_numbers(shape, argmax(x_)),
          .y = whole_numbers(shape, targets_),
          .symbols = alphabet};
}

int NextSymbol::open_parts() {
  if (!parts().is_open()) training_.open(x_.size(0), x_.size(1));
  return parts().parts();
}

void NextSymbol::compute_part(int part) {
  training_.compute(part, [&](Rows rows) {
    if (parts().parts() == 1) {
      return PartLoss{loss_of_symbols(network_, read().outputs, targets_, weights_)};
    }
    const int T = x_.size(1);
    const Tensor scores = model_.forward(slice(x_, 0, rows.first, rows.count)).outputs;
    return PartLoss{loss_of_symbols(network_, scores,
                                    std::span(targets_).subspan(rows.first * T, rows.count * T),
                                    slice(weights_, 0, rows.first, rows.count))};
  });
}

float NextSymbol::train(double learning_rate) {
  open_parts();
  parts().for_missing([&](int part) { compute_part(part); });
  return training_.close(learning_rate).loss;
}

void NextSymbol::visit_state(Archive& archive, const Variables& variables) {
  visit_optimizer(archive, variables, training_.optimizer());
}

float lowest_loss_of_bounded_scores(int V) {
  constexpr double e_to_minus_2 = 0.1353352832366127;
  return static_cast<float>(elementary::log(1 + (V - 1) * e_to_minus_2));
}

}  // namespace unfold
