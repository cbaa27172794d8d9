// dynamic-length: sequences of different length share a batch.
#pragma once

#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/layer_cells.h"
#include "examples/basics/refusals.h"
#include "examples/basics/source.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/refusals.h"

namespace unfold {

class DynamicLength final : public Lab {
 public:
  static constexpr About about{
      "dynamic-length", "Dynamic length",
      "Sequences of different length share a batch: past its length a row "
      "gives zeros and its state stands still.",
      Chapter::basics,
      "Lab 12.0 3_batches_dynamic_length and dynamic_rnn, RNN chapter sequence length"};
  static constexpr RefusalTable refusals[] = {alphabet_refusals, weights_refusals, fit_refusals};

  struct Inputs {
    SourceInputs source;
    std::vector<int> lengths = {5, 3, 4};
    CellInputs cell;
    Inputs();
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit DynamicLength(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override { return inputs_.cell.network(batch_.input()); }
  void give_examples(Examples& examples) const override {
    batch_.give(examples);
    examples.lengths = inputs_.lengths;
  }

 private:
  Inputs inputs_;
  Sequences batch_;
  Variables variables_;
  LayerCells cells_;
};

}  // namespace unfold
