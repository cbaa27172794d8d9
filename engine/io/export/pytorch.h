// A model as a program for PyTorch.
#pragma once

#include "engine/io/export/exported.h"

namespace unfold {

// STEM.py, STEM.weights.npz with the model's state_dict and, where the data are many,
// STEM.data.npz.
std::vector<ExportedFile> pytorch_program(const Exportable& model, const std::string& stem);

}  // namespace unfold
