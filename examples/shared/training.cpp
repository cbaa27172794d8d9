#include "examples/shared/training.h"

namespace unfold {
namespace {

using Kind = OptimizerKind;

constexpr Choice<Kind> optimizers[] = {{Kind::sgd, "sgd", "SGD"},
                                       {Kind::momentum, "momentum", "Momentum"},
                                       {Kind::adagrad, "adagrad", "Adagrad"},
                                       {Kind::rmsprop, "rmsprop", "RMSProp"},
                                       {Kind::adam, "adam", "Adam"}};
constexpr Choice<Kind> embedding_optimizers[] = {{Kind::sgd, "sgd", "SGD"},
                                                 {Kind::momentum, "momentum", "Momentum"},
                                                 {Kind::adagrad, "adagrad", "Adagrad"},
                                                 {Kind::rmsprop, "rmsprop", "RMSProp"},
                                                 {Kind::adam, "adam", "Adam"},
                                                 {Kind::lazy_adam, "lazy_adam", "Lazy Adam"}};

}  // namespace

Field& optimizer_field(Form& form, OptimizerKind& kind) {
  return form.choice("optimizer", kind, optimizers)
      .label("Optimizer")
      .help("How a gradient becomes a change of the weights; Adam gives each weight its own pace.");
}

Field& embedding_optimizer_field(Form& form, OptimizerKind& kind) {
  return form.choice("optimizer", kind, embedding_optimizers)
      .label("Optimizer")
      .help(
          "How a gradient becomes a change of the weights. Adam moves every word at every step, "
          "lazy Adam only the words of the batch, which is faster.");
}

Field& learning_rate_field(Form& form, double& rate) {
  return form.number("learning_rate", rate)
      .label("Learning rate")
      .help("How far one step moves the weights; too small learns slowly, too large jumps about.")
      .range(1e-5, 10)
      .live();
}

Field& final_rate_field(Form& form, double& share) {
  return form.number("final_rate", share)
      .label("Rate at the end")
      .help(
          "What is left of the learning rate in the last step; it falls in a straight line from "
          "the "
          "first step to the last, so that it rises again when a run is given more steps.")
      .range(0, 1)
      .advanced()
      .live();
}

Field& clip_field(Form& form, double& largest) {
  return form.number("clip", largest)
      .label("Gradient clipping")
      .help("The largest length of all gradients together; longer ones are shortened to it.")
      .range(0.001, 1000)
      .advanced()
      .live();
}

Field& steps_field(Form& form, int& steps) {
  return form.integer("steps", steps).label("Steps").range(1, 100000).lengthens();
}

Field& test_every_field(Form& form, int& steps) {
  return form.integer("test_every", steps)
      .label("Steps between tests")
      .range(1, 100000)
      .advanced()
      .live();
}

Field& batch_field(Form& form, int& batch) { return form.integer("batch", batch).label("Batch"); }

float falling_rate(double first, double final_share, int step, int steps) {
  const double progress = static_cast<double>(step) / steps;
  return static_cast<float>(first * (1 - (1 - final_share) * progress));
}

void visit_optimizer(Archive& archive, const Variables& variables, Optimizer& optimizer) {
  for (const auto& [name, variable] : variables.named()) {
    for (const std::string_view slot : optimizer.slot_names()) {
      archive.in_place(name + "/" + std::string(slot), optimizer.slot(variable, slot));
    }
  }
  int index = 0;
  for (float& value : optimizer.non_slot_values()) {
    archive.value("optimizer/" + std::to_string(index++), value);
  }
  float rate = optimizer.learning_rate();
  archive.value("optimizer/learning_rate", rate);
  optimizer.set_learning_rate(rate);
}

}  // namespace unfold
