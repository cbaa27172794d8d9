// time-series: a recurrent network reads 20 values of a curve and predicts each next one.
#pragma once

#include "examples/series/series_model.h"

namespace unfold {

class TimeSeries final : public Lab {
 public:
  static constexpr About about{"time-series",
                               "Time series",
                               "A recurrent network reads a stretch of a curve and predicts, at "
                               "each step, the value that comes next.",
                               Chapter::series,
                               "RNN chapter OutputProjectionWrapper, and the same without it",
                               200};

  using Inputs = SeriesModelInputs;
  static std::vector<Preset> presets();

  explicit TimeSeries(const Inputs& inputs);
  int steps() const override { return model_.steps(); }
  void change(const Inputs& inputs) { model_.change(inputs); }
  void step(Report& report) override { model_.step(report); }
  int open_parts() override { return model_.open_parts(); }
  void compute_part(int part) override { model_.compute_part(part); }
  PartedStep* parts() override { return &model_.parts(); }
  const Variables& variables() const override { return model_.variables(); }
  void visit_state(Archive& archive) override { model_.visit_state(archive); }
  void show(Report& report) const override;

  struct Question {
    double start = 5;
    int ahead = 10;
    void visit(Form& form);
  };
  void ask(const Question& question, Report& report) const;
  std::optional<Network> network() const override { return model_.network(); }
  std::optional<TrainingData> training_data() const override { return model_.training_data(); }
  void give_examples(Examples& examples) const override {
    give_instance(model_.series(), model_.window(), examples);
  }

 private:
  void look_ahead(const Question& question, Report& report) const;

  SeriesModel model_;
  Tensor example_;  // (T, 2): input and target
};

}  // namespace unfold
