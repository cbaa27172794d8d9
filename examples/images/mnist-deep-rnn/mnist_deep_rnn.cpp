#include "examples/images/mnist-deep-rnn/mnist_deep_rnn.h"

#include "examples/images/printed_accuracies.h"

namespace unfold {
namespace {

constexpr Choice<CellKind> activations[] = {{CellKind::relu_rnn, "relu", "ReLU"},
                                            {CellKind::rnn, "tanh", "tanh"}};

}  // namespace

MnistDeepRnn::Inputs::Inputs() {
  cell = CellKind::relu_rnn;
  hidden = 100;
  layers = 3;
  epochs = 10;
  op_seed_cell = 116;
  op_seed_dense = 211;
}

void MnistDeepRnn::Inputs::visit(Form& form) {
  data.visit(form);
  form.choice("activation", cell, activations)
      .label("Activation")
      .help("What a cell makes of its sum: ReLU cuts off below zero, tanh bends both ends.");
  visit_model(form);
  visit_training(form);
}

std::vector<Preset> MnistDeepRnn::presets() {
  const PrintedEpoch printed[] = {{0.94, 0.9318},       {0.96, 0.9563},      {0.96, 0.9709},
                                  {0.9866667, 0.9701},  {0.9866667, 0.9773}, {0.9533333, 0.9747},
                                  {0.99333334, 0.9763}, {0.9866667, 0.9804}, {0.98, 0.9755},
                                  {0.96666664, 0.9804}};
  return {
      {.name = "quick",
       .label = "Quick start",
       .note = "Our own: the notebook's network on a slice of its pictures, 5,000 to learn and "
               "1,000 to test."},
      {.name = "as-published",
       .label = "As published",
       .note = "The notebook's 10 epochs on all of MNIST, seed 42: its last test accuracy was "
               "0.9804.",
       .origin = Origin::seeded,
       .inputs = {{"data", "full"}},
       .published = printed_accuracies(printed)},
      {.name = "tanh",
       .label = "tanh",
       .note = "Our own: the same layers with tanh in place of ReLU.",
       .inputs = {{"activation", "tanh"}}},
      {.name = "one-layer",
       .label = "One layer",
       .note = "Our own: a single layer, for comparison.",
       .inputs = {{"layers", "1"}}},
      {.name = "wide",
       .label = "One wide layer",
       .note = "Our own: a single layer that has as many weights as the three together.",
       .inputs = {{"layers", "1"}, {"hidden", "218"}}},
  };
}

}  // namespace unfold
