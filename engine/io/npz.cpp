#include "engine/io/npz.h"

#include <set>
#include <stdexcept>

#include "engine/core/require.h"
#include "engine/io/zip.h"

namespace unfold {
namespace {

constexpr const char* of_npz = "npz";
constexpr std::string_view extension = ".npy";

std::string unpacked(const ZipEntry& entry, Inflate inflate) {
  auto bytes = entry.is_deflated ? inflate(entry.packed, entry.size)
                                 : std::optional(std::string(entry.packed));
  require(bytes && zip_checksum(*bytes) == entry.checksum, of_npz, "\"", entry.name,
          "\" is damaged");
  return *std::move(bytes);
}

NpyArray read_array(const ZipEntry& entry, Inflate inflate) {
  const std::string bytes = unpacked(entry, inflate);
  try {
    return read_npy(bytes);
  } catch (const std::invalid_argument& error) {
    fail(of_npz, {"\"", entry.name, "\": ", error.what()});
  }
}

}  // namespace

std::vector<NpzArray> read_npz(std::string_view file, Inflate inflate, double most) {
  std::vector<NpzArray> arrays;
  std::set<std::string> names;
  double bytes = 0;
  for (const ZipEntry& entry : read_zip(file)) {
    if (!entry.name.ends_with(extension)) continue;
    const std::string name = entry.name.substr(0, entry.name.size() - extension.size());
    require(names.insert(name).second, of_npz, "\"", name, "\" is there twice");
    bytes += static_cast<double>(entry.size);
    require(bytes <= most, of_npz, "the arrays have more than ", most, " bytes");
    arrays.push_back({name, read_array(entry, inflate)});
  }
  require(!arrays.empty(), of_npz,
          "this zip file holds no arrays. Write some by numpy.savez(file, **{\"name\": array})");
  return arrays;
}

std::string write_npz(std::span<const SafeTensors::Entry> entries) {
  std::vector<ZipFile> files;
  std::set<std::string_view> names;
  for (const SafeTensors::Entry& entry : entries) {
    require(names.insert(entry.name).second, of_npz, "the name \"", entry.name, "\" is taken");
    files.push_back({entry.name + std::string(extension), write_npy(entry)});
  }
  return write_zip(files);
}

}  // namespace unfold
