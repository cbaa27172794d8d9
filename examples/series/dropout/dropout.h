// dropout: three layers that must predict the series while half of their inputs are missing.
#pragma once

#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "engine/random/tensorflow.h"
#include "examples/series/series.h"

namespace unfold {

class Dropout final : public Lab {
 public:
  static constexpr About about{"dropout",
                               "Dropout",
                               "Three layers learn a curve while dropout hides half of what each "
                               "of them reads, and the error stays high.",
                               Chapter::series,
                               "RNN chapter dropout",
                               50};

  static constexpr int most_layers = 4;

  // Where the masks of a layer lie: on what it reads or on what it puts out.
  enum class Place { before, behind };

  struct Inputs {
    double keep = 0.5;
    Place place = Place::before;
    int layers = 3;
    Series series;
    CellKind cell = CellKind::rnn;
    int hidden = 100, window = 20, batch_size = 50;
    bool same_windows = false;
    double noise = 0;
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
  std::optional<Network> network() const override;
  std::optional<TrainingData> training_data() const override;
  void give_examples(Examples& examples) const override {
    give_instance(inputs_.series, inputs_.window, examples);
  }

  struct Question {
    double start = 5;
    void visit(Form& form);
  };
  void ask(const Question& question, Report& report) const;

 private:
  Windows next_windows(int count);
  Plot prediction(const std::vector<double>& times) const;

  Inputs inputs_;
  Variables variables_;
  NetworkModel model_, fresh_;  // of the same weights; one stays at the beginning of its masks
  NetworkTraining training_;
  RandomState random_;
  RandomOp noise_;
  Windows same_, held_out_;  // of a run that learns from the same windows in every step
};

}  // namespace unfold
