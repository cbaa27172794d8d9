#include "bindings/cli/gunzip.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace unfold {
namespace {

constexpr std::string_view magic = "\x1f\x8b\x08";

struct TooMuch {};

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  if (at >= bytes.size()) throw DamagedGzip();
  return static_cast<std::uint8_t>(bytes[at]);
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = 0; i < count; ++i) value |= std::uint32_t{byte_at(bytes, at + i)} << 8 * i;
  return value;
}

// Bits from the lowest of each byte on.
class Bits {
 public:
  explicit Bits(std::string_view bytes) : bytes_(bytes) {}

  // The next bits without taking them; zeros behind the end.
  std::uint32_t peek(int count) {
    while (held_ < count && at_ < bytes_.size()) {
      buffer_ |= std::uint64_t{byte_at(bytes_, at_++)} << held_;
      held_ += 8;
    }
    return static_cast<std::uint32_t>(buffer_ & ((std::uint64_t{1} << count) - 1));
  }

  void drop(int count) {
    if (held_ < count) throw DamagedGzip();
    buffer_ >>= count;
    held_ -= count;
  }

  int take(int count) {
    const std::uint32_t bits = peek(count);
    drop(count);
    return static_cast<int>(bits);
  }

  // Whole bytes from the next one on.
  std::string_view take_bytes(std::size_t count) {
    const std::size_t start = position();
    if (bytes_.size() - start < count) throw DamagedGzip();
    buffer_ = 0;
    held_ = 0;
    at_ = start + count;
    return bytes_.substr(start, count);
  }

  // Of the first byte of which no bit was taken.
  std::size_t position() const { return at_ - held_ / 8; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint64_t buffer_ = 0;
  int held_ = 0;
};

// A prefix code, looked up by as many bits as its longest word has.
class Code {
 public:
  explicit Code(const std::vector<int>& lengths) {
    for (const int length : lengths) longest_ = std::max(longest_, length);
    entries_.resize(std::size_t{1} << longest_);
    std::uint32_t word = 0;
    for (int length = 1; length <= longest_; ++length) {
      for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
        if (lengths[symbol] == length) enter(word++, length, static_cast<int>(symbol));
      }
      word <<= 1;
    }
  }

  int read(Bits& bits) const {
    const Entry& entry = entries_[bits.peek(longest_)];
    if (entry.length == 0) throw DamagedGzip();
    bits.drop(entry.length);
    return entry.symbol;
  }

 private:
  struct Entry {
    std::int16_t symbol = 0, length = 0;
  };

  // Words come with their first bit lowest.
  void enter(std::uint32_t word, int length, int symbol) {
    if (word >> length != 0) throw DamagedGzip();
    std::uint32_t reversed = 0;
    for (int bit = 0; bit < length; ++bit) reversed |= (word >> bit & 1) << (length - 1 - bit);
    for (std::size_t at = reversed; at < entries_.size(); at += std::size_t{1} << length) {
      entries_[at] = {static_cast<std::int16_t>(symbol), static_cast<std::int16_t>(length)};
    }
  }

  int longest_ = 0;
  std::vector<Entry> entries_;
};

// Numbers that are a base and some extra bits: lengths and distances of what is repeated.
struct Range {
  int base, extra;
};

template <std::size_t N>
constexpr std::array<Range, N> ranges(int first, int before_first_extra, int symbols_of_extra) {
  std::array<Range, N> all{};
  int base = first;
  for (std::size_t i = 0; i < N; ++i) {
    const int beyond = static_cast<int>(i) - before_first_extra;
    const int extra = beyond < 0 ? 0 : 1 + beyond / symbols_of_extra;
    all[i] = {base, extra};
    base += 1 << extra;
  }
  return all;
}

constexpr auto lengths = [] {
  auto all = ranges<29>(3, 8, 4);
  all[28] = {258, 0};
  return all;
}();
constexpr auto distances = ranges<30>(1, 4, 2);

constexpr int end_of_block = 256, symbols_of_lengths = 19;
constexpr int order_of_lengths[symbols_of_lengths] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                      11, 4,  12, 3, 13, 2, 14, 1, 15};

struct Codes {
  Code symbols, distances;
};

Codes fixed_codes() {
  std::vector<int> symbols(288, 8);
  std::fill(symbols.begin() + 144, symbols.begin() + 256, 9);
  std::fill(symbols.begin() + 256, symbols.begin() + 280, 7);
  return {Code(symbols), Code(std::vector<int>(30, 5))};
}

