// mnist-lstm: three layers of LSTM cells read a digit; the state of the top one says which.
#pragma once

#include "examples/images/image_training.h"

namespace unfold {

class MnistLstm final : public ImageTraining {
 public:
  static constexpr About about{"mnist-lstm",
                               "An LSTM reads digits",
                               "Three layers of LSTM cells read a digit row by row; the top one "
                               "remembers which it is.",
                               Chapter::images,
                               "RNN chapter LSTM",
                               8};

  struct Inputs : ImageTrainingInputs {
    Inputs();
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  explicit MnistLstm(const Inputs& inputs) : ImageTraining(inputs, Readout::last) {}
};

}  // namespace unfold
