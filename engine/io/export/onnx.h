// A model as an ONNX file.
#pragma once

#include "engine/io/export/exported.h"

namespace unfold {

// STEM.onnx: input `x`, symbols (batch, time) or numbers (batch, time, D), and `lengths` (batch)
// where the model was given some; output `outputs`. Batch and time are open. Dropout is left out.
std::vector<ExportedFile> onnx_model(const Exportable& model, const std::string& stem);

}  // namespace unfold
