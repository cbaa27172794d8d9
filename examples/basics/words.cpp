#include "examples/basics/words.h"

#include <algorithm>

#include "engine/lab/refusal.h"
#include "engine/ops/select.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Symbols = std::vector<std::string>;

Symbols alphabet_of(std::string_view text) {
  Symbols alphabet = symbols(text);
  for (auto symbol = alphabet.begin(); symbol != alphabet.end(); ++symbol) {
    if (std::find(alphabet.begin(), symbol, *symbol) != symbol) {
      refuse("alphabet", "repeated-symbol", {{"symbol", *symbol}});
    }
  }
  return alphabet;
}

int position(const std::string& input, const std::string& symbol, const Symbols& alphabet) {
  const auto found = std::find(alphabet.begin(), alphabet.end(), symbol);
  if (found == alphabet.end()) refuse(input, "symbol-not-in-alphabet", {{"symbol", symbol}});
  return static_cast<int>(found - alphabet.begin());
}

std::vector<std::string> separated(std::string_view text) {
  std::vector<std::string> words;
  for (;;) {
    const std::size_t comma = std::min(text.find(','), text.size());
    words.emplace_back(trimmed(text.substr(0, comma)));
    if (comma == text.size()) return words;
    text.remove_prefix(comma + 1);
  }
}

void check_sizes(const std::vector<Symbols>& words) {
  if (words.size() > most_sequences) {
    refuse("words", "too-many", {{"max", std::to_string(most_sequences)}});
  }
  for (const Symbols& word : words) {
    const std::string count = std::to_string(word.size());
    if (word.empty()) refuse("words", "too-short", {{"min", "1"}, {"count", count}});
    if (word.size() > most_steps) {
      refuse("words", "too-long", {{"max", std::to_string(most_steps)}, {"count", count}});
    }
  }
}

// Words of different length end in steps of zeros.
Sequences one_hot_words(const std::string& input, const std::vector<std::string>& names,
                        const std::vector<Symbols>& words, std::string_view alphabet_text) {
  const Symbols alphabet = alphabet_of(alphabet_text);
  std::size_t T = 0;
  for (const Symbols& word : words) T = std::max(T, word.size());

  std::vector<int> positions;
  std::vector<std::string> steps;
  for (const Symbols& word : words) {
    for (std::size_t t = 0; t < T; ++t) {
      const bool padding = t >= word.size();
      positions.push_back(padding ? -1 : position(input, word[t], alphabet));
      steps.push_back(padding ? "–" : word[t]);
    }
  }
  const int V = static_cast<int>(alphabet.size());
  const Shape shape{static_cast<int>(words.size()), static_cast<int>(T), V};
  return {one_hot(positions, V).view(shape), "symbol", names, steps, alphabet};
}

std::vector<Symbols> split(const std::vector<std::string>& names) {
  std::vector<Symbols> words;
  for (const std::string& name : names) words.push_back(symbols(name));
  return words;
}

}  // namespace

Field& words_field(Form& form, std::string& words) {
  return form.text("words", words).label("Words").range(1, most_sequences * (most_steps + 1) - 1);
}

Field& alphabet_field(Form& form, std::string& alphabet) {
  return form.text("alphabet", alphabet)
      .label("Alphabet")
      .help(
          "The symbols in one-hot order: the first gets 1 in place 0; every symbol of the input "
          "must occur here once.")
      .range(1, most_symbols);
}

Sequences one_word(const std::string& input, std::string_view word, std::string_view alphabet) {
  return one_hot_words(input, {std::string(word)}, {symbols(word)}, alphabet);
}

Sequences equal_words(std::string_view words, std::string_view alphabet) {
  const std::vector<Symbols> all = split(separated(words));
  check_sizes(all);
  for (const Symbols& word : all) {
    if (word.size() != all.front().size()) refuse("words", "unequal-words");
  }
  return padded_words(words, alphabet);
}

Sequences padded_words(std::string_view words, std::string_view alphabet) {
  const std::vector<std::string> names = separated(words);
  const std::vector<Symbols> all = split(names);
  check_sizes(all);
  return one_hot_words("words", names, all, alphabet);
}

}  // namespace unfold
