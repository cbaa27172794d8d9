// long-sentence: ex12_9, a sentence of 180 symbols read in windows of ten.
#pragma once

#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "examples/shared/refusals.h"
#include "examples/writing/encoded_text.h"
#include "examples/writing/next_symbol.h"
#include "examples/writing/refusals.h"

namespace unfold {

class LongSentence final : public Lab {
 public:
  static constexpr About about{"long-sentence",
                               "A long sentence in windows",
                               "Two layers of LSTM learn a sentence from its 170 windows of ten "
                               "characters; without a dense layer they cannot.",
                               Chapter::writing,
                               "Lecture 12 ex12_9",
                               60};
  static constexpr RefusalTable refusals[] = {text_refusals, fit_refusals};

  struct Inputs {
    std::string text =
        "if you want to build a ship, don't drum up people together to collect wood and don't "
        "assign them tasks and work, but rather teach them to long for the endless immensity of "
        "the sea.";
    int window = 10;
    CellKind cell = CellKind::lstm;
    int layers = 2, hidden = 25;
    bool dense = true;
    double learning_rate = 0.1;
    OptimizerKind optimizer = OptimizerKind::adam;
    int steps = 500;
    Seed seed = 777;
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  explicit LongSentence(const Inputs& inputs);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) { inputs_ = inputs; }
  void step(Report& report) override;
  int open_parts() override { return model_.open_parts(); }
  void compute_part(int part) override { model_.compute_part(part); }
  PartedStep* parts() override { return &model_.parts(); }
  void show(Report& report) const override;
  const Variables& variables() const override { return variables_; }
  void visit_state(Archive& archive) override { model_.visit_state(archive, variables_); }
  std::optional<Network> network() const override;
  std::optional<TrainingData> training_data() const override { return model_.data(text_.alphabet); }

 private:
  // The symbols of all windows, one window after another, beginning `offset` symbols later.
  std::vector<int> windows(int offset) const;
  NextSymbol make_model();
  void report_levels(Report& report) const;
  void report_sentence(Report& report, std::span<const int> predicted) const;
  void report_windows(Report& report, std::span<const int> predicted) const;
  void report_loss_by_position(Report& report, const Tensor& logits) const;

  Inputs inputs_;
  EncodedText text_;
  int count_;  // of windows
  Variables variables_;
  NextSymbol model_;
};

// The mean cross entropy, over windows and positions, of the best guess from what a window has
// shown so far: what no network can beat. `text` by positions in an alphabet.
double lowest_loss_of_windows(std::span<const int> text, int window);

}  // namespace unfold
