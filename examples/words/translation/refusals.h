// What the lab refuses and notes.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage translation_refusals[] = {
    {"pairs-one-column",
     "{input}, line {line}, has one column only. Each line must be a sentence, a tab and its "
     "translation."},
    {"pairs-only-numbers",
     "{input} has numbers alone, no sentences: such a table links the numbers of sentences. From "
     "Tatoeba take \"Sentence pairs\" of two languages, which has the sentences themselves."},
    {"pairs-one-language",
     "{input} has sentences in column {column} alone, without translations. Each line must have a "
     "sentence and its translation, such as Tatoeba's \"Sentence pairs\" of two languages."},
    {"pairs-empty-side",
     "{input}, line {line}: a sentence or its translation is empty. Fill it in or delete the "
     "line."},
    {"pairs-too-few",
     "{input} must have at least {min} different sentences of at most {words} words; this file has "
     "{count}."},
    {"no-words", "{input} has no words. Write a whole sentence."},
    {"too-many-words", "{input} must have at most {max} words; this one has {count}."},
    {"unknown-word",
     "{input} has the word \"{word}\", which was never learned. Did you mean \"{nearest}\"? Some "
     "words that were: {allowed}."},
};

}  // namespace unfold
