// What the lab refuses and notes.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage date_format_refusals[] = {
    {"symbols-not-learned",
     "{input} has symbols that are in none of the texts that were learned: {symbols}. Write it "
     "without them."},
};

}  // namespace unfold
