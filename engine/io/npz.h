// npz: named arrays in a zip file, as numpy.savez and numpy.savez_compressed write them.
//
//   numpy.load("weights.npz")["rnn/kernel"]
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/npy.h"

namespace unfold {

struct NpzArray {
  std::string name;
  NpyArray array;
};

// Of bytes that deflate has packed, as many as there must be; nothing for damaged ones.
using Inflate = std::optional<std::string> (*)(std::string_view deflated, std::size_t size);

// All arrays of the file; others than arrays are left out. Throws std::invalid_argument for a file
// that is damaged, has no arrays or more than `most` bytes of them.
std::vector<NpzArray> read_npz(std::string_view file, Inflate inflate, double most = 1e9);

// Throws std::invalid_argument for a name that comes twice.
std::string write_npz(std::span<const SafeTensors::Entry> entries);

}  // namespace unfold
