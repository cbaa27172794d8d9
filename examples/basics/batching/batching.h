// batching: several words go through one cell at once, and none of them notices the others.
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

class Batching final : public Lab {
 public:
  static constexpr About about{"batching", "Batching",
                               "Three words go through one cell at the same time, and none of them "
                               "notices the others.",
                               Chapter::basics,
                               "Lab 12.0 3_batches, Lecture 12 ex12_3, Lab 12-0 batching"};
  static constexpr RefusalTable refusals[] = {alphabet_refusals, weights_refusals};

  struct Inputs {
    std::string words = "hello,eolll,lleel", alphabet = "helo";
    CellInputs cell;
    Inputs();
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit Batching(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override { return inputs_.cell.network(words_.input()); }
  void give_examples(Examples& examples) const override { words_.give(examples); }

 private:
  // The outputs when each word is a batch of its own.
  Tensor outputs_alone() const;

  Inputs inputs_;
  Sequences words_;
  Variables variables_;
  LayerCells cells_;
};

}  // namespace unfold
