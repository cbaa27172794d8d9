// npz: named arrays in one file, as NumPy reads them.
//
//   numpy.load("weights.npz")["rnn/kernel"]
#pragma once

#include <string>

#include "engine/io/safetensors.h"

namespace unfold {

// An archive of .npy files, not packed. Throws std::invalid_argument for a file beyond 4 GB.
std::string write_npz(const std::vector<SafeTensors::Entry>& arrays);

}  // namespace unfold
