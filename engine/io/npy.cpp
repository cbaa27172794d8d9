#include "engine/io/npy.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "engine/core/require.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Text = std::string_view;

constexpr const char* of_npy = "npy";
constexpr Text magic = "\x93NUMPY";
constexpr Text blanks = " \t\r\n";
constexpr std::size_t alignment = 64;  // of the numbers in the file

// ---- The header.

struct Header {
  Text type;  // "" if it is more than one, as that of a table with columns
  bool is_column_major = false;
  std::vector<int> sizes;
};

// What stands behind a key of the dictionary.
Text value_of(Text dictionary, const std::string& key) {
  for (const char quote : {'\'', '"'}) {
    const std::size_t at = dictionary.find(quote + key + quote);
    if (at == Text::npos) continue;
    const std::size_t value = dictionary.find_first_not_of(blanks, at + key.size() + 2);
    if (value == Text::npos || dictionary[value] != ':') continue;
    const std::size_t begin = dictionary.find_first_not_of(blanks, value + 1);
    if (begin != Text::npos) return dictionary.substr(begin);
  }
  fail(of_npy, {"the header has no \"", key, "\""});
}

Text read_descr(Text value) {
  if (value[0] != '\'' && value[0] != '"') return "";
  const std::size_t end = value.find(value[0], 1);
  require(end != Text::npos, of_npy, "the type in the header never ends");
  return value.substr(1, end - 1);
}

// "(3, 4)", "(3,)", "()"; Python 2 wrote "(3L,)".
std::vector<int> read_sizes(Text value) {
  const std::size_t end = value.find(')');
  require(value[0] == '(' && end != Text::npos, of_npy, "the shape in the header is no tuple");
  value = value.substr(1, end - 1);
  std::vector<int> sizes;
  while (!trimmed(value).empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    Text word = trimmed(value.substr(0, comma));
    if (word.ends_with('L')) word.remove_suffix(1);
    const auto size = read_integer(word);
    require(size && *size >= 0 && *size <= INT_MAX, of_npy, "the shape in the header has \"",
            excerpt(word), "\"");
    sizes.push_back(static_cast<int>(*size));
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return sizes;
}

// Takes the header away from the start of the file.
Header read_header(Text& file) {
  constexpr std::size_t version_at = magic.size(), size_at = version_at + 2;
  require(file.starts_with(magic) && file.size() > size_at + 4, of_npy,
          "this is no array of numpy");
  const std::size_t bytes = file[version_at] == 1 ? 2 : 4;
  std::size_t size = 0;
  for (std::size_t i = bytes; i-- > 0;) {
    size = size << 8 | static_cast<unsigned char>(file[size_at + i]);
  }
  require(size <= file.size() - size_at - bytes, of_npy, "the file is cut within its header");
  const Text dictionary = file.substr(size_at + bytes, size);
  file.remove_prefix(size_at + bytes + size);
  return {read_descr(value_of(dictionary, "descr")),
          value_of(dictionary, "fortran_order").starts_with("True"),
          read_sizes(value_of(dictionary, "shape"))};
}

// ---- Numbers.

struct NumberType {
  char kind;  // of floating-point, signed, unsigned, truth value
  std::size_t size;
  bool is_big_endian;
};

std::optional<NumberType> find_type(Text text) {
  if (text.size() != 3 || Text("<>|=").find(text[0]) == Text::npos) return std::nullopt;
  const NumberType type{text[1], static_cast<std::size_t>(text[2] - '0'), text[0] == '>'};
  const bool is_byte = type.size == 1;
  const bool is_known_size = is_byte || type.size == 2 || type.size == 4 || type.size == 8;
  const Text kinds = is_byte ? "iub" : "iuf";
  if (!is_known_size || kinds.find(type.kind) == Text::npos) return std::nullopt;
  return type;
}

float half(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 31), fraction = static_cast<int>(bits & 1023);
  const float magnitude = exponent == 31 ? (fraction == 0 ? HUGE_VALF : NAN)
                          : exponent == 0
                              ? std::ldexp(static_cast<float>(fraction), -24)
                              : std::ldexp(static_cast<float>(fraction + 1024), exponent - 25);
  return (bits >> 15 & 1) != 0 ? -magnitude : magnitude;
}

