// What the lab refuses and notes.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage word2vec_refusals[] = {
    {"one-word-only", "{input} must have at least two different words, not one alone."},
    {"too-few-words", "{input} leaves {count} words of the text. Make it larger, or 0."},
    {"multiple", "{input} is {value} here: it must be a multiple of {divisor}."},
    {"vocabulary-all",
     "{input} is {value} here: the text has {words} different words, and UNK stands for all "
     "others."},
    {"words-left-out", "{input}: the vocabulary does not have {words}; they are left out."},
};

}  // namespace unfold
