// unfold: one cell reads a word symbol by symbol and carries its state along.
#pragma once

#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/layer_cells.h"
#include "examples/basics/refusals.h"
#include "examples/basics/sequences.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/refusals.h"

namespace unfold {

class Unfold final : public Lab {
 public:
  static constexpr About about{"unfold", "Unfold",
                               "The same cell reads a word symbol by symbol and carries its state "
                               "from one time step to the next.",
                               Chapter::basics,
                               "Lab 12.0 two_sequances, Lecture 12 ex12_2, Lab 12-0 unfolding"};
  static constexpr RefusalTable refusals[] = {alphabet_refusals, weights_refusals};

  struct Inputs {
    std::string word = "hello", alphabet = "helo";
    CellInputs cell;
    Inputs();
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit Unfold(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override { return inputs_.cell.network(word_.input()); }
  void give_examples(Examples& examples) const override { word_.give(examples); }

 private:
  Inputs inputs_;
  Sequences word_;
  Variables variables_;
  LayerCells cells_;
};

}  // namespace unfold
