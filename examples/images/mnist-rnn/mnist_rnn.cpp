#include "examples/images/mnist-rnn/mnist_rnn.h"

#include "examples/images/printed_accuracies.h"

namespace unfold {

MnistRnn::Inputs::Inputs() {
  op_seed_cell = 88;
  op_seed_dense = 135;
}

void MnistRnn::Inputs::visit(Form& form) {
  data.visit(form);
  visit_model(form);
  visit_training(form);
}

std::vector<Preset> MnistRnn::presets() {
  const PrintedEpoch printed[] = {
      {0.9533333, 0.9288},  {0.96, 0.9471},       {0.96, 0.9499},      {0.96, 0.9563},
      {0.98, 0.9677},       {0.93333334, 0.9651}, {0.98, 0.9685},      {0.96666664, 0.9678},
      {0.97333336, 0.9693}, {0.99333334, 0.9714}, {0.98, 0.9752},      {0.9866667, 0.9743},
      {0.94666666, 0.9716}, {0.97333336, 0.9658}, {1.0, 0.9772},       {0.98, 0.974},
      {0.99333334, 0.9779}, {0.9866667, 0.9775},  {0.9866667, 0.9713}, {0.98, 0.9724},
      {0.9866667, 0.9702},  {0.98, 0.9758},       {0.98, 0.9782},      {0.99333334, 0.9778},
      {0.9866667, 0.9745},  {0.9866667, 0.9741},  {0.9866667, 0.9784}, {1.0, 0.9808},
      {0.99333334, 0.9787}, {0.98, 0.9813}};
  return {
      {.name = "quick",
       .label = "Quick start",
       .note = "Our own: the notebook's network on a slice of its pictures, 5,000 to learn and "
               "1,000 to test."},
      {.name = "as-published",
       .label = "As published",
       .note = "The notebook's 30 epochs on all of MNIST, seed 42: its last test accuracy was "
               "0.9813.",
       .origin = Origin::seeded,
       .inputs = {{"data", "full"}},
       .published = printed_accuracies(printed, 2)},
      {.name = "few-units",
       .label = "Ten units",
       .note = "Our own: ten numbers must remember the whole digit.",
       .inputs = {{"hidden", "10"}}},
      {.name = "gradient-descent",
       .label = "Plain gradient descent",
       .note = "Our own: SGD in Adam's place, all else equal.",
       .inputs = {{"optimizer", "sgd"}}},
  };
}

}  // namespace unfold
