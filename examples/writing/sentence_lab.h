// SentenceLab: what hihello and char-sentence are, a network that continues one sentence.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "examples/writing/encoded_text.h"
#include "examples/writing/next_symbol.h"
#include "examples/writing/refusals.h"

namespace unfold {

struct SentenceInputs {
  std::string text;
  CellKind cell = CellKind::lstm;
  int hidden;
  bool dense = true;
  double learning_rate = 0.1;
  OptimizerKind optimizer = OptimizerKind::adam;
  int steps = 50;
  Seed seed = 777;
  int op_seed_cell, op_seed_dense;

 protected:
  SentenceInputs(std::string text, int hidden, int op_seed_cell, int op_seed_dense);
  Field& visit_model(Form& form);  // text, cell and hidden units, which it returns
  void visit_training(Form& form);
};

class SentenceLab : public Lab {
 public:
  static constexpr RefusalTable refusals[] = {text_refusals};

  explicit SentenceLab(const SentenceInputs& inputs);
  int steps() const override { return inputs_.steps; }
  void change(const SentenceInputs& inputs) { inputs_ = inputs; }
  void step(Report& report) override;
  int open_parts() override { return model_.open_parts(); }
  void compute_part(int part) override { model_.compute_part(part); }
  PartedStep* parts() override { return &model_.parts(); }
  void show(Report& report) const override;
  void show_untrained(Report& report) const override;
  const Variables& variables() const override { return variables_; }
  void visit_state(Archive& archive) override { model_.visit_state(archive, variables_); }
  std::optional<Network> network() const override;
  std::optional<TrainingData> training_data() const override { return model_.data(text_.alphabet); }

 private:
  NextSymbol make_model();
  void report_prediction(Report& report);

  SentenceInputs inputs_;
  EncodedText text_;
  Variables variables_;
  NextSymbol model_;
  std::string target_text_, predicted_text_;
  std::vector<int> predicted_;
};

}  // namespace unfold
