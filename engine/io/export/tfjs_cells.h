// Cells that TensorFlow.js lacks, and what runs a layer over sequences.
#pragma once

#include "engine/io/export/script.h"

namespace unfold {

// Whether TensorFlow.js has this layer; else the program brings its cell.
bool has_tfjs_layer(const RecurrentLayer& layer);

void add_tfjs_cells(Script& script, const Exportable& model);

}  // namespace unfold
