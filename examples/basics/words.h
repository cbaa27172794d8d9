// Words as one-hot sequences.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/lab/fitting.h"
#include "examples/basics/sequences.h"

namespace unfold {

inline constexpr int most_symbols = 64;  // of an alphabet

Field& words_field(Form& form, std::string& words);
Field& alphabet_field(Form& form, std::string& alphabet);

// Separated by commas.
std::vector<std::string> words_in(std::string_view text);

// Makes the alphabet that of these words: each symbol once, those that it lacks at its end. Empty,
// it is the symbols of the words.
void fit_alphabet(Fitting& fitting, const std::vector<std::string>& words, std::string& alphabet);
// Notes that words of unequal length will be filled up.
void fit_equal_words(Fitting& fitting, std::string_view words);

// One word: (1, T, V), V the size of the alphabet, which has all its symbols.
Sequences one_word(std::string_view word, std::string_view alphabet);
// Words separated by commas, from the input `words`: (B, T, V). Shorter words are filled up with
// steps of zeros.
Sequences padded_words(std::string_view words, std::string_view alphabet);

}  // namespace unfold
