// gunzip for the programs that run in Node, which has zlib.
#include "bindings/cli/gunzip.h"

#include <emscripten.h>

namespace unfold {
namespace {

constexpr double damaged = -1, too_much = -2;

}  // namespace

// clang-format off

// Keeps what the file holds for take_unpacked(); its size, or one of the above.
EM_JS(double, unpack, (const char* file, std::size_t size, double most), {
  const bytes = HEAPU8.subarray(file, file + size);
  const maxOutputLength = Math.min(most, require("buffer").kMaxLength);
  try {
    const { buffer, engine } = require("zlib").gunzipSync(bytes, { maxOutputLength, info: true });
    const isPadded = bytes.subarray(engine.bytesWritten).every((byte) => byte === 0);
    if (!isPadded) return -1;
    Module["unpacked"] = buffer;
    return buffer.length;
  } catch (error) {
    if (error.code === "ERR_BUFFER_TOO_LARGE") return -2;
    if (/^Z_/.test(error.code)) return -1;
    throw error;
  }
})

// The same of bytes without a header, which must be used up.
EM_JS(double, unpack_alone, (const char* bytes, std::size_t size, double most), {
  const packed = HEAPU8.subarray(bytes, bytes + size);
  try {
    const options = { maxOutputLength: Math.max(most, 1), info: true };
    const { buffer, engine } = require("zlib").inflateRawSync(packed, options);
    if (engine.bytesWritten !== size) return -1;
    Module["unpacked"] = buffer;
    return buffer.length;
  } catch (error) {
    if (error.code === "ERR_BUFFER_TOO_LARGE" || /^Z_/.test(error.code)) return -1;
    throw error;
  }
})

EM_JS(void, take_unpacked, (char* to), {
  HEAPU8.set(Module["unpacked"], to);
  delete Module["unpacked"];
})

// clang-format on

std::optional<std::string> gunzip(std::string_view file, double most) {
  const double size = unpack(file.data(), file.size(), most);
  if (size == damaged) throw DamagedGzip();
  if (size == too_much) return std::nullopt;
  std::string out(static_cast<std::size_t>(size), '\0');
  take_unpacked(out.data());
  return out;
}

std::optional<std::string> inflated(std::string_view deflated, std::size_t size) {
  const double found = unpack_alone(deflated.data(), deflated.size(), static_cast<double>(size));
  if (found != static_cast<double>(size)) return std::nullopt;
  std::string out(size, '\0');
  take_unpacked(out.data());
  return out;
}

}  // namespace unfold
