// Cells that PyTorch lacks, as modules of a program.
#pragma once

#include "engine/io/export/script.h"

namespace unfold {

// Those that the network needs, what runs them over a sequence, and what reverses or packs one.
void add_pytorch_cells(Script& script, const Exportable& model);

}  // namespace unfold
