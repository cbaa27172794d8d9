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
// Writes the file whole or not at all: another program never sees a part of it.
void write_file(const std::string& path, std::string_view bytes);

// How an input names a file of the reader's own, here and on the page: by its name without folders
// and a hash of its bytes, as "prices.csv#17ce36fe". A name that is too long loses its middle.
std::string own_file_name(const std::string& path, std::string_view bytes);

// The data of the labs, in the folder that the environment variable UNFOLD_DATA names, else in
// build/data; null for what is not there.
Data shipped_data(std::string_view name);

}  // namespace unfold
