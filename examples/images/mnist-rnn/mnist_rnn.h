// mnist-rnn: a basic RNN reads a digit row by row and says which it is.
#pragma once

#include "examples/images/image_training.h"

namespace unfold {

class MnistRnn final : public ImageTraining {
 public:
  static constexpr About about{"mnist-rnn",
                               "Reading digits",
                               "A basic RNN reads a handwritten digit row by row, and says at the "
                               "last row which one it is.",
                               Chapter::images,
                               "RNN chapter training a sequence classifier",
                               33};

  struct Inputs : ImageTrainingInputs {
    Inputs();
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  explicit MnistRnn(const Inputs& inputs) : ImageTraining(inputs, Readout::last) {}
};

}  // namespace unfold
