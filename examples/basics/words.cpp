#include "examples/basics/words.h"

#include <algorithm>

#include "engine/lab/refusal.h"
#include "engine/ops/select.h"
#include "engine/text/utf8.h"
#include "examples/basics/refusals.h"

namespace unfold {
namespace {

using Symbols = std::vector<std::string>;

int position(const std::string& symbol, const Symbols& alphabet) {
  return static_cast<int>(std::find(alphabet.begin(), alphabet.end(), symbol) - alphabet.begin());
}

bool has(const Symbols& alphabet, const std::string& symbol) {
  return position(symbol, alphabet) < static_cast<int>(alphabet.size());
}

std::string joined(const Symbols& symbols) {
  std::string text;
  for (const std::string& symbol : symbols) text += symbol;
  return text;
}

// Adds each of those symbols that the alphabet lacks; returns them.
Symbols extend(Symbols& alphabet, const Symbols& symbols) {
  Symbols added;
  for (const std::string& symbol : symbols) {
    if (has(alphabet, symbol)) continue;
    alphabet.push_back(symbol);
    added.push_back(symbol);
  }
  return added;
}

void check_sizes(const std::vector<Symbols>& words) {
  if (words.empty()) refuse("words", "too-short", {{"min", "1"}, {"count", "0"}});
  if (words.size() > most_sequences) {
    refuse("words", "too-many", {{"max", std::to_string(most_sequences)}});
  }
  for (const Symbols& word : words) {
    if (word.size() <= most_steps) continue;
    refuse("words", "too-long",
           {{"max", std::to_string(most_steps)}, {"count", std::to_string(word.size())}});
  }
}

// Words of different length end in steps of zeros.
Sequences one_hot_words(const std::vector<std::string>& names, const std::vector<Symbols>& words,
                        std::string_view alphabet_text) {
  const Symbols alphabet = symbols(alphabet_text);
  std::size_t T = 0;
  for (const Symbols& word : words) T = std::max(T, word.size());

  std::vector<int> positions;
  std::vector<std::string> steps;
  for (const Symbols& word : words) {
    for (std::size_t t = 0; t < T; ++t) {
      const bool padding = t >= word.size();
      positions.push_back(padding ? -1 : position(word[t], alphabet));
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

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view word = trimmed(text.substr(0, comma));
    if (!word.empty()) words.emplace_back(word);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return words;
}

Field& words_field(Form& form, std::string& words) {
  return form.text("words", words).label("Words").range(1, most_sequences * (most_steps + 1) - 1);
}

Field& alphabet_field(Form& form, std::string& alphabet) {
  return form.text("alphabet", alphabet)
      .label("Alphabet")
      .help(
          "The symbols in one-hot order: the first gets 1 in place 0. What the input has besides "
          "them is added at the end; empty, it is the symbols of the input.")
      .range(0, most_symbols);
}

void fit_alphabet(Fitting& fitting, const std::vector<std::string>& words, std::string& alphabet) {
  const bool is_given = !alphabet.empty();
  const Symbols given = symbols(alphabet);
  Symbols fitted, added;
  extend(fitted, given);
  const bool repeats = fitted.size() < given.size();
  for (const Symbols& word : split(words)) {
    for (std::string& symbol : extend(fitted, word)) added.push_back(std::move(symbol));
  }
  if (fitted.size() > most_symbols) {
    refuse("alphabet", "too-long",
           {{"max", std::to_string(most_symbols)}, {"count", std::to_string(fitted.size())}});
  }
  alphabet = joined(fitted);
  if (!is_given) return;
  if (repeats) fitting.note<alphabet_refusals>("alphabet", "alphabet-repeats", {}, {"alphabet"});
  if (added.empty()) return;
  fitting.note<alphabet_refusals>("alphabet", "alphabet-extended", {{"symbols", joined(added)}},
                                  {"alphabet"});
}

void fit_equal_words(Fitting& fitting, std::string_view words) {
  const std::vector<Symbols> all = split(words_in(words));
  const auto is_shorter = [](const Symbols& a, const Symbols& b) { return a.size() < b.size(); };
  const auto [shortest, longest] = std::minmax_element(all.begin(), all.end(), is_shorter);
  if (all.empty() || shortest->size() == longest->size()) return;
  fitting.note<alphabet_refusals>("words", "words-padded",
                                  {{"steps", std::to_string(longest->size())}}, {"words"});
}

Sequences one_word(std::string_view word, std::string_view alphabet) {
  return one_hot_words({std::string(word)}, {symbols(word)}, alphabet);
}

Sequences padded_words(std::string_view words, std::string_view alphabet) {
  const std::vector<std::string> names = words_in(words);
  const std::vector<Symbols> all = split(names);
  check_sizes(all);
  return one_hot_words(names, all, alphabet);
}

}  // namespace unfold
