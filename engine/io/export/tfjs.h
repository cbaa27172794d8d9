// A model as a program for TensorFlow.js.
#pragma once

#include "engine/io/export/exported.h"

namespace unfold {

// STEM.mjs, STEM.weights.safetensors and, where the data are many, STEM.data.safetensors.
std::vector<ExportedFile> tfjs_program(const Exportable& model, const std::string& stem);

}  // namespace unfold