// Nothing for a number that is not a float's.
std::optional<float> as_float(double value) {
  const auto rounded = static_cast<float>(value);
  if (std::isfinite(value) && !std::isfinite(rounded)) return std::nullopt;
  return rounded;
}

std::optional<float> as_float(const NumberType& type, std::uint64_t bits) {
  if (type.kind == 'f') {
    if (type.size == 2) return half(bits);
    if (type.size == 4) {
      float value;
      std::memcpy(&value, &bits, sizeof value);
      return value;
    }
    double value;
    std::memcpy(&value, &bits, sizeof value);
    return as_float(value);
  }
  constexpr std::uint64_t largest = 1 << 24;  // up to here a float holds each whole number
  const int unused = 64 - static_cast<int>(8 * type.size);
  const bool is_negative = type.kind == 'i' && (bits << unused >> 63) != 0;
  const std::uint64_t magnitude =
      is_negative ? -static_cast<std::uint64_t>(static_cast<std::int64_t>(bits << unused) >> unused)
                  : bits;
  if (magnitude > largest) return std::nullopt;
  return is_negative ? -static_cast<float>(magnitude) : static_cast<float>(magnitude);
}

std::uint64_t bits_of(const char* bytes, const NumberType& type) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < type.size; ++i) {
    const std::size_t place = type.is_big_endian ? i : type.size - 1 - i;
    bits = bits << 8 | static_cast<unsigned char>(bytes[place]);
  }
  return bits;
}

std::optional<std::vector<float>> read_numbers(Text bytes, const NumberType& type) {
  std::vector<float> numbers;
  numbers.reserve(bytes.size() / type.size);
  for (std::size_t at = 0; at < bytes.size(); at += type.size) {
    const auto number = as_float(type, bits_of(bytes.data() + at, type));
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

// From the first axis running fastest to the last one.
std::vector<float> row_major(const std::vector<float>& numbers, const Shape& shape) {
  std::vector<float> ordered(numbers.size());
  for (int place = 0; place < shape.count(); ++place) {
    int rest = place, from = 0, stride = shape.count();
    for (int axis = shape.rank(); axis-- > 0;) {
      stride /= shape[axis];
      from += rest % shape[axis] * stride;
      rest /= shape[axis];
    }
    ordered[place] = numbers[from];
  }
  return ordered;
}

std::string bytes_of(const std::vector<float>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), sizeof(float) * numbers.size()};
}

}  // namespace

NpyArray read_npy(std::string_view file) {
  const Header header = read_header(file);
  NpyArray array{{}, header.type.empty() ? "several in one" : std::string(header.type), {}};
  if (header.sizes.size() > Shape::max_rank) {
    array.type += " in " + std::to_string(header.sizes.size()) + " axes";
    return array;
  }
  array.shape = Shape(std::span(header.sizes));
  const auto type = find_type(header.type);
  if (!type) return array;
  const std::size_t needed = type->size * array.shape.count();
  require(file.size() == needed, of_npy, "there are ", file.size(), " bytes of numbers, but ",
          array.shape, " of the type ", header.type, " have ", needed);
  auto numbers = read_numbers(file, *type);
  if (!numbers) return array;
  if (header.is_column_major) numbers = row_major(*numbers, array.shape);
  array.floats = bytes_of(*numbers);
  return array;
}

std::string write_npy(const SafeTensors::Entry& entry) {
  const bool is_float = entry.type == SafeTensors::Type::f32;
  std::string header = std::string("{'descr': '") + (is_float ? "<f4" : "|u1") +
                       "', 'fortran_order': False, 'shape': " + to_string(entry.shape) + ", }";
  const std::size_t before = magic.size() + 4;
  header.resize((before + header.size() + alignment) / alignment * alignment - before, ' ');
  header.back() = '\n';
  std::string file(magic);
  file.append({1, 0, static_cast<char>(header.size()), static_cast<char>(header.size() >> 8)});
  return file + header + entry.bytes;
}

}  // namespace unfold
