// A model's weights as PyTorch's state_dict names and lays them out.
#pragma once

#include "engine/io/export/arrays.h"

namespace unfold {

// Whether PyTorch has this layer; else the program brings its cell.
bool has_pytorch_layer(const RecurrentLayer& layer);

NamedArrays pytorch_state_dict(const Exportable& model);

}  // namespace unfold
