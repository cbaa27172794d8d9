// softmax-layer: all time steps laid flat, one matrix, and softmax.
#pragma once

#include <vector>

#include "engine/lab/lab.h"
#include "examples/basics/refusals.h"
#include "examples/shared/refusals.h"

namespace unfold {

class SoftmaxLayer final : public Lab {
 public:
  static constexpr About about{"softmax-layer", "Softmax layer",
                               "All time steps are laid flat, one matrix turns them into classes, "
                               "and softmax into probabilities.",
                               Chapter::basics,
                               "Lab 12.0 flatten-based softmax, Lecture 12 reshape for softmax"};
  static constexpr RefusalTable refusals[] = {shape_refusals, fit_refusals};

  struct Inputs {
    Tensor data;     // (B, T, H)
    Tensor weights;  // (H, C)
    Inputs();
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit SoftmaxLayer(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::vector<Network> networks() const override;

 private:
  Tensor data_, weights_;
  Variables variables_;
};

}  // namespace unfold
