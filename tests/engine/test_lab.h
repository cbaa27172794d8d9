// A lab with an input of each kind, for tests of the lab framework.
#pragma once

#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"

namespace unfold::testing {

enum class Mode { plain, halved };
inline constexpr Choice<Mode> modes[] = {{Mode::plain, "plain", "Plain"},
                                         {Mode::halved, "halved", "Halved"}};

inline constexpr RefusalMessage test_refusals[] = {
    {"no-such-symbol", "{input} has the symbol \"{symbol}\", which nobody knows."},
    {"nothing-to-ask", "{input} must not be 0, since all products are."},
    {"rounded", "{input} is {value} here: it must be even."},
};

// Each step multiplies its weight by `rate`; the curve is the weight.
struct TestLab final : Lab {
  static constexpr About about{"test-lab", "Test lab", "Halves a weight.", Chapter::basics, "none"};
  static constexpr RefusalTable refusals[] = {test_refusals};

  struct Inputs {
    std::string word = "hello";
    Mode mode = Mode::plain;
    int hidden = 2;
    double rate = 0.5;
    bool loud = false;
    std::vector<int> lengths = {1, 2};
    Tensor kernel{{2, 2}, {1, 0, 0, 1}};
    Tensor blocks;
    Tensor drawing;
    std::string file;
    int steps = 5;
    Seed seed = 777;

    void visit(Form& form) {
      form.text("word", word).label("Word").range(1, 10);
      form.choice("mode", mode, modes).label("Mode");
      form.integer("hidden", hidden).label("Hidden units").range(1, 256);
      form.number("rate", rate)
          .label("Rate")
          .range(1e-3, 10)
          .help("What a step multiplies by.")
          .live();
      form.flag("loud", loud).label("Loud");
      form.list("lengths", lengths).label("Lengths").range(0, 9).length(1, 3);
      form.matrix("kernel", kernel).label("Kernel").shape({2, 3}).range(-100, 100);
      form.matrix("blocks", blocks).label("Blocks").shape({2, 2, 2}).optional().advanced();
      form.image("drawing", drawing, 2, 3).label("Drawing").optional();
      form.file("file", file).label("File").range(1, 10).accept(".txt");
      form.integer("steps", steps).label("Steps").range(1, 100000).lengthens();
      form.seed("seed", seed).label("Seed").when("mode", "plain");
    }
  };

  struct Question {
    double factor = 1;
    void visit(Form& form) { form.number("factor", factor).label("Factor").range(-10, 10); }
  };

  static std::vector<Preset> presets() {
    return {
        {"as-published",
         "As published",
         "Printed by nobody.",
         Origin::seeded,
         {},
         {{Published::Kind::curve, "weight", 0, {0.5}},
          {Published::Kind::text, "word", 1, {}, "hello"},
          {Published::Kind::matrix, "kernel", 0, {1, 0, 0.1, 1}, {}, 0.01},
          {Published::Kind::curve, "weight", 3, {0.06}, {}, 0.01},
          {Published::Kind::matrix, "absent", 3, {1, 2}}}},
        {"wide", "Wide", "Three hidden units.", Origin::own, {{"hidden", "3"}, {"rate", "2"}}, {}}};
  }

  explicit TestLab(const Inputs& inputs) : inputs_(inputs) {
    if (inputs.word.find('x') != std::string::npos) {
      refuse<test_refusals>("word", "no-such-symbol", {{"symbol", "x"}});
    }
    if (inputs.word == "broken") throw std::runtime_error("the lab broke");
    if (inputs.word == "huge") throw std::bad_alloc();
    if (!inputs.file.empty()) inputs_.word = *unfold::data(inputs.file);
    weight_ = variables_.make("weight", Tensor::ones({1}));
  }

  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) {
    inputs_.rate = inputs.rate;
    inputs_.steps = inputs.steps;
  }

  void step(Report& report) override {
    weight_.mutable_values()[0] *= static_cast<float>(inputs_.rate);
    report.curve("weight", weight_.values()[0]);
    report.text("word", inputs_.word, "hallo");
    report.matrix("kernel", inputs_.kernel, {{"row", "column"}, {{"a", "b"}, {}}});
    report.table("sizes", {{"name", "size"}, {{"hidden", std::to_string(inputs_.hidden)}}});
    report.invariant("weight is positive", weight_.values()[0] > 0, 1);
  }

  // The weight times the factor, in every form that an answer may have.
  void ask(const Question& question, Report& answer) const {
    if (question.factor == 0) refuse<test_refusals>("factor", "nothing-to-ask");
    const Tensor product = Tensor::filled({1, 1}, weight_.item() * float(question.factor));
    answer.text("product", std::to_string(product.item()).substr(0, 4), "");
    answer.matrix("product", product);
    answer.table("product", {{"product"}, {{"one"}}});
    answer.plot("product", {.lines = {{"line", product.view({1})}}, .x_axis = "x", .y_axis = "y"});
    answer.images("product", product.view({1, 1, 1}), {"dark"}, {true});
    answer.points("product", Tensor({1, 2}, {product.item(), 0}), {"here"}, {7});
    answer.graph("product", {{{"variable", "x", "x", "", {}, product}}});
  }

  std::vector<Embedding> embeddings() const override {
    const Tensor vectors({2, 2}, {weight_.item(), 0, 0, 1});
    return {{"words", vectors, {"the", "of"}, {5, 3}}, {"others", vectors, {"a", "b"}, {}}};
  }

  const Variables& variables() const override { return variables_; }

 private:
  Inputs inputs_;
  Variables variables_;
  Tensor weight_;
};

inline const LabEntry& test_lab() {
  static const LabEntry lab = entry<TestLab>();
  return lab;
}

}  // namespace unfold::testing
