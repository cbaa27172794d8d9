#include "engine/data/skip_gram.h"

#include <algorithm>

#include "engine/core/require.h"

namespace unfold {

SkipGram::SkipGram(const SkipGramSettings& settings, int data_index)
    : settings_(settings), data_index_(data_index) {
  const auto& [batch_size, num_skips, skip_window] = settings;
  require(num_skips > 0 && num_skips <= 2 * skip_window, "skip_gram", "num_skips is ", num_skips,
          ", it must be from 1 to ", 2 * skip_window, ", twice skip_window");
  require(batch_size > 0 && batch_size % num_skips == 0, "skip_gram", "batch_size is ", batch_size,
          ", it must be a multiple of num_skips, ", num_skips);
  batch_.resize(static_cast<std::size_t>(batch_size));
  labels_.resize(static_cast<std::size_t>(batch_size));
}

void SkipGram::next(std::span<const int> text, RandomState& random) {
  const auto words = static_cast<int>(text.size());
  require(words > 0, "skip_gram", "the text has no words");
  int first = std::clamp(data_index_, 0, words - 1);
  for (std::size_t pair = 0; pair < batch_.size(); ++first) {
    const auto word_at = [&](int place) { return text[(first + place) % words]; };
    places_.assign(1, settings_.skip_window);
    for (int skip = 0; skip < settings_.num_skips; ++skip, ++pair) {
      batch_[pair] = word_at(settings_.skip_window);
      labels_[pair] = word_at(other_place(random));
    }
  }
  data_index_ = (first + settings_.span()) % words;
}

// A place of the window that has not been taken yet.
int SkipGram::other_place(RandomState& random) {
  for (;;) {
    const int place = random.randint(0, settings_.span());
    if (std::find(places_.begin(), places_.end(), place) != places_.end()) continue;
    places_.push_back(place);
    return place;
  }
}

}  // namespace unfold
