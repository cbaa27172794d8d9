// embedding-map: the notebook's t-SNE picture of word vectors, and what it keeps of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/lab/lab.h"
#include "engine/manifold/neighbors.h"
#include "engine/manifold/pca.h"
#include "engine/manifold/tsne.h"
#include "examples/shared/refusals.h"
#include "examples/words/embedding-map/refusals.h"
#include "examples/words/refusals.h"

namespace unfold {

class EmbeddingMap final : public Lab {
 public:
  static constexpr About about{"embedding-map",
                               "A map of words",
                               "t-SNE lays vectors of many numbers out on a plane, so that words "
                               "used alike lie side by side; PCA only looks at them from one side.",
                               Chapter::words,
                               "RNN chapter plot the embeddings",
                               1000};
  static constexpr RefusalTable refusals[] = {embedding_map_refusals, word_refusals, fit_refusals,
                                              file_refusals};

  enum class Method { tsne, pca };
  enum class Start { pca, random };
  static constexpr int fewest_words = 10, most_words = 5000;

  struct Inputs {
    std::string vectors;   // empty: counted in prose.txt
    std::string metadata;  // of the vectors, if their words stand in a second file
    int window = 1;
    int words = 500;
    Method method = Method::tsne;
    double perplexity = 30;
    int iterations = 1000;
    Start start = Start::pca;
    Seed seed = 1;
    double early_exaggeration = 4;  // van der Maaten & Hinton's; scikit-learn has 12
    double learning_rate = 0;       // 0: automatic
    double theta = 0.5;
    bool unit_length = true;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  struct Question {
    std::string word;  // empty: the most frequent
    void visit(Form& form);
  };

  EmbeddingMap(Inputs& inputs, Fitting& fitting);
  int steps() const override { return inputs_.method == Method::pca ? 1 : inputs_.iterations; }
  void change(const Inputs& inputs);
  void step(Report& report) override;
  int open_parts() override;
  void compute_part(int part) override;
  PartedStep* parts() override { return tsne_ ? &parts_ : nullptr; }
  const Variables& variables() const override { return variables_; }
  void visit_state(Archive& archive) override;
  void show(Report& report) const override;
  void ask(const Question& question, Report& answer) const;

 private:
  void read_vectors();
  void fit_perplexity(Inputs& inputs, Fitting& fitting);
  void start();
  void report_kept(Report& report);
  double kept_share(const float* map);
  int find_word(const std::string& word) const;
  void show_variance(Report& report) const;

  Inputs inputs_;
  std::vector<std::string> words_;  // N, the most frequent first
  std::vector<float> counts_;       // N or none
  Tensor vectors_;                  // (N, E)
  Table file_;                      // what was found in the reader's own; no rows without one
  Pca pca_;

  // The words whose neighbours are followed, and those neighbours among the vectors.
  std::vector<int> followed_;
  Neighbors neighbors_;
  std::vector<float> distances_, sorted_distances_;  // on the map, from one word to all
  float kept_by_pca_ = 0;

  Variables variables_;
  Tensor positions_;  // (N, 2)
  std::optional<Tsne> tsne_;
  PartedStep parts_{{}};
};

}  // namespace unfold
