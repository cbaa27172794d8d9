// A lab whose every fourth step takes several calls, with a state and a report of all kinds, for
// tests of what is saved.
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/lab/provided_data.h"
#include "engine/random/numpy.h"

namespace unfold::testing {

struct LongLab final : Lab {
  static constexpr About about{"long-lab", "Long lab", "Walks at random.", Chapter::basics, "none"};

  struct Inputs {
    std::string word = "hello\n\"세계\"";
    std::string file;
    Tensor drawing;
    int steps = 20;
    void visit(Form& form) {
      form.text("word", word);
      form.file("file", file).range(1, 100);
      form.image("drawing", drawing, 2, 2).optional();
      form.integer("steps", steps).range(1, 1000).lengthens();
    }
  };

  static std::vector<Preset> presets() {
    std::vector<Published> rows;
    for (int step : {0, 3, 7, 11}) {
      rows.push_back(printed_curve("walk", step, 0.5, 1));
      rows.push_back(printed_text("word", step, "h"));
    }
    return {{.name = "defaults", .label = "Defaults", .published = rows},
            {.name = "short", .label = "Short", .inputs = {{"word", "a"}}}};
  }

  explicit LongLab(const Inputs& inputs) : inputs_(inputs) {
    if (!inputs.file.empty()) inputs_.word += *unfold::data(inputs.file);
    weight_ = variables_.make("walk/weight", Tensor::ones({2, 2}));
    order_ = {3, 1, 2};
  }

  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) { inputs_.steps = inputs.steps; }
  bool is_within_step() const override { return part_ > 0; }
  const Variables& variables() const override { return variables_; }

  void step(Report& report) override {
    if (part_ == 0) train();
    const bool is_long = report.step() % 4 == 3;
    part_ = is_long && part_ < 3 ? part_ + 1 : 0;
    if (part_ > 0) return;
    report.curve("walk", weight_.values()[0]);
    if (is_long) report.curve("rarely", weight_.values()[1]);
    report.level("walk", "start", 1);
    if (is_long) report.level("rarely", "start", weight_.values()[0]);
    report.text("word", inputs_.word.substr(0, 1 + order_[0] % 3), "target");
    if (is_long) report.text("afterwards", std::to_string(order_[0]));
    report.invariant("finite", std::isfinite(weight_.values()[0]), 1);
  }

  void show(Report& report) const override {
    report.text("between", std::to_string(order_[0]) + std::to_string(part_));
    report.matrix("weight", weight_, {{"row", "column"}, {{"a", "b"}, {}}});
    report.matrix("nothing", state_[0]);
    report.table("order", {{"first", "second"}, {{std::to_string(order_[0]), ""}, {}}});
    report.plot("states", {.lines = {{"one", state_[1]}, {"one", state_[1], state_[1]}},
                           .x_axis = "step",
                           .y_axis = "value",
                           .logarithmic = true});
    report.images("pictures", Tensor::filled({1, 2, 2}, state_[1].values()[0]), {"caption"},
                  {true});
    Tensor at(Shape{25, 2});
    std::vector<std::string> words;
    for (int i = 0; i < 25; ++i) {
      at.mutable_data()[2 * i] = static_cast<float>(i);
      at.mutable_data()[2 * i + 1] = state_[1].values()[0];
      words.push_back(std::to_string(i));
    }
    report.points("map", at, words, std::vector<float>(25, 1));
    report.graph("tape", {{{"variable", "x", "x", "", {}, state_[1], state_[1], state_[1]},
                           {"tanh", "", "tanh(x)", "tanh({a})", {{0, "{dy}", state_[1]}}}},
                          "word"});
  }

  void visit_state(Archive& archive) override {
    archive.value("random", random_);
    archive.values("order", order_);
    archive.tensors("state", state_);
    archive.value("part", part_);
  }

 private:
  void train() {
    for (float& value : weight_.mutable_values()) value += float(random_.rand() - 0.5);
    order_.push_back(order_[0] * 7 % 11);
    order_.erase(order_.begin());
    Tensor next(Shape{2});
    for (int i = 0; i < 2; ++i) next.mutable_data()[i] = state_[1].data()[i] / 2 + order_[i];
    state_[1] = next;
  }

  Inputs inputs_;
  Variables variables_;
  Tensor weight_;
  RandomState random_{7};
  std::vector<int> order_;
  std::vector<Tensor> state_ = {Tensor(), Tensor::zeros({2})};
  int part_ = 0;
};

inline const LabEntry& long_lab() {
  static const LabEntry lab = entry<LongLab>();
  return lab;
}

}  // namespace unfold::testing
