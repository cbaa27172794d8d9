// gunzip: what a gzip file holds. With zlib in gunzip.cpp, with Node's in bindings/wasm/gunzip.cpp.
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

inline bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b\x08"); }

// All members of the file, one after another; nothing if they hold more than `most` bytes, of which
// no more are unpacked. Throws DamagedGzip.
std::optional<std::string> gunzip(std::string_view file, double most);

}  // namespace unfold
