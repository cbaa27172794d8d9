// date-format: an encoder reads a date in any of many spellings, a decoder with attention writes it
// in the one that machines sort.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/nn/make_cell.h"
#include "engine/optim/optimizer.h"
#include "engine/random/numpy.h"
#include "examples/words/attention_model.h"
#include "examples/words/date-format/date_pairs.h"
#include "examples/words/date-format/refusals.h"
#include "examples/words/refusals.h"
#include "examples/words/sentence_training.h"

namespace unfold {

class DateFormat final : public Lab {
 public:
  static constexpr About about{"date-format",
                               "Dates in many spellings",
                               "A network with attention reads \"Sunday, May 5th, 2019\" or "
                               "\"2019년 5월 5일\", character by character, and writes 2019-05-05.",
                               Chapter::words,
                               "002 attention",
                               80};
  static constexpr RefusalTable refusals[] = {date_format_refusals, word_refusals};

  enum class Languages { english, korean, chinese, all };

  struct Inputs {
    Languages languages = Languages::all;
    int training_dates = 10000;
    CellKind cell = CellKind::lstm;
    bool attention = true;
    int embedding = 16, hidden = 48, layers = 1;
    int batch = 64;
    double learning_rate = 0.01, final_rate = 0.1;
    OptimizerKind optimizer = OptimizerKind::adam;
    double clip = 5;
    int steps = 700;
    int test_every = 100, held_out = 256;
    Seed seed = 777;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  struct Question {
    std::string date = "5 May 2019";
    std::vector<int> muted;  // places of characters, from 1
    void visit(Form& form);
  };

  explicit DateFormat(const Inputs& inputs);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) { inputs_ = inputs; }
  void step(Report& report) override;
  int open_parts() override;
  void compute_part(int part) override;
  PartedStep* parts() override { return &training_.parts(); }
  bool is_within_step() const override {
    return held_out_test_.is_running() || training_test_.is_running();
  }
  void show(Report& report) const override;
  void show_untrained(Report& report) const override;
  void ask(const Question& question, Report& answer) const;
  const Variables& variables() const override { return variables_; }
  std::optional<EncoderDecoder> encoder_decoder() const override;
  void visit_state(Archive& archive) override;
  std::vector<Embedding> embeddings() const override;

 private:
  ExactMatch& test_under_way();
  void continue_test(Report& report);
  float learning_rate(int step) const;
  void show_answers(Report& report) const;
  std::string as_long_as_a_date(std::span<const int> answer) const;
  void show_spellings(Report& report) const;
  void show_mistakes(Report& report) const;
  void show_attention(std::span<const int> source, const Decoded& answer, Report& report) const;
  void show_candidates(std::span<const int> source, Report& answer) const;

  Inputs inputs_;
  DatePairs dates_;
  SentencePairs held_out_, training_sample_;
  Variables variables_;
  AttentionModel model_;
  SentenceTraining training_;
  RandomState random_;
  ExactMatch held_out_test_, training_test_;
};

}  // namespace unfold
