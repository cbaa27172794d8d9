#include "engine/io/zip.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "engine/core/require.h"

namespace unfold {
namespace {

constexpr const char* of_zip = "zip";
constexpr std::string_view local_mark = "PK\3\4", central_mark = "PK\1\2", end_mark = "PK\5\6";
constexpr std::size_t local_size = 30, central_size = 46, end_size = 22;
constexpr std::uint64_t elsewhere = 0xffffffff, too_many = 0xffff;
constexpr std::uint64_t stored = 0, deflated = 8;
constexpr std::uint64_t version = 20;  // of the format, as old as deflate

// ---- Reading.

std::string_view piece(std::string_view bytes, std::uint64_t at, std::uint64_t size) {
  require(at <= bytes.size() && size <= bytes.size() - at, of_zip, "the archive is cut or damaged");
  return bytes.substr(at, size);
}

std::uint64_t number(std::string_view bytes, std::uint64_t at, int size) {
  std::uint64_t value = 0;
  const std::string_view digits = piece(bytes, at, size);
  for (int i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(digits[i]);
  return value;
}

// Behind it nothing stands but its comment.
std::string_view find_end(std::string_view archive) {
  constexpr std::size_t longest_comment = 0xffff;
  const std::size_t most = std::min(archive.size(), end_size + longest_comment);
  for (std::size_t size = end_size; size <= most; ++size) {
    const std::string_view end = archive.substr(archive.size() - size);
    if (end.starts_with(end_mark) && end_size + number(end, 20, 2) == size) return end;
  }
  fail(of_zip, {"the archive is cut: its directory is missing"});
}

// Numbers that have no room in the directory stand in its extra field, in this order.
void read_large(std::string_view extra, std::initializer_list<std::uint64_t*> numbers) {
  constexpr std::uint64_t large_numbers = 1;
  while (!extra.empty()) {
    const std::uint64_t kind = number(extra, 0, 2), size = number(extra, 2, 2);
    const std::string_view field = piece(extra, 4, size);
    extra.remove_prefix(4 + size);
    if (kind != large_numbers) continue;
    std::uint64_t at = 0;
    for (std::uint64_t* large : numbers) {
      if (*large != elsewhere) continue;
      *large = number(field, at, 8);
      at += 8;
    }
  }
}

std::string_view contents(std::string_view archive, std::uint64_t at, std::uint64_t size) {
  require(piece(archive, at, local_size).starts_with(local_mark), of_zip, "the archive is damaged");
  const std::uint64_t name = number(archive, at + 26, 2), extra = number(archive, at + 28, 2);
  return piece(archive, at + local_size + name + extra, size);
}

// Reads what stands first in the directory and takes it away.
ZipEntry read_entry(std::string_view archive, std::string_view& directory) {
  require(piece(directory, 0, central_size).starts_with(central_mark), of_zip,
          "the directory of the archive is damaged");
  const auto field = [&](std::uint64_t at, int size) { return number(directory, at, size); };
  const std::uint64_t flags = field(8, 2), method = field(10, 2);
  std::uint64_t packed = field(20, 4), size = field(24, 4), at = field(42, 4);
  const std::uint64_t of_name = field(28, 2), of_extra = field(30, 2), of_comment = field(32, 2);
  const std::string name(piece(directory, central_size, of_name));
  read_large(piece(directory, central_size + of_name, of_extra), {&size, &packed, &at});
  require((flags & 1) == 0, of_zip, "\"", name, "\" is encrypted");
  require(method == stored || method == deflated, of_zip, "\"", name, "\" is packed by method ",
          method, "; only deflate is unpacked");
  require(method == deflated || packed == size, of_zip, "\"", name, "\" is damaged");
  ZipEntry entry{name, contents(archive, at, packed), method == deflated, size,
                 static_cast<std::uint32_t>(field(16, 4))};
  piece(directory, 0, central_size + of_name + of_extra + of_comment);
  directory.remove_prefix(central_size + of_name + of_extra + of_comment);
  return entry;
}

// ---- Writing.

void append(std::string& out, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i, value >>= 8) out += static_cast<char>(value);
}

// What an entry has in the directory as well as before its bytes.
void append_record(std::string& out, const ZipFile& file) {
  constexpr std::uint64_t utf8_names = 0x800, midnight = 0, first_of_1980 = 0x21, no_extra = 0;
  for (const std::uint64_t value : {version, utf8_names, stored, midnight, first_of_1980}) {
    append(out, value, 2);
  }
  append(out, zip_checksum(file.bytes), 4);
  append(out, file.bytes.size(), 4);
  append(out, file.bytes.size(), 4);
  append(out, file.name.size(), 2);
  append(out, no_extra, 2);
}

}  // namespace

bool is_zip(std::string_view bytes) {
  return bytes.starts_with(local_mark) || bytes.starts_with(end_mark);
}

std::uint32_t zip_checksum(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      table[i] = i;
      for (int bit = 0; bit < 8; ++bit) {
        table[i] = table[i] >> 1 ^ ((table[i] & 1) != 0 ? 0xedb88320u : 0);
      }
    }
    return table;
  }();
  std::uint32_t sum = ~0u;
  for (const char byte : bytes) sum = table[(sum ^ byte) & 0xff] ^ sum >> 8;
  return ~sum;
}

std::vector<ZipEntry> read_zip(std::string_view archive) {
  const std::string_view end = find_end(archive);
  const std::uint64_t count = number(end, 10, 2), size = number(end, 12, 4);
  const std::uint64_t at = number(end, 16, 4);
  require(count != too_many && at != elsewhere, of_zip, "the archive has too many files");
  std::string_view directory = piece(archive, at, size);
  std::vector<ZipEntry> entries;
  while (entries.size() < count) entries.push_back(read_entry(archive, directory));
  return entries;
}

std::string write_zip(std::span<const ZipFile> files) {
  require(files.size() < too_many, of_zip, "there are too many files for an archive");
  std::string out, directory;
  for (const ZipFile& file : files) {
    const std::size_t at = out.size();
    require(at + file.bytes.size() < elsewhere, of_zip, "the files are too large for an archive");
    out += local_mark;
    append_record(out, file);
    out += file.name + file.bytes;

    directory += central_mark;
    append(directory, version, 2);
    append_record(directory, file);
    append(directory, 0, 10);  // comment, disk and attributes: none
    append(directory, at, 4);
    directory += file.name;
  }
  const std::size_t at = out.size();
  out += directory + std::string(end_mark);
  append(out, 0, 4);  // disks
  append(out, files.size(), 2);
  append(out, files.size(), 2);
  append(out, directory.size(), 4);
  append(out, at, 4);
  append(out, 0, 2);  // comment
  return out;
}

}  // namespace unfold
