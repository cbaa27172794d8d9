#include "bindings/cli/files.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

constexpr double any_size = std::numeric_limits<double>::infinity();

struct Closing {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closing>;

File open(const std::string& path, const char* mode) {
  return File(std::fopen(path.c_str(), mode));
}

std::string quoted(const std::string& path) { return "\"" + excerpt(path, 200) + "\""; }

std::string reason(int error) { return std::string(" (") + std::strerror(error) + ")."; }

[[noreturn]] void fail_reading(const std::string& path, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR: throw UnreadableFile("There is no file " + quoted(path) + ".");
    case EISDIR: throw UnreadableFile(quoted(path) + " is a folder, not a file.");
    default: throw UnreadableFile("The file " + quoted(path) + " cannot be read" + reason(error));
  }
}

// Null and errno if it cannot be read.
std::optional<std::string> bytes_of(const std::string& path, double most) {
  const File file = open(path, "rb");
  if (file == nullptr) return std::nullopt;
  std::string bytes;
  char block[1 << 16];
  while (const std::size_t size = std::fread(block, 1, sizeof block, file.get())) {
    bytes.append(block, size);
    if (static_cast<double>(bytes.size()) > most) break;
  }
  if (std::ferror(file.get())) return std::nullopt;
  return bytes;
}

}  // namespace

std::string read_file(const std::string& path, double most) {
  std::optional<std::string> bytes = bytes_of(path, most);
  if (!bytes) fail_reading(path, errno);
  if (static_cast<double>(bytes->size()) > most) {
    throw UnreadableFile("The file " + quoted(path) + " is too large: it must have at most " +
                         number_text(most) + " bytes.");
  }
  return *std::move(bytes);
}

Data shipped_data(std::string_view name) {
  const char* folder = std::getenv("UNFOLD_DATA");
  const std::string path = std::string(folder == nullptr ? "build/data" : folder) + "/";
  std::optional<std::string> bytes = bytes_of(path + std::string(name), any_size);
  return bytes ? std::make_shared<const std::string>(*std::move(bytes)) : nullptr;
}

}  // namespace unfold
