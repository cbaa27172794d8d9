#include "bindings/cli/files.h"

#include <bit>
#include <cerrno>
#include <cstdint>
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

[[noreturn]] void fail_writing(const std::string& path, int error) {
  throw std::runtime_error("The file " + quoted(path) + " cannot be written" + reason(error));
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

// MurmurHash3 of 32 bits, as web/src/state/files.ts computes it.
std::uint32_t content_hash(std::string_view bytes) {
  auto hash = static_cast<std::uint32_t>(bytes.size());
  const auto add = [&](std::uint32_t word) {
    hash ^= std::rotl(word * 0xcc9e2d51, 15) * 0x1b873593;
    hash = std::rotl(hash, 13) * 5 + 0xe6546b64;
  };
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) {
    std::uint32_t word;
    std::memcpy(&word, bytes.data(), sizeof word);
    add(word);
  }
  for (const char byte : bytes) add(static_cast<unsigned char>(byte));
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

std::string shortened(const std::vector<std::string>& name, std::size_t room) {
  constexpr std::size_t end = 8;
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool is_shown = name.size() <= room || i + 1 + end < room || i + end >= name.size();
    if (is_shown) text += name[i];
    if (name.size() > room && i + 1 + end == room) text += "…";
  }
  return text;
}

}  // namespace

std::string own_file_name(const std::string& path, std::string_view bytes) {
  constexpr std::size_t longest = 40;  // symbols: a refusal quotes so many
  std::string name = path.substr(path.rfind('/') + 1);
  std::erase(name, '#');
  char hash[10];
  std::snprintf(hash, sizeof hash, "#%08x", static_cast<unsigned>(content_hash(bytes)));
  return shortened(symbols(name), longest - (sizeof hash - 1)) + hash;
}

std::string read_file(const std::string& path, double most) {
  std::optional<std::string> bytes = bytes_of(path, most);
  if (!bytes) fail_reading(path, errno);
  if (static_cast<double>(bytes->size()) > most) {
    throw UnreadableFile("The file " + quoted(path) + " is too large: it must have at most " +
                         number_text(most) + " bytes.");
  }
  return *std::move(bytes);
}

void write_file(const std::string& path, std::string_view bytes) {
  const std::string part = path + ".part";
  File file = open(part, "wb");
  if (file == nullptr) fail_writing(path, errno);
  const bool is_written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
  const bool is_closed = std::fclose(file.release()) == 0;
  if (is_written && is_closed && std::rename(part.c_str(), path.c_str()) == 0) return;
  const int error = errno;
  std::remove(part.c_str());
  fail_writing(path, error);
}

Data shipped_data(std::string_view name) {
  const char* folder = std::getenv("UNFOLD_DATA");
  const std::string path = std::string(folder == nullptr ? "build/data" : folder) + "/";
  std::optional<std::string> bytes = bytes_of(path + std::string(name), any_size);
  return bytes ? std::make_shared<const std::string>(*std::move(bytes)) : nullptr;
}

}  // namespace unfold
