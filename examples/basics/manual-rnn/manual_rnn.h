// manual-rnn: one recurrence over two time steps, spelled by hand, with static_rnn, packed, with
// dynamic_rnn, and as one product of the input and the state side by side.
#pragma once

#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/wrappers.h"
#include "examples/basics/refusals.h"
#include "examples/shared/refusals.h"

namespace unfold {

class ManualRnn final : public Lab {
 public:
  static constexpr About about{
      "manual-rnn", "Four spellings of one recurrence",
      "By hand, static_rnn, packed and dynamic_rnn: four ways to write one and the same "
      "recurrence.",
      Chapter::basics,
      "RNN chapter by hand, static_rnn, packed, dynamic_rnn, sequence length; binary sequences "
      "concat form"};
  static constexpr RefusalTable refusals[] = {shape_refusals, fit_refusals};

  struct Inputs {
    Tensor x0{{4, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1}};  // (B, D)
    Tensor x1{{4, 3}, {9, 8, 7, 0, 0, 0, 6, 5, 4, 3, 2, 1}};
    int hidden = 5;
    std::vector<int> lengths = {2, 1, 2, 2};
    bool same_weights = false;
    Seed seed = 42;
    int op_seed_wx = 5, op_seed_wy = 14, op_seed_static = 20, op_seed_packed = 22,
        op_seed_dynamic = 87, op_seed_sequence_length = 106;
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit ManualRnn(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  // The one of dynamic_rnn.
  std::optional<Network> network() const override;
  void give_examples(Examples& examples) const override { examples.x = x_; }

 private:
  Network spelling(const std::string& scope, int op_seed) const;
  void report_own_weights(Report& report) const;
  void report_same_weights(Report& report) const;

  Inputs inputs_;
  Tensor x_;  // (B, 2, D)
  Variables variables_;
  Tensor Wx_, Wy_, b_;  // (D, H), (H, H), (H)
  CellPointer static_, packed_, dynamic_, sequence_length_;
};

}  // namespace unfold
