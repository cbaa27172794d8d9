#include "engine/io/safetensors.h"

#include <algorithm>
#include <climits>
#include <cstdint>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "engine/core/require.h"
#include "engine/text/json_reader.h"
#include "engine/text/json_string.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

// A file is the header's size in eight bytes, the header in JSON, then the values of the arrays.
constexpr const char* op = "safetensors";
constexpr std::size_t size_bytes = 8;
constexpr std::string_view metadata_key = "__metadata__";

using Entry = SafeTensors::Entry;
using Type = SafeTensors::Type;

std::string_view name(Type type) { return type == Type::f32 ? "F32" : "U8"; }

std::uint64_t byte_count(Type type, const Shape& shape) {
  return std::uint64_t(shape.count()) * (type == Type::f32 ? sizeof(float) : 1);
}

// ---- Writing.

void append_text(std::string& json, std::string_view text) {
  require(invalid_utf8(text) == text.npos, op, "a name or a text is not UTF-8");
  append_json_string(json, text);
}

void append_metadata(std::string& json, const std::map<std::string, std::string>& metadata) {
  append_text(json, metadata_key);
  char before = '{';
  json += ':';
  for (const auto& [key, value] : metadata) {
    json += before;
    append_text(json, key);
    json += ':';
    append_text(json, value);
    before = ',';
  }
  json += metadata.empty() ? "{}" : "}";
}

void append_entry(std::string& json, const Entry& entry, std::uint64_t begin) {
  append_text(json, entry.name);
  json.append(":{\"dtype\":\"").append(name(entry.type)).append("\",\"shape\":[");
  for (const int size : entry.shape) {
    if (json.back() != '[') json += ',';
    json += std::to_string(size);
  }
  json += "],\"data_offsets\":[" + std::to_string(begin) + ',' +
          std::to_string(begin + entry.bytes.size()) + "]}";
}

void require_writable(const std::vector<Entry>& entries) {
  std::set<std::string_view> names;
  for (const Entry& entry : entries) {
    require(entry.name != metadata_key && names.insert(entry.name).second, op, "the name \"",
            entry.name, "\" is taken");
    require(entry.bytes.size() == byte_count(entry.type, entry.shape), op, "\"", entry.name,
            "\" has ", entry.bytes.size(), " bytes, which is not the size of ", entry.shape);
  }
}

// Floats first: then all of them begin at a multiple of their size.
std::vector<const Entry*> in_order(const std::vector<Entry>& entries) {
  std::vector<const Entry*> order;
  for (const bool floats : {true, false}) {
    for (const Entry& entry : entries) {
      if ((entry.type == Type::f32) == floats) order.push_back(&entry);
    }
  }
  return order;
}

// ---- Reading.

struct Place {
  std::uint64_t begin, end;
  bool operator<(const Place& other) const {
    return std::tie(begin, end) < std::tie(other.begin, other.end);
  }
};

Type read_type(JsonReader& json, std::string_view entry) {
  const std::string type = json.string();
  require(type == "F32" || type == "U8", op, "\"", entry, "\" is of type ", type,
          "; only F32 and U8 are read");
  return type == "F32" ? Type::f32 : Type::u8;
}

Shape read_shape(JsonReader& json) {
  std::vector<int> sizes;
  json.array([&] {
    const std::uint64_t size = json.integer();
    require(size <= INT_MAX, op, "an axis of ", size, " elements is too large");
    sizes.push_back(static_cast<int>(size));
  });
  return Shape(std::span(sizes));
}

Place read_place(JsonReader& json) {
  std::vector<std::uint64_t> offsets;
  json.array([&] { offsets.push_back(json.integer()); });
  require(offsets.size() == 2 && offsets[0] <= offsets[1], op, "data_offsets must be [begin, end]");
  return {offsets[0], offsets[1]};
}

// Reads one entry but for its bytes, and where these are.
Place read_entry(JsonReader& json, Entry& entry) {
  bool has_type = false, has_shape = false, has_place = false;
  Place place{};
  const auto first = [&](bool& seen) { return !std::exchange(seen, true); };
  json.object([&](const std::string& key) {
    if (key == "dtype" && first(has_type)) {
      entry.type = read_type(json, entry.name);
    } else if (key == "shape" && first(has_shape)) {
      entry.shape = read_shape(json);
    } else if (key == "data_offsets" && first(has_place)) {
      place = read_place(json);
    } else {
      fail(op, {"\"", entry.name, "\" has \"", key, "\", which is unknown or there twice"});
    }
  });
  require(has_type && has_shape && has_place, op, "\"", entry.name,
          "\" must have dtype, shape and data_offsets");
  require(place.end - place.begin == byte_count(entry.type, entry.shape), op, "\"", entry.name,
          "\" has ", place.end - place.begin, " bytes, which is not the size of ", entry.shape);
  return place;
}

void read_metadata(JsonReader& json, std::map<std::string, std::string>& metadata) {
  json.object([&](const std::string& key) {
    const bool is_new = metadata.emplace(key, json.string()).second;
    require(is_new, op, "\"", key, "\" is there twice");
  });
}

// The values must fill the rest of the file, without holes and without overlaps.
void require_filled(const std::vector<Place>& places, std::uint64_t size) {
  std::uint64_t end = 0;
  for (const Place& place : std::multiset<Place>(places.begin(), places.end())) {
    require(place.begin == end, op, "at byte ", end, " of the values there must be an array");
    end = place.end;
  }
  require(end == size, op, "there are ", size, " bytes of values, but the header tells of ", end);
}

std::uint64_t header_size(std::string_view file) {
  require(file.size() >= size_bytes, op, "the file ends within its first eight bytes");
  std::uint64_t size = 0;
  for (std::size_t i = size_bytes; i-- > 0;) size = size << 8 | static_cast<unsigned char>(file[i]);
  require(size <= file.size() - size_bytes, op, "the header goes beyond the end of the file");
  return size;
}

}  // namespace

std::string write_safetensors(const SafeTensors& contents) {
  require_writable(contents.entries);
  const auto entries = in_order(contents.entries);
  std::string header = "{";
  append_metadata(header, contents.metadata);
  std::uint64_t size = 0;
  for (const Entry* entry : entries) {
    header += ',';
    append_entry(header, *entry, size);
    size += entry->bytes.size();
  }
  header += '}';
  header.resize((header.size() + 7) / 8 * 8, ' ');

  std::string file;
  file.reserve(size_bytes + header.size() + size);
  for (std::size_t i = 0; i < size_bytes; ++i) {
    file += static_cast<char>(std::uint64_t{header.size()} >> (8 * i));
  }
  file += header;
  for (const Entry* entry : entries) file += entry->bytes;
  return file;
}

SafeTensors read_safetensors(std::string_view file) {
  const std::uint64_t size = header_size(file);
  const std::string_view header = file.substr(size_bytes, size);
  const std::string_view values = file.substr(size_bytes + size);

  SafeTensors contents;
  std::vector<Place> places;
  std::set<std::string> names;
  JsonReader json(header);
  json.object([&](const std::string& key) {
    require(names.insert(key).second, op, "\"", key, "\" is there twice");
    if (key == metadata_key) return read_metadata(json, contents.metadata);
    Entry& entry = contents.entries.emplace_back();
    entry.name = key;
    places.push_back(read_entry(json, entry));
  });
  json.end();
  require_filled(places, values.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    contents.entries[i].bytes = values.substr(places[i].begin, places[i].end - places[i].begin);
  }
  return contents;
}

}  // namespace unfold
