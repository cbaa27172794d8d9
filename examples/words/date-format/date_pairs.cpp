#include "examples/words/date-format/date_pairs.h"

#include <algorithm>
#include <utility>

namespace unfold {
namespace {

constexpr int split_seed = 2019, test_seed = 5;

// Capitals as usual half of the time.
LetterCase draw_case(RandomState& random) {
  constexpr LetterCase cases[] = {LetterCase::as_usual, LetterCase::as_usual, LetterCase::upper,
                                  LetterCase::lower};
  return cases[random.randint(0, 4)];
}

}  // namespace

DatePairs::DatePairs(std::vector<DateSpelling> spellings, int held_out_days, int training_days)
    : source_(date_symbols()), target_("0123456789-"), spellings_(std::move(spellings)) {
  const std::vector<int> days = RandomState(split_seed).permutation(calendar_days);
  const auto first = days.begin() + held_out_days;
  held_out_days_.assign(days.begin(), first);
  training_days_.assign(first, first + training_days);
}

void DatePairs::add(SentencePairs& pairs, int day, int spelling, RandomState& random) const {
  const CalendarDay date = calendar_day(day);
  pairs.add(source_.encode(spelled(date, spellings_[spelling], draw_case(random))),
            target_.encode(iso_date(date)));
}

SentencePairs DatePairs::tests(std::span<const int> days) const {
  RandomState random(test_seed);
  SentencePairs pairs;
  for (std::size_t i = 0; i < days.size(); ++i) {
    add(pairs, days[i], spelling_of_test(static_cast<int>(i)), random);
  }
  return pairs;
}

SentencePairs DatePairs::training_sample() const {
  return tests(
      std::span(training_days_).first(std::min(training_days_.size(), held_out_days_.size())));
}

SentencePairs DatePairs::draw(int count, RandomState& random) const {
  const int days = static_cast<int>(training_days_.size());
  SentencePairs pairs;
  for (int i = 0; i < count; ++i) {
    const int day = training_days_[random.randint(0, days)];
    add(pairs, day, random.randint(0, spellings()), random);
  }
  return pairs;
}

}  // namespace unfold
