// BLEU: how near translations come to those of people, by the runs of one to four words that they
// share (Papineni et al. 2002).
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

namespace unfold {

// What becomes of runs that are nowhere found: without smoothing one such length makes the score 0,
// which suits a corpus; a single sentence wants `add_one` to the counts of runs of two and more
// (Lin and Och 2004; NLTK's method2).
enum class BleuSmoothing { none, add_one };

// Counts over a corpus, sentence by sentence. The score is
//   brevity penalty · (precision 1 · precision 2 · precision 3 · precision 4)^(1/4)
class Bleu {
 public:
  static constexpr int longest_run = 4;

  // A translation and one or more references, as words or as their numbers.
  void add(std::span<const int> translation, std::span<const std::vector<int>> references);
  void add(std::span<const std::string> translation,
           std::span<const std::vector<std::string>> references);
  // With one reference.
  void add(std::span<const int> translation, std::span<const int> reference);

  double score(BleuSmoothing smoothing = BleuSmoothing::none) const;  // 0 to 1
  // The share of runs of n words that are in a reference. A run counts at most as often as the
  // reference that has most of it.
  double precision(int n, BleuSmoothing smoothing = BleuSmoothing::none) const;
  // exp(1 - reference length / length) where translations are shorter; of several references the
  // one nearest in length counts, the shorter of two.
  double brevity_penalty() const;

 private:
  std::array<long long, longest_run> found_{}, all_{};
  long long length_ = 0, reference_length_ = 0;
};

}  // namespace unfold
