#include "examples/words/translation/vocabulary.h"

#include <algorithm>

#include "examples/words/sentence_pairs.h"

namespace unfold {
namespace {

struct Counted {
  std::string_view word;
  int count = 0;
};

// In the order in which they are first seen.
std::vector<Counted> count_words(std::span<const Sentence> sentences) {
  std::unordered_map<std::string_view, std::size_t> places;
  std::vector<Counted> all;
  for (const Sentence& sentence : sentences) {
    for (const std::string& word : sentence) {
      const std::size_t place = places.try_emplace(word, all.size()).first->second;
      if (place == all.size()) all.push_back({word});
      ++all[place].count;
    }
  }
  return all;
}

}  // namespace

SentenceVocabulary::SentenceVocabulary(std::span<const Sentence> sentences, int most_words)
    : words_{"PAD", "GO", "EOS", "UNK"} {
  std::vector<Counted> all = count_words(sentences);
  std::stable_sort(all.begin(), all.end(),
                   [](const Counted& a, const Counted& b) { return a.count > b.count; });
  if (static_cast<int>(all.size()) > most_words) all.resize(most_words);
  for (const Counted& counted : all) {
    ids_.emplace(counted.word, size());
    words_.emplace_back(counted.word);
    counts_.push_back(counted.count);
  }
}

int SentenceVocabulary::id(std::string_view word) const {
  const auto found = ids_.find(word);
  return found == ids_.end() ? unknown_symbol : found->second;
}

std::vector<int> SentenceVocabulary::ids(const Sentence& sentence) const {
  std::vector<int> ids;
  for (const std::string& word : sentence) ids.push_back(id(word));
  return ids;
}

Sentence SentenceVocabulary::sentence(std::span<const int> ids) const {
  Sentence sentence;
  for (const int id : ids) sentence.push_back(words_[id]);
  return sentence;
}

std::span<const std::string> SentenceVocabulary::words() const {
  return std::span(words_).subspan(first_own_symbol);
}

}  // namespace unfold
