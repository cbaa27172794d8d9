#include "engine/io/npz.h"

#include <array>
#include <cstdint>

#include "engine/core/require.h"

namespace unfold {
namespace {

using Entry = SafeTensors::Entry;

constexpr std::uint64_t most_bytes = 0xFFFFFFFF;

void append_number(std::string& to, std::uint32_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) to += static_cast<char>(number >> (8 * i));
}

// ---- npy: a text of Python that describes the numbers, then the numbers.

std::string shape_text(const Shape& shape) {
  std::string text = "(";
  for (const int size : shape) text += std::to_string(size) + ", ";
  return text + ")";
}

std::string npy(const Entry& entry) {
  constexpr std::size_t alignment = 64, before_header = 10;
  const char* type = entry.type == SafeTensors::Type::f32 ? "<f4" : "|u1";
  std::string header = std::string("{'descr': '") + type +
                       "', 'fortran_order': False, 'shape': " + shape_text(entry.shape) + ", }";
  while ((before_header + header.size() + 1) % alignment != 0) header += ' ';
  header += '\n';
  std::string file("\x93NUMPY\x01\x00", 8);
  append_number(file, static_cast<std::uint32_t>(header.size()), 2);
  return file + header + entry.bytes;
}

// ---- zip: files one after another, then a directory of them.

std::uint32_t crc32(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> rests{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
      std::uint32_t rest = byte;
      for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ (rest & 1 ? 0xEDB88320 : 0);
      rests[byte] = rest;
    }
    return rests;
  }();
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char byte : bytes) crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF];
  return ~crc;
}

class Zip {
 public:
  void add(const std::string& name, std::string_view bytes) {
    require(file_.size() + directory_.size() + bytes.size() + 2 * name.size() < most_bytes - 1024,
            "npz", "the arrays have more than 4 GB");
    const auto place = static_cast<std::uint32_t>(file_.size());
    const std::string common = description(name, bytes);
    append_number(file_, 0x04034B50, 4);
    file_ += common + name;
    file_ += bytes;
    append_number(directory_, 0x02014B50, 4);
    append_number(directory_, version, 2);
    directory_ += common;
    directory_.append(10, '\0');  // no comment, first disk, no attributes
    append_number(directory_, place, 4);
    directory_ += name;
    ++count_;
  }

  std::string written() && {
    const auto place = static_cast<std::uint32_t>(file_.size());
    file_ += directory_;
    append_number(file_, 0x06054B50, 4);
    append_number(file_, 0, 4);  // the first of one disk
    append_number(file_, count_, 2);
    append_number(file_, count_, 2);
    append_number(file_, static_cast<std::uint32_t>(directory_.size()), 4);
    append_number(file_, place, 4);
    append_number(file_, 0, 2);  // no comment
    return std::move(file_);
  }

 private:
  static constexpr std::uint32_t version = 20;

  // What stands before each file and in the directory alike. Names are UTF-8, the time is the first
  // that there is.
  static std::string description(const std::string& name, std::string_view bytes) {
    constexpr std::uint32_t utf8 = 0x800, first_day = 1 << 5 | 1;
    const auto size = static_cast<std::uint32_t>(bytes.size());
    std::string text;
    append_number(text, version, 2);
    append_number(text, utf8, 2);
    append_number(text, 0, 4);  // not packed; midnight
    append_number(text, first_day, 2);
    append_number(text, crc32(bytes), 4);
    append_number(text, size, 4);
    append_number(text, size, 4);
    append_number(text, static_cast<std::uint32_t>(name.size()), 2);
    append_number(text, 0, 2);
    return text;
  }

  std::string file_, directory_;
  std::uint32_t count_ = 0;
};

}  // namespace

std::string write_npz(const std::vector<SafeTensors::Entry>& arrays) {
  Zip zip;
  for (const Entry& entry : arrays) zip.add(entry.name + ".npy", npy(entry));
  return std::move(zip).written();
}

}  // namespace unfold
