// stacked-cells: layers of cells, each reading the outputs of the one below.
#pragma once

#include <optional>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "engine/random/numpy.h"
#include "examples/basics/stacked-cells/wheel.h"

namespace unfold {

class StackedCells final : public Lab {
 public:
  static constexpr About about{"stacked-cells", "Stacked cells",
                               "Several layers of cells, each reading the outputs of the one below "
                               "at every time step.",
                               Chapter::basics, "Lab 12.0 MultiRNNCell, RNN chapter deep RNN"};

  enum class Source { arange, random, wheel };

  struct Inputs {
    Source source = Source::arange;
    Seed numpy_seed = 42;
    int layers = 3, hidden = 5;
    CellKind cell = CellKind::lstm;
    int delay = 0;
    double learning_rate = 0.01;
    int steps = 1000;
    Seed seed = 777;
    int op_seed = 1;
    void visit(Form& form);
    // Beside a wheel the stack learns to follow it; else it computes once.
    bool trains() const { return source == Source::wheel; }
  };
  static std::vector<Preset> presets();

  explicit StackedCells(const Inputs& inputs);
  int steps() const override { return inputs_.trains() ? inputs_.steps : 1; }
  void change(const Inputs& inputs);
  void step(Report& report) override;
  void show(Report& report) const override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override { return networks_[0]; }
  std::vector<Network> networks() const override { return networks_; }
  void give_examples(Examples& examples) const override;
  void visit_state(Archive& archive) override;

 private:
  State report_layers(Report& report, const Tensor& x) const;
  void report_outputs(Report& report) const;
  void train(Report& report);
  void report_accuracies(Report& report, const std::vector<Tensor>& scores,
                         const std::vector<int>& positions) const;
  void show_answers(Report& report) const;
  void show_networks(Report& report) const;

  Inputs inputs_;
  std::vector<Network> networks_;  // the stack; beside a wheel one layer of as many weights, too
  Variables variables_;
  std::vector<NetworkModel> models_;
  // Beside a wheel:
  NetworkTraining training_;
  RandomState random_;
  Turns unseen_;  // what nothing is learned from
};

}  // namespace unfold
