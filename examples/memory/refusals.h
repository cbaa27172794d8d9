// What labs of this chapter refuse and note.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage memory_refusals[] = {
    {"symbol-not-allowed",
     "{input} has the symbol \"{symbol}\"; the only ones here are {allowed}."},
};

}  // namespace unfold
