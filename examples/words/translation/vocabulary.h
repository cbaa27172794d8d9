// SentenceVocabulary: the words of many sentences and their numbers.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "examples/words/translation/grammar.h"

namespace unfold {

class SentenceVocabulary {
 public:
  // PAD, GO, EOS and UNK, then at most so many words, the most frequent first, of equals the one
  // seen first.
  SentenceVocabulary(std::span<const Sentence> sentences, int most_words);

  int size() const { return static_cast<int>(words_.size()); }
  bool knows(std::string_view word) const { return ids_.find(word) != ids_.end(); }
  int id(std::string_view word) const;  // of UNK for an unknown one
  std::vector<int> ids(const Sentence& sentence) const;
  Sentence sentence(std::span<const int> ids) const;
  // Without PAD, GO, EOS and UNK.
  std::span<const std::string> words() const;
  std::span<const int> counts() const { return counts_; }  // of words()

 private:
  std::vector<std::string> words_;
  std::vector<int> counts_;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, int, Hash, std::equal_to<>> ids_;
};

}  // namespace unfold
