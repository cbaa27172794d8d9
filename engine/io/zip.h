// zip: files in an archive, packed by deflate or not at all. Who reads one brings his own inflate.
// It is no library's, so that an npz file has the same bytes natively and in WebAssembly, which has
// none to link.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

struct ZipEntry {
  std::string name;
  std::string_view packed;  // in the file
  bool is_deflated;
  std::uint64_t size;  // unpacked
  std::uint32_t checksum;
};

struct ZipFile {
  std::string name, bytes;
};

bool is_zip(std::string_view bytes);
// What the directory at the end of the archive tells of. Throws std::invalid_argument for an
// archive that is cut, encrypted or packed in another way.
std::vector<ZipEntry> read_zip(std::string_view archive);
std::uint32_t zip_checksum(std::string_view bytes);  // CRC-32

// Without packing. The same files make the same bytes.
std::string write_zip(std::span<const ZipFile> files);

}  // namespace unfold
