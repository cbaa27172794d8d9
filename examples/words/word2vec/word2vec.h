// word2vec: the notebook's skip-gram model, which learns a vector for each word from the words
// beside it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/skip_gram.h"
#include "engine/data/vocabulary.h"
#include "engine/lab/lab.h"
#include "engine/optim/optimizer.h"
#include "engine/random/candidates.h"
#include "examples/shared/refusals.h"
#include "examples/words/refusals.h"
#include "examples/words/word2vec/nearest_words.h"
#include "examples/words/word2vec/refusals.h"

namespace unfold {

class Word2Vec final : public Lab {
 public:
  static constexpr About about{"word2vec",
                               "word2vec",
                               "Each word gets a vector that guesses the words beside it; words "
                               "that are used alike come to lie close together.",
                               Chapter::words,
                               "RNN chapter word embeddings",
                               600};
  static constexpr RefusalTable refusals[] = {word2vec_refusals, word_refusals, fit_refusals,
                                              file_refusals};

  static constexpr std::string_view small_text =
      "The red dog runs here. The black cat sleeps there. The white horse eats here. The red cat "
      "eats here. The black horse runs there. The white dog sleeps here. The red horse sleeps "
      "here. The black dog eats there. The white cat runs here. A red dog sleeps there. A black "
      "cat eats here. A white horse runs there. A red cat runs there. A black horse sleeps here. A "
      "white dog eats there. A red horse eats there. A black dog runs here. A white cat sleeps "
      "there.";

  enum class Text { prose, books, typed };
  enum class LossKind { nce, sampled_softmax };

  struct Inputs {
    Text text = Text::prose;
    std::string typed = std::string(small_text);
    std::string corpus;  // empty: `text`
    int vocabulary = 3000;
    double subsample = 0;
    int embedding = 64;
    int batch = 128;
    int num_skips = 2;
    int skip_window = 1;
    LossKind loss = LossKind::nce;
    int sampled = 64;
    OptimizerKind optimizer = OptimizerKind::lazy_adam;
    double learning_rate = 0.05;
    double final_rate = 0.1;
    int steps = 20000;
    std::string watched;
    Seed seed = 42;
    void visit(Form& form);
    void fit(Fitting& fitting);
  };
  static std::vector<Preset> presets();

  struct Question {
    std::string word;  // empty: the first watched one
    std::string analogy;
    void visit(Form& form);
  };

  Word2Vec(Inputs& inputs, Fitting& fitting);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) { inputs_ = inputs; }
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  // The kernel of its output layer has a row for each word.
  std::vector<Network> networks() const override;
  void visit_state(Archive& archive) override;
  void show(Report& report) const override;
  void ask(const Question& question, Report& answer) const;
  std::vector<Embedding> embeddings() const override;

 private:
  // "he" is to "him" as "she" is to "her".
  struct Analogy {
    int a, b, c, expected;
  };

  void read_text();
  void fit_vocabulary(Inputs& inputs, Fitting& fitting);
  void subsample();
  void make_first_pairs();
  void choose_watched(Fitting& fitting);
  void make_model();
  void find_analogies();

  float learning_rate(int step) const;
  Tensor loss();
  void report_average(Report& report, float loss);

  const std::string& word(int code) const { return encoded_.vocabulary.words[code]; }
  int code(const std::string& input, const std::string& word) const;  // refuses an unknown one
  void show_nearest(Report& report) const;
  std::vector<std::string> analogy_row(const Analogy& asked,
                                       std::span<const NearWord> answers) const;
  void show_text(Report& report) const;
  void ask_nearest(const std::string& asked, Report& answer) const;
  void ask_analogy(const std::string& analogy, Report& answer) const;
  void answer_nearest(std::string_view name, std::string asked, const std::vector<Term>& terms,
                      Report& answer) const;

  Inputs inputs_;
  Division division_ = Division::at_spaces;
  EncodedWords encoded_;
  std::size_t words_in_text_;
  std::vector<int> watched_;
  std::vector<Analogy> analogies_;
  std::string first_pairs_;

  RandomState random_;
  SkipGram pairs_;
  LogUniformSampler sampler_;
  double average_loss_ = 0;

  Variables variables_;
  Tensor embeddings_, weights_, biases_;  // (V, E), (V, E), (V)
  std::vector<Tensor> trained_;
  std::unique_ptr<Optimizer> optimizer_;
};

}  // namespace unfold
