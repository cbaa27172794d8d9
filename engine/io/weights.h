// weights: variables from named arrays.
#pragma once

#include "engine/io/safetensors.h"
#include "engine/nn/variables.h"

namespace unfold {

// Puts the arrays into the variables of the same names; arrays that no variable has are left alone.
// Throws std::invalid_argument, with all variables as they were, that says of each
// variable whose array is missing or has another shape or type what it must be.
void load_weights(const SafeTensors& arrays, const Variables& variables);

}  // namespace unfold
