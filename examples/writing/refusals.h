// What labs of this chapter refuse and note.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage text_refusals[] = {
    {"one-symbol-only", "{input} must have at least two different symbols, not one alone."},
};

}  // namespace unfold
