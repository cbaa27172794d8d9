// gunzip: what a gzip file holds (RFC 1951, RFC 1952).
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace unfold {

// The file is cut, or its sums do not agree.
struct DamagedGzip : std::runtime_error {
  DamagedGzip() : runtime_error("gzip") {}
};

bool is_gzip(std::string_view bytes);

// All members of the file, one after another; nothing if they hold more than `most` bytes. Throws
// DamagedGzip.
std::optional<std::string> gunzip(std::string_view file, double most);

}  // namespace unfold
