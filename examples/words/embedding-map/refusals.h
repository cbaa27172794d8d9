// What the lab refuses and notes.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage embedding_map_refusals[] = {
    {"vectors-empty",
     "{input} has no words. Each line must be a word and its numbers, with spaces between them."},
    {"vectors-not-text",
     "{input}, line {line}: this is not text. Save the vectors as text, not in a binary format."},
    {"vectors-no-numbers",
     "{input}, line {line}, has no numbers. Each line must be a word and its numbers, with spaces "
     "between them."},
    {"vectors-unequal-lines",
     "{input}, line {line}, must have {expected} numbers as the lines before it have, not "
     "{actual}."},
    {"vectors-not-a-number",
     "{input}, line {line}: \"{value}\" is not a number such as 0.25 or -1.5e-3."},
    {"vectors-only-numbers",
     "{input} has numbers alone, without words. Open the file with their words too, such as the "
     "metadata.tsv that belongs to it, as \"Words of the vectors\"."},
    {"vectors-missing", "{input} must be opened too: the words alone have no vectors."},
    {"names-unequal",
     "{input} must have a line for each of the {expected} vectors; this file has {actual}. Open "
     "the file that belongs to them."},
    {"vectors-too-few", "{input} must have at least {min} words for a map; this file has {count}."},
    {"vectors-too-long",
     "{input} must have at most {max} numbers for each word; this file has {count}."},
};

}  // namespace unfold
