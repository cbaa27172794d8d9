// Words as one-hot sequences.
#pragma once

#include <string>
#include <string_view>

#include "examples/basics/sequences.h"

namespace unfold {

inline constexpr int most_symbols = 40;  // of an alphabet

Field& words_field(Form& form, std::string& words);
Field& alphabet_field(Form& form, std::string& alphabet);

// One word from the input named `input`: (1, T, V), V the size of the alphabet. Refuses a symbol
// that is not in the alphabet, or twice in it.
Sequences one_word(const std::string& input, std::string_view word, std::string_view alphabet);

// Words separated by commas, from the input `words`: (B, T, V). Refuses words of unequal length.
Sequences equal_words(std::string_view words, std::string_view alphabet);
// The same with shorter words filled up with steps of zeros.
Sequences padded_words(std::string_view words, std::string_view alphabet);

}  // namespace unfold
