// SkipGram: pairs of a word and one of its neighbours, as the notebook's generate_batch makes them.
#pragma once

#include <span>
#include <vector>

#include "engine/core/archive.h"
#include "engine/random/numpy.h"

namespace unfold {

// A word in the middle of `span()` words is paired with `num_skips` different ones of the others,
// drawn by numpy.random.randint; then the window moves on by a word. Each batch fills the window
// anew, so that `span()` words between two batches are never in the middle.
struct SkipGramSettings {
  int batch_size = 128, num_skips = 2, skip_window = 1;
  int span() const { return 2 * skip_window + 1; }
};

class SkipGram {
 public:
  SkipGram() = default;
  // Throws unless batch_size is divisible by num_skips, which is at most twice skip_window.
  explicit SkipGram(const SkipGramSettings& settings, int data_index = 0);

  // Writes the next pairs of the text, which begins again after its end.
  void next(std::span<const int> text, RandomState& random);
  std::span<const int> batch() const { return batch_; }    // the middle words
  std::span<const int> labels() const { return labels_; }  // their neighbours

  int data_index() const { return data_index_; }  // where in the text the next batch begins
  void visit(Archive& archive) { archive.value("data_index", data_index_); }

 private:
  int other_place(RandomState& random);

  SkipGramSettings settings_;
  int data_index_ = 0;       // of a run that was put back, any number
  std::vector<int> places_;  // of the window that the middle word has been paired with, and its own
  std::vector<int> batch_, labels_;
};

}  // namespace unfold
