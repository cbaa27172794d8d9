// one-cell: a single input goes into a single cell once, and what comes out is the state.
#pragma once

#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/layer_cells.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/refusals.h"

namespace unfold {

class OneCell final : public Lab {
 public:
  static constexpr About about{"one-cell", "One cell",
                               "One input goes into one recurrent cell once: what comes out, and "
                               "why it is the state.",
                               Chapter::basics,
                               "Lab 12.0 one_cell, Lecture 12 ex12_1, Lab 12-0 one cell"};
  static constexpr RefusalTable refusals[] = {weights_refusals};

  struct Inputs {
    Tensor input{{1, 4}, {1, 0, 0, 0}};  // (1, D)
    CellInputs cell;
    Inputs();
    void visit(Form& form);
    void fit(Fitting& fitting) { cell.fit(fitting, input.size(1), {"input"}); }
  };
  static std::vector<Preset> presets();

  explicit OneCell(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override {
    return inputs_.cell.network({InputLayer::Kind::features, inputs_.input.size(1)});
  }
  void give_examples(Examples& examples) const override {
    examples.x = inputs_.input.view({1, 1, inputs_.input.size(1)});
  }

 private:
  Inputs inputs_;
  Variables variables_;
  LayerCells cells_;
};

}  // namespace unfold
