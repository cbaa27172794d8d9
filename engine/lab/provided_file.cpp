#include "engine/lab/provided_file.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "engine/lab/provided_data.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

// MurmurHash3 of 32 bits: quick for twenty megabytes, and enough to tell files apart.
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

std::string own_file_name(std::string_view path, std::string_view bytes) {
  constexpr std::size_t longest = 40, digits = 8;  // symbols
  std::string name(path.substr(path.rfind('/') + 1));
  std::erase(name, '#');
  std::string value = shortened(symbols(name), longest - 1 - digits) + "#";
  const std::uint32_t hash = content_hash(bytes);
  for (int shift = 28; shift >= 0; shift -= 4) value += "0123456789abcdef"[hash >> shift & 15];
  return value;
}

std::string provide_file(std::string_view path, std::string bytes) {
  std::string name = own_file_name(path, bytes);
  provide_data(name, std::move(bytes));
  return name;
}

}  // namespace unfold
