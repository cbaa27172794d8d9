#include "engine/core/archive.h"

#include <cstdint>

namespace unfold {
namespace {

// Each text follows its size, in four bytes.
std::string packed(const std::vector<std::string>& texts) {
  std::string bytes;
  for (const std::string& text : texts) {
    const auto size = static_cast<std::uint32_t>(text.size());
    bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
    bytes += text;
  }
  return bytes;
}

std::vector<std::string> unpacked(std::string_view name, std::string_view bytes) {
  std::vector<std::string> texts;
  while (!bytes.empty()) {
    std::uint32_t size = 0;
    require(bytes.size() >= sizeof size, "load", "\"", name, "\" is cut");
    std::memcpy(&size, bytes.data(), sizeof size);
    bytes.remove_prefix(sizeof size);
    require(bytes.size() >= size, "load", "\"", name, "\" is cut");
    texts.emplace_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return texts;
}

}  // namespace

void Archive::texts(std::string_view name, std::vector<std::string>& texts) {
  std::string copy = packed(texts);
  bytes(name, copy);
  texts = unpacked(name, copy);
}

}  // namespace unfold
