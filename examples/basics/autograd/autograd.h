// autograd: a formula on the engine's own tape, walked backwards, beside finite differences.
#pragma once

#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "examples/basics/autograd/formula.h"
#include "examples/basics/autograd/refusals.h"

namespace unfold {

class Autograd final : public Lab {
 public:
  static constexpr About about{
      "autograd", "Where gradients come from",
      "A formula of your own on the engine's tape: each operation with its "
      "value, then its gradient on the way back.",
      Chapter::basics, "Beyond the notebooks"};
  static constexpr RefusalTable refusals[] = {autograd_refusals};

  struct Inputs {
    std::string formula = "tanh(x*w + b)";
    std::string values = "x = 1, w = 0.5, b = -0.2";
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit Autograd(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }

 private:
  Table gradients() const;

  Formula formula_;
  Variables variables_;
  float result_ = 0;
  Graph graph_;
  // How far the rules' shares, added up, are from the tape's gradients, as a part of them.
  double apart_ = 0;
};

}  // namespace unfold
