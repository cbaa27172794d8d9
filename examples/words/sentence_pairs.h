// SentencePairs: sentences and what each becomes, in batches; and how many a model gets right.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/archive.h"
#include "engine/nn/variables.h"
#include "examples/words/attention_model.h"

namespace unfold {

// The first symbol of a vocabulary that stands for itself.
inline constexpr int first_own_symbol = unknown_symbol + 1;

class SentencePairs {
 public:
  void add(std::vector<int> source, std::vector<int> target);  // neither with GO, EOS or PAD

  int count() const { return static_cast<int>(sources_.size()); }
  std::span<const int> source(int index) const { return sources_[index]; }
  std::span<const int> target(int index) const;
  int longest_target() const { return longest_target_; }  // its EOS counted

  SentenceBatch batch(std::span<const int> indices) const;
  SentenceBatch batch(int first, int count) const;

 private:
  std::vector<std::vector<int>> sources_, targets_;
  int longest_target_ = 0;
};

// A test on pairs, greedily decoded, in parts of some ten milliseconds. The pairs must outlive it.
class ExactMatch {
 public:
  explicit ExactMatch(const SentencePairs& pairs);

  bool is_running() const { return position_ != none; }
  void start() { position_ = 0; }
  // Some pairs at a time, also in parts: opens the step for those that come next, unless it is
  // open; answers a part of them; keeps the answers to all. True when the test is complete.
  void open(PartedStep& step, const Variables& variables);
  void answer(PartedStep& step, int part, const AttentionModel& model) const;
  bool close(PartedStep& step);

  // The last answer to each pair, without EOS; empty before the first test.
  std::span<const int> answer(int index) const;
  bool is_right(int index) const;
  float share() const;  // of right answers

  // Under names that begin with this one.
  void visit(Archive& archive, const std::string& name, int target_vocabulary);

 private:
  static constexpr int none = -1;

  const SentencePairs& pairs_;
  int most_steps_;            // of an answer
  int position_ = none;       // pairs that the test under way has read
  SentenceBatch next_;        // those of the step that is open
  std::vector<int> answers_;  // pairs · most steps, filled up with EOS
};

}  // namespace unfold
