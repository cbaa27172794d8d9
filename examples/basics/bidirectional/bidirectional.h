// bidirectional: one cell reads forwards, another backwards.
#pragma once

#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/layer_cells.h"
#include "examples/shared/refusals.h"

namespace unfold {

class Bidirectional final : public Lab {
 public:
  static constexpr About about{"bidirectional", "Bidirectional",
                               "One cell reads forwards, another backwards, and both respect each "
                               "sequence's own length.",
                               Chapter::basics, "Lab 12.0 bi-directional"};
  static constexpr RefusalTable refusals[] = {fit_refusals};

  struct Inputs {
    Tensor data;  // (B, T, D)
    std::vector<int> lengths = {2, 3, 1};
    CellKind cell = CellKind::lstm;
    int hidden = 5;
    Seed seed = 777;
    int op_seed_forward = 1, op_seed_backward = 2;
    Inputs();
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit Bidirectional(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override;
  void give_examples(Examples& examples) const override {
    examples.x = inputs_.data;
    examples.lengths = inputs_.lengths;
  }

 private:
  Inputs inputs_;
  Variables variables_;
  LayerCells cells_;
};

}  // namespace unfold
