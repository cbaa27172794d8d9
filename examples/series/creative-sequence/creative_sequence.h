// creative-sequence: a network that predicts the next value goes on from its own predictions.
#pragma once

#include "examples/series/series_model.h"

namespace unfold {

class CreativeSequence final : public Lab {
 public:
  static constexpr About about{"creative-sequence",
                               "Creative sequence",
                               "A trained network reads its own predictions and so draws a curve "
                               "of its own, from nothing or from a true beginning.",
                               Chapter::series,
                               "RNN chapter generating a creative sequence",
                               200};

  struct Inputs : SeriesModelInputs {
    int length = 300;
    Inputs() { variant = Projection::dense; }  // the chapter generates after it dropped the wrapper
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  explicit CreativeSequence(const Inputs& inputs);
  int steps() const override { return model_.steps(); }
  void change(const Inputs& inputs) {
    length_ = inputs.length;
    model_.change(inputs);
  }
  void step(Report& report) override { model_.step(report); }
  int open_parts() override { return model_.open_parts(); }
  void compute_part(int part) override { model_.compute_part(part); }
  PartedStep* parts() override { return &model_.parts(); }
  const Variables& variables() const override { return model_.variables(); }
  void visit_state(Archive& archive) override { model_.visit_state(archive); }
  void show(Report& report) const override;

  enum class Beginning { zeros, series, values };
  struct Question {
    Beginning beginning = Beginning::series;
    double start = 12.2;
    Tensor values{Shape{1, 4}, {0, 1, 2, 3}};
    int length = 300;
    void visit(Form& form);
  };
  void ask(const Question& question, Report& report) const;
  std::optional<Network> network() const override { return model_.network(); }
  std::optional<TrainingData> training_data() const override { return model_.training_data(); }
  void give_examples(Examples& examples) const override {
    give_instance(model_.series(), model_.window(), examples);
  }

 private:
  Tensor first_values(const Question& question) const;  // T

  int length_;
  SeriesModel model_;
};

}  // namespace unfold
