#include "engine/data/idx.h"

#include <algorithm>
#include <array>
#include <utility>

namespace unfold {
namespace {

using Fault = IdxError::Fault;

constexpr std::size_t word = 4;  // bytes
constexpr char unsigned_bytes = 8;

std::string listed(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    if (!text.empty()) text += ' ';
    text += std::to_string(static_cast<unsigned char>(byte));
  }
  return text;
}

void require_kind(std::string_view file, int rank) {
  const std::array<char, word> expected{0, 0, unsigned_bytes, static_cast<char>(rank)};
  const std::string_view kind(expected.data(), expected.size());
  const std::string_view actual = file.substr(0, word);
  if (actual != kind) throw IdxError(Fault::kind, listed(kind), listed(actual));
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes.substr(0, word)) {
    value = value << 8 | static_cast<unsigned char>(byte);
  }
  return value;
}

[[noreturn]] void refuse_length(std::string_view file, std::uint64_t expected) {
  throw IdxError(Fault::length, std::to_string(expected), std::to_string(file.size()));
}

}  // namespace

IdxError::IdxError(Fault fault, std::string expected, std::string actual)
    : std::invalid_argument("[idx] " + expected + " expected, not " + actual),
      fault(fault),
      expected(std::move(expected)),
      actual(std::move(actual)) {}

Idx read_idx(std::string_view file, int rank) {
  const std::size_t header = word * (1 + rank);
  if (file.size() < word) refuse_length(file, header);
  require_kind(file, rank);
  if (file.size() < header) refuse_length(file, header);

  std::array<int, Shape::max_rank> sizes{};
  std::uint64_t count = 1;
  for (int axis = 0; axis < rank; ++axis) {
    const std::uint32_t size = big_endian(file.substr(word * (1 + axis)));
    if (size == 0) throw IdxError(Fault::empty, "1", "0");
    count *= size;
    if (count > file.size()) refuse_length(file, header + count);
    sizes[axis] = static_cast<int>(size);
  }
  if (header + count != file.size()) refuse_length(file, header + count);
  const std::string_view values = file.substr(header);
  return {Shape(std::span<const int>(sizes.data(), rank)),
          {reinterpret_cast<const std::uint8_t*>(values.data()), values.size()}};
}

}  // namespace unfold
