// What labs of this chapter refuse and note.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage word_refusals[] = {
    {"word-not-in-vocabulary",
     "{input}: \"{word}\" is not among the {count} words of the vocabulary. Did you mean "
     "\"{nearest}\"?"},
    {"all-muted",
     "{input}: everything is muted, so there is nothing left to read. Bring one back."},
};

}  // namespace unfold
