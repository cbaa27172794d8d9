// stacked-cells: layers of cells, each reading the outputs of the one below.
#pragma once

#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/layer_cells.h"

namespace unfold {

class StackedCells final : public Lab {
 public:
  static constexpr About about{"stacked-cells", "Stacked cells",
                               "Several layers of cells, each reading the outputs of the one below "
                               "at every time step.",
                               Chapter::basics, "Lab 12.0 MultiRNNCell, RNN chapter deep RNN"};

  enum class Source { arange, random };

  struct Inputs {
    Source source = Source::arange;
    Seed numpy_seed = 42;
    int layers = 3, hidden = 5;
    CellKind cell = CellKind::lstm;
    Seed seed = 777;
    int op_seed = 1;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  explicit StackedCells(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override { return network_; }
  void give_examples(Examples& examples) const override { examples.x = x_; }

 private:
  Tensor x_;  // (B, T, D)
  Network network_;
  Variables variables_;
  std::vector<LayerCells> layers_;
};

}  // namespace unfold
