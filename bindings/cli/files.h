// files: what the runner reads and writes.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/lab/provided_data.h"

namespace unfold {

struct UnreadableFile : std::runtime_error {
  using runtime_error::runtime_error;
};

// The bytes of a file. Throws UnreadableFile for one that is not there, is no file or has more than
// `most` bytes.
std::string read_file(const std::string& path, double most);
// Writes what the path names, through links: a file whole or not at all, with the mode that it has,
// so that another program never sees a part of it and several writers do not meet; a device or a
// pipe as it is.
void write_file(const std::string& path, std::string_view bytes);
// A device or a pipe: what is written there cannot be replaced.
bool is_stream(const std::string& path);

// The data of the labs, in the folder that the environment variable UNFOLD_DATA names, else in
// build/data; null for what is not there.
Data shipped_data(std::string_view name);

}  // namespace unfold
