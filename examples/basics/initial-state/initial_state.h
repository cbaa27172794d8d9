// initial-state: what a cell knows before it reads anything.
#pragma once

#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/layer_cells.h"
#include "examples/basics/initial-state/refusals.h"
#include "examples/basics/refusals.h"
#include "examples/basics/source.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/refusals.h"

namespace unfold {

class InitialState final : public Lab {
 public:
  static constexpr About about{"initial-state", "Initial state",
                               "What a cell knows before it reads anything: zeros by default, or a "
                               "state that you hand to it.",
                               Chapter::basics,
                               "Lab 12.0 initial_state and generated_data, Lecture 12 ex12_4"};
  static constexpr RefusalTable refusals[] = {initial_state_refusals, shape_refusals,
                                              alphabet_refusals, weights_refusals};

  struct Inputs {
    SourceInputs source;
    CellInputs cell;
    Tensor initial_c, initial_h;  // (B, H), or empty for zeros
    Inputs();
    void visit(Form& form);
    void fit(Fitting& fitting);

   private:
    void fit_state(Fitting& fitting, std::string_view name, Tensor& state, const Shape& shape);
  };
  static std::vector<Preset> presets();

  explicit InitialState(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override { return inputs_.cell.network(batch_.input()); }
  void give_examples(Examples& examples) const override {
    batch_.give(examples);
    examples.state = initial_;
  }

 private:
  Inputs inputs_;
  Sequences batch_;
  Variables variables_;
  LayerCells cells_;
  State initial_;
};

}  // namespace unfold
