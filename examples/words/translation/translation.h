// translation: an encoder reads an English sentence, a decoder with attention writes it in French,
// Korean or Chinese, or in the language of the reader's own pairs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/optim/optimizer.h"
#include "engine/random/numpy.h"
#include "examples/shared/refusals.h"
#include "examples/words/attention_model.h"
#include "examples/words/refusals.h"
#include "examples/words/sentence_pairs.h"
#include "examples/words/sentence_training.h"
#include "examples/words/translation/corpus.h"
#include "examples/words/translation/refusals.h"
#include "examples/words/translation/vocabulary.h"

namespace unfold {

class Translation final : public Lab {
 public:
  static constexpr About about{"translation",
                               "Translation with attention",
                               "One LSTM reads an English sentence, another writes it in French, "
                               "Korean or Chinese and looks back at the words that it needs.",
                               Chapter::words,
                               "RNN chapter embedding_attention_seq2seq",
                               40};
  static constexpr RefusalTable refusals[] = {translation_refusals, word_refusals, file_refusals};

  struct Inputs {
    Language language = Language::french;
    std::string pairs;  // a file of the reader's own, instead of the grammar
    int training_pairs = 20000;
    int longest = 20, vocabulary = 5000;
    int embedding = 32, units = 64, layers = 1;
    bool attention = true, reverse_source = false, mask_padding = true, mean_over_padding = false;
    int sampled = 512;
    int batch = 32;
    double learning_rate = 0.01, final_rate = 0.1;
    OptimizerKind optimizer = OptimizerKind::adam;
    double clip = 5;
    int steps = 800;
    int test_every = 100, test_pairs = 200;
    Seed seed = 777;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  struct Question {
    std::string sentence = "She does not read this old book in the library.";
    int beam = 5;
    std::vector<int> muted;  // places of words, from 1
    void visit(Form& form);
  };

  explicit Translation(const Inputs& inputs);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) { inputs_ = inputs; }
  void step(Report& report) override;
  int open_parts() override;
  void compute_part(int part) override;
  PartedStep* parts() override { return &training_steps_.parts(); }
  bool is_within_step() const override { return test_.is_running(); }
  void show(Report& report) const override;
  void show_untrained(Report& report) const override;
  void ask(const Question& question, Report& answer) const;
  std::vector<Embedding> embeddings() const override;
  const Variables& variables() const override { return variables_; }
  std::optional<EncoderDecoder> encoder_decoder() const override;
  void visit_state(Archive& archive) override;

 private:
  AttentionModelSettings model_settings() const;
  float learning_rate(int step) const;
  void begin_epoch();
  std::span<const int> next_batch();
  void continue_test(Report& report);
  float bleu() const;
  std::vector<int> known_symbols(const Sentence& sentence) const;
  void show_decoded(Report& report) const;
  void report_texts(Report& report, std::span<const Decoded> decoded) const;
  void report_attention(Report& report, const Sentence& source, const Decoded& decoded) const;
  void report_translations(Report& report, std::span<const Decoded> decoded) const;
  void report_by_length(Report& report) const;
  void report_corpus(Report& report) const;
  std::string translated(const Decoded& decoded) const;
  static Embedding embedding(std::string_view name, const Tensor& table,
                             const SentenceVocabulary& vocabulary);
  void require_sound_state() const;

  Inputs inputs_;
  ParallelCorpus corpus_;
  SentenceVocabulary source_words_, target_words_;
  SentencePairs training_, held_out_;
  Variables variables_;
  AttentionModel model_;
  SentenceTraining training_steps_;
  RandomState random_;      // of the order of the pairs
  std::vector<int> order_;  // of this epoch, batch after batch
  int position_ = 0;        // in it
  ExactMatch test_;
};

}  // namespace unfold
