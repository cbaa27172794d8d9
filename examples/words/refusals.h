// What labs of this chapter refuse and note.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage word_refusals[] = {
    {"word-not-in-vocabulary",
     "{input}: \"{word}\" is not among the {count} words of the vocabulary. Did you mean "
     "\"{nearest}\"?"},
};

}  // namespace unfold
