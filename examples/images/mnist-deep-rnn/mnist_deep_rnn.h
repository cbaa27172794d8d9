// mnist-deep-rnn: three layers of ReLU cells read a digit; a dense layer sees all their states.
#pragma once

#include "examples/images/image_training.h"

namespace unfold {

class MnistDeepRnn final : public ImageTraining {
 public:
  static constexpr About about{"mnist-deep-rnn",
                               "A deep RNN reads digits",
                               "Three layers of cells read a digit row by row; what all of them "
                               "remember says which one it is.",
                               Chapter::images,
                               "RNN chapter multilayer RNN",
                               33};

  struct Inputs : ImageTrainingInputs {
    Inputs();
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  explicit MnistDeepRnn(const Inputs& inputs) : ImageTraining(inputs, Readout::all_layers) {}
};

}  // namespace unfold
