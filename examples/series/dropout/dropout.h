// dropout: three layers that must predict the series while half of their inputs are missing.
#pragma once

#include <memory>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/make_cell.h"
#include "engine/nn/wrappers.h"
#include "engine/optim/optimizer.h"
#include "examples/series/series.h"

namespace unfold {

class Dropout final : public Lab {
 public:
  static constexpr About about{"dropout",
                               "Dropout",
                               "Three layers learn a curve while dropout hides half of what each "
                               "of them reads, and the error stays high.",
                               Chapter::series,
                               "002 dropout",
                               50};

  static constexpr int most_layers = 4;

  struct Inputs {
    double keep = 0.5;
    int layers = 3;
    Series series;
    CellKind cell = CellKind::rnn;
    int hidden = 100, window = 20, batch_size = 50;
    double learning_rate = 0.01;
    OptimizerKind optimizer = OptimizerKind::adam;
    int steps = 300;
    Seed seed = 42;
    // From the lowest layer up.
    std::vector<int> op_seeds_dropout = {124, 157, 189, 221};
    std::vector<int> op_seeds_cell = {136, 168, 200, 232};
    int op_seed_dense = 253;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  explicit Dropout(const Inputs& inputs);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs);
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  void visit_state(Archive& archive) override;
  void show(Report& report) const override;

  struct Question {
    double start = 5;
    void visit(Form& form);
  };
  void ask(const Question& question, Report& report) const;

 private:
  using DropoutCells = std::vector<std::shared_ptr<DropoutCell>>;

  OpSeed seed(int op) const { return {inputs_.seed, static_cast<std::uint64_t>(op)}; }
  void make_layers();
  // The layers with dropout before each, at the beginning of its streams of masks.
  DropoutCells with_dropout() const;
  // The next values, (B, T, 1), for x (B, T, 1).
  Tensor predict(const Cell& layers, const Tensor& x) const;
  Plot prediction(const std::vector<double>& times) const;

  Inputs inputs_;
  Variables variables_;
  std::vector<CellPointer> layers_;
  DropoutCells dropout_;                          // training mode: the layers with dropout
  std::unique_ptr<StackedCell> training_, test_;  // both from the same weights
  Dense dense_;
  std::vector<Tensor> trained_;
  std::unique_ptr<Optimizer> optimizer_;
  RandomState random_;
};

}  // namespace unfold
