// weights_file: weights from a safetensors or npz file that the reader names.
#pragma once

#include <functional>
#include <string>

#include "engine/io/weights.h"

namespace unfold {

// Gives the file's arrays to `load`. Throws UnreadableFile, and WrongUsage for what reading and
// `load` refuse.
void with_weights(const std::string& path, const std::function<void(const WeightArrays&)>& load);

}  // namespace unfold
