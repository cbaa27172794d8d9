// A model as a program for Keras 3.
#pragma once

#include "engine/io/export/exported.h"

namespace unfold {

// STEM.py, STEM.weights.npz and, where the data are many, STEM.data.npz.
std::vector<ExportedFile> keras_program(const Exportable& model, const std::string& stem);

}  // namespace unfold