Codes read_codes(Bits& bits) {
  const int symbols = 257 + bits.take(5), all = symbols + 1 + bits.take(5);
  std::vector<int> of_lengths(symbols_of_lengths);
  const int given = 4 + bits.take(4);
  for (int i = 0; i < given; ++i) of_lengths[order_of_lengths[i]] = bits.take(3);
  const Code code(of_lengths);
  std::vector<int> read;
  while (static_cast<int>(read.size()) < all) {
    const int symbol = code.read(bits);
    if (symbol == 16 && read.empty()) throw DamagedGzip();
    if (symbol < 16) read.push_back(symbol);
    if (symbol == 16) read.insert(read.end(), 3 + bits.take(2), read.back());
    if (symbol == 17) read.insert(read.end(), 3 + bits.take(3), 0);
    if (symbol == 18) read.insert(read.end(), 11 + bits.take(7), 0);
  }
  if (static_cast<int>(read.size()) > all) throw DamagedGzip();
  const auto middle = read.begin() + symbols;
  return {Code({read.begin(), middle}), Code({middle, read.end()})};
}

class Inflater {
 public:
  Inflater(Bits& bits, std::string& out, double most) : bits_(bits), out_(out), most_(most) {
    start_ = out.size();
  }

  void inflate() {
    for (bool is_last = false; !is_last;) {
      is_last = bits_.take(1) == 1;
      switch (bits_.take(2)) {
        case 0: store(); break;
        case 1: read_block(fixed_codes()); break;
        case 2: read_block(read_codes(bits_)); break;
        default: throw DamagedGzip();
      }
    }
  }

 private:
  void store() {
    const std::string_view sizes = bits_.take_bytes(4);
    const std::uint32_t size = little_endian(sizes, 0, 2);
    if ((size ^ little_endian(sizes, 2, 2)) != 0xFFFF) throw DamagedGzip();
    out_ += bits_.take_bytes(size);
    require_room();
  }

  void read_block(const Codes& codes) {
    for (;;) {
      const int symbol = codes.symbols.read(bits_);
      if (symbol == end_of_block) return;
      if (symbol < end_of_block) {
        out_ += static_cast<char>(symbol);
      } else {
        const int length = number(lengths, symbol - end_of_block - 1);
        repeat(length, number(distances, codes.distances.read(bits_)));
      }
      require_room();
    }
  }

  template <std::size_t N>
  int number(const std::array<Range, N>& ranges, int symbol) {
    if (symbol >= static_cast<int>(N)) throw DamagedGzip();
    return ranges[symbol].base + bits_.take(ranges[symbol].extra);
  }

  void repeat(int length, int distance) {
    if (out_.size() - start_ < static_cast<std::size_t>(distance)) throw DamagedGzip();
    for (int i = 0; i < length; ++i) out_ += out_[out_.size() - distance];
  }

  void require_room() const {
    if (static_cast<double>(out_.size()) > most_) throw TooMuch();
  }

  Bits& bits_;
  std::string& out_;
  double most_;
  std::size_t start_;
};

// As at the end of each member.
std::uint32_t checksum(std::string_view bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> all{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ (value & 1 ? 0xEDB88320 : 0);
      all[i] = value;
    }
    return all;
  }();
  std::uint32_t sum = 0xFFFFFFFF;
  for (const char byte : bytes)
    sum = sum >> 8 ^ table[(sum ^ static_cast<std::uint8_t>(byte)) & 255];
  return ~sum;
}

// Where the compressed bytes begin.
std::size_t header_size(std::string_view member) {
  constexpr int has_crc = 2, has_extra = 4, has_name = 8, has_comment = 16;
  const int flags = byte_at(member, 3);
  std::size_t at = 10;
  if (flags & has_extra) at += 2 + little_endian(member, at, 2);
  for (const int flag : {has_name, has_comment}) {
    if (!(flags & flag)) continue;
    while (byte_at(member, at) != 0) ++at;
    ++at;
  }
  if (flags & has_crc) at += 2;
  return std::min(at, member.size());
}

// Takes the member at the start of the file.
void take_member(std::string_view& file, std::string& out, double most) {
  file.remove_prefix(header_size(file));
  Bits bits(file);
  const std::size_t start = out.size();
  Inflater(bits, out, most).inflate();
  const std::string_view sums = bits.take_bytes(8);
  const std::string_view held = std::string_view(out).substr(start);
  if (little_endian(sums, 0, 4) != checksum(held)) throw DamagedGzip();
  if (little_endian(sums, 4, 4) != static_cast<std::uint32_t>(held.size())) throw DamagedGzip();
  file.remove_prefix(bits.position());
}

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with(magic); }

std::optional<std::string> gunzip(std::string_view file, double most) {
  std::string out;
  try {
    while (is_gzip(file)) take_member(file, out, most);
  } catch (const TooMuch&) {
    return std::nullopt;
  }
  const bool is_padded = file.find_first_not_of('\0') == std::string_view::npos;
  if (!is_padded) throw DamagedGzip();
  return out;
}

}  // namespace unfold
