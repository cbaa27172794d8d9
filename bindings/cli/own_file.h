// own_file: a file of the reader's own as the labs read it: unpacked, and as UTF-8 if it is text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/lab/form.h"

namespace unfold {

struct OwnFile {
  std::string name;  // as own_file_name() gives it
  std::string bytes;
};

// For an input that takes files; `encoding` is one of encoding_names(), of texts alone. Throws
// UnreadableFile for what cannot be read, is packed otherwise than with gzip, holds more than the
// input allows, or is text that is neither UTF-8 nor in this encoding.
OwnFile read_own_file(const std::string& path, const Field& field,
                      const std::optional<std::string_view>& encoding);

}  // namespace unfold
