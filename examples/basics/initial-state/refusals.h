// What the lab refuses and notes.
#pragma once

#include "engine/lab/refusal_code.h"

namespace unfold {

inline constexpr RefusalMessage initial_state_refusals[] = {
    {"state-emptied",
     "{input} of the preset has the shape {actual}, and these inputs need {expected}: it is zeros "
     "now."},
};

}  // namespace unfold
