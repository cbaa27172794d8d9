// What the lab refuses and notes.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage char_rnn_refusals[] = {
    {"symbol-not-in-text",
     "{input} has the symbol \"{symbol}\", which the text that was learned does not have. Leave it "
     "out."},
    {"text-too-short",
     "{input} has {count} symbols; the other inputs ask for at least {min}. Give a longer text or "
     "make them smaller."},
};

}  // namespace unfold
