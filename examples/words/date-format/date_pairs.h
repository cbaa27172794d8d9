// DatePairs: written dates and the same dates as 2019-05-05, to learn from and to be tested on.
#pragma once

#include <span>
#include <vector>

#include "engine/random/numpy.h"
#include "examples/words/date-format/characters.h"
#include "examples/words/date-format/dates.h"
#include "examples/words/sentence_pairs.h"

namespace unfold {

class DatePairs {
 public:
  // Held out are always the same days; training days are others.
  DatePairs(std::vector<DateSpelling> spellings, int held_out_days, int training_days);

  const Characters& source() const { return source_; }
  const Characters& target() const { return target_; }
  int spellings() const { return static_cast<int>(spellings_.size()); }
  std::span<const int> held_out_days() const { return held_out_days_; }
  std::span<const int> training_days() const { return training_days_; }

  // Each held-out day, or as many training days, in the one spelling that is next.
  SentencePairs held_out() const { return tests(held_out_days_); }
  SentencePairs training_sample() const;
  int spelling_of_test(int index) const { return index % spellings(); }
  // Training days in any spelling.
  SentencePairs draw(int count, RandomState& random) const;

 private:
  SentencePairs tests(std::span<const int> days) const;
  void add(SentencePairs& pairs, int day, int spelling, RandomState& random) const;

  Characters source_, target_;
  std::vector<DateSpelling> spellings_;
  std::vector<int> held_out_days_, training_days_;
};

}  // namespace unfold
