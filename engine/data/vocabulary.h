// Vocabulary: the words of a text and their numbers, the most frequent first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unfold {

// Reads a text word by word. A word is letters and digits of any script, ASCII in lower case; an
// apostrophe or a hyphen inside it is part of it, and so is a point, comma or colon between digits:
// "don't", "twenty-one", "3.14". Bytes that are not UTF-8 divide words. Chinese and Japanese words
// stand between spaces and punctuation, or else each of their characters is one.
enum class Division { at_spaces, at_characters };

class WordReader {
 public:
  explicit WordReader(std::string_view text, Division division = Division::at_spaces)
      : text_(text), division_(division) {}
  bool next();  // false at the end of the text
  const std::string& word() const { return word_; }

 private:
  struct Symbol;
  Symbol symbol_at(std::size_t at) const;
  bool joins(const Symbol& symbol) const;
  bool stands_alone(const Symbol& symbol) const;

  std::string_view text_;
  Division division_;
  std::size_t at_ = 0;
  std::string word_;
};

struct Vocabulary {
  static constexpr int unknown = 0;

  std::vector<std::string> words;  // "UNK", which stands for all others, then the most frequent
  std::vector<int> counts;         // how often each occurs

  int size() const { return static_cast<int>(words.size()); }
  // The number of a word, or `unknown`.
  int code(std::string_view word) const;
};

// A text as the numbers of its words:
//   [("UNK", None)] + Counter(words).most_common(size - 1)
// so that of words that occur equally often the one seen first comes first.
struct EncodedWords {
  Vocabulary vocabulary;
  std::vector<int> codes;
  int distinct;  // how many different words the text has
};
EncodedWords encode_words(std::string_view text, int size, Division division = Division::at_spaces);

// At characters for a text that is mostly Chinese or Japanese and has no spaces between words.
Division natural_division(std::string_view text);

}  // namespace unfold
