// Words: sentences cut into words and written as they are read again.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "examples/words/translation/grammar.h"

namespace unfold {

// The words between spaces, in lower case (Latin, Greek, Cyrillic), with punctuation apart. Chinese
// and Japanese without spaces are cut into characters.
Sentence words_of(std::string_view text);

bool is_punctuation(std::string_view word);

// "l' eau" becomes "l'eau", "사과 +를" 사과를; no space before punctuation nor between Chinese
// words.
std::string joined(std::span<const std::string> sentence);

}  // namespace unfold
