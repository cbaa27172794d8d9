// What labs of this chapter refuse and note.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage shape_refusals[] = {
    {"shape-mismatch",
     "{input} has the shape {actual}, but the other inputs ask for {expected}. Change one of "
     "them."},
};

inline constexpr RefusalMessage alphabet_refusals[] = {
    {"alphabet-extended",
     "The alphabet had no {symbols}: it is {value} here, with what was missing at its end."},
    {"alphabet-repeats", "{input} is {value} here: each symbol counts once."},
    {"words-padded",
     "Words of different lengths were filled up to {steps} symbols with steps of zeros. The lab "
     "\"Dynamic length\" can tell where each ends."},
};

}  // namespace unfold
