// sequence-loss: the weighted mean of the cross entropy over the steps of a sequence.
#pragma once

#include <array>
#include <vector>

#include "engine/lab/lab.h"
#include "examples/basics/refusals.h"
#include "examples/shared/refusals.h"

namespace unfold {

class SequenceLoss final : public Lab {
 public:
  static constexpr About about{"sequence-loss", "Sequence loss",
                               "How wrong is a whole sequence? The weighted mean of the cross "
                               "entropy at its time steps.",
                               Chapter::basics,
                               "Lecture 12 ex12_5 and ex12_6, Lab 12.0 sequence_loss"};
  static constexpr RefusalTable refusals[] = {shape_refusals, fit_refusals};

  struct Inputs {
    std::vector<int> targets = {1, 1, 1};
    Tensor weights = Tensor::ones({1, 3});                             // (1, T)
    Tensor prediction1{{3, 2}, {0.3f, 0.7f, 0.3f, 0.7f, 0.3f, 0.7f}};  // (T, C)
    Tensor prediction2{{3, 2}, {0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 0.9f}};
    Tensor prediction3{{3, 2}, {1, 0, 1, 0, 1, 0}};
    Tensor prediction4{{3, 2}, {0, 1, 1, 0, 0, 1}};
    bool reuse_prediction3 = true;
    void visit(Form& form);
    // The reader's own tell how many steps and classes there are; the others follow.
    void fit(Fitting& fitting);

   private:
    std::array<Tensor*, 4> predictions() {
      return {&prediction1, &prediction2, &prediction3, &prediction4};
    }
    const Tensor& leading_prediction(const Fitting& fitting);
    int leading_steps(const Fitting& fitting);
    int leading_classes(const Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit SequenceLoss(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }

 private:
  float loss(int prediction) const;

  Inputs inputs_;
  std::array<Tensor, 4> predictions_;  // (T, C)
  Variables variables_;                // none
};

}  // namespace unfold
