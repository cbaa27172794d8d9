// weights: variables from the named arrays of a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/io/npz.h"
#include "engine/io/safetensors.h"
#include "engine/nn/variables.h"

namespace unfold {

// An array that may become a variable.
struct WeightArray {
  std::string name;
  Shape shape;
  std::string type;    // as its file has it
  std::string floats;  // row-major
  bool is_float;       // whether there are any
};
using WeightArrays = std::vector<WeightArray>;

WeightArrays weight_arrays(const SafeTensors& file);
// Of a safetensors file or an npz file. Throws std::invalid_argument for one that is damaged or of
// another kind.
WeightArrays read_weights(std::string_view file, Inflate inflate);

// Puts the arrays into the variables of the same names; arrays that no variable has are left alone.
// Throws std::invalid_argument, with all variables as they were, that says of each
// variable whose array is missing or has another shape or type what it must be.
void load_weights(const WeightArrays& arrays, const Variables& variables);

}  // namespace unfold
