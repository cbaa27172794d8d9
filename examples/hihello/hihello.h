// hihello: ex12_7, an LSTM that continues "hihell" with "ihello".
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/nn/dense.h"
#include "engine/nn/make_cell.h"
#include "engine/optim/optimizer.h"
#include "examples/lab.h"

namespace unfold {

class HiHello final : public Lab {
 public:
  static constexpr About about{"hihello", "Hi Hello RNN",
                               "An LSTM learns to continue \"hihell\" with \"ihello\": at each "
                               "symbol it predicts the next one.",
                               Chapter::text, "001 ex12_7"};

  struct Inputs {
    std::string text = "hihello";
    CellKind cell = CellKind::lstm;
    int hidden = 5;
    double learning_rate = 0.1;
    OptimizerKind optimizer = OptimizerKind::adam;
    int steps = 50;
    Seed seed = 777;
    int op_seed_cell = 98, op_seed_dense = 162;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  explicit HiHello(const Inputs& inputs);
  int steps() const override { return inputs_.steps; }
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  void visit_state(Archive& archive) override;

 private:
  Tensor hidden_states() const;  // (1, T, H)
  void report_prediction(Report& report);

  Inputs inputs_;
  std::vector<std::string> alphabet_;  // in order of first appearance
  Tensor x_;                           // (1, T, V): all symbols but the last
  std::vector<int> targets_;           // T: all symbols but the first
  Tensor weights_;                     // (1, T)
  Variables variables_;
  std::shared_ptr<const Cell> cell_;
  Dense dense_;
  std::vector<Tensor> trained_;
  std::unique_ptr<Optimizer> optimizer_;
  std::string target_text_, predicted_text_;
  std::vector<int> predicted_;
};

}  // namespace unfold
