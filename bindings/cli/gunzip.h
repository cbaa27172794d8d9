// gunzip: what deflate has packed, in a gzip file or alone. With zlib in gunzip.cpp, with Node's in
// bindings/wasm/gunzip.cpp.
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

// Of bytes that deflate has packed without a header; nothing if they are damaged or hold more or
// less than `size` bytes.
std::optional<std::string> inflated(std::string_view deflated, std::size_t size);

}  // namespace unfold
