#include "engine/lab/checkpoint.h"

#include <algorithm>
#include <climits>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "engine/lab/hash.h"
#include "engine/lab/refusal.h"
#include "engine/text/number_text.h"

namespace unfold {
namespace {

using Entry = SafeTensors::Entry;
using Type = SafeTensors::Type;
using Metadata = std::map<std::string, std::string>;

constexpr std::string_view format = "unfold", version = "1";
constexpr std::string_view input_prefix = "input.", file_prefix = "file.", kept_prefix = "kept.";

constexpr const char* own_weights = "own_weights";

// A tensor without values, even without a shape; U8 cannot be mistaken for a tensor of no elements.
constexpr Type no_tensor = Type::u8;

void add_bytes(Hash& hash, std::string_view bytes) {
  hash.add(static_cast<std::uint32_t>(bytes.size()));
  for (std::uint32_t word; !bytes.empty();
       bytes.remove_prefix(std::min(bytes.size(), sizeof word))) {
    word = 0;
    std::memcpy(&word, bytes.data(), std::min(bytes.size(), sizeof word));
    hash.add(word);
  }
}

// Of everything but the hash itself: tells a damaged file from a sound one.
std::string hash_of(const SafeTensors& file) {
  Hash hash;
  for (const auto& [key, value] : file.metadata) {
    if (key == "hash") continue;
    hash.add(key);
    hash.add(value);
  }
  std::map<std::string_view, const Entry*> by_name;
  for (const Entry& entry : file.entries) by_name.emplace(entry.name, &entry);
  for (const auto& [name, entry] : by_name) {
    hash.add(name);
    hash.add(static_cast<std::uint32_t>(entry->type));
    for (const int size : entry->shape) hash.add(static_cast<std::uint32_t>(size));
    add_bytes(hash, entry->bytes);
  }
  return hash.text();
}

void add_all(Metadata& metadata, std::string_view prefix, const Metadata& values) {
  for (const auto& [name, value] : values) metadata[std::string(prefix) + name] = value;
}

Metadata all_of(const Metadata& metadata, std::string_view prefix) {
  Metadata values;
  for (const auto& [key, value] : metadata) {
    if (key.starts_with(prefix)) values.emplace(key.substr(prefix.size()), value);
  }
  return values;
}

[[noreturn]] void refuse_damaged(std::string reason) {
  refuse("", "damaged-save", {{"reason", std::move(reason)}});
}

std::string text(const Metadata& metadata, const char* key) {
  const auto found = metadata.find(key);
  if (found == metadata.end()) refuse_damaged(std::string("there is no \"") + key + "\"");
  return found->second;
}

SafeTensors read_sound_file(std::string_view bytes) {
  SafeTensors file;
  try {
    file = read_safetensors(bytes);
  } catch (const std::invalid_argument& error) {
    refuse_damaged(error.what());
  }
  if (text(file.metadata, "format") != format) refuse_damaged("its format is not \"unfold\"");
  if (text(file.metadata, "version") != version) refuse_damaged("its version is unknown");
  if (text(file.metadata, "hash") != hash_of(file))
    refuse_damaged("its contents do not fit its hash");
  return file;
}

int read_step(const std::string& text) {
  const auto step = read_integer(text);
  if (!step || *step < 0 || *step > INT_MAX) refuse_damaged("its step is not a number");
  return static_cast<int>(*step);
}

std::string bytes_of(const Tensor& tensor) {
  return {reinterpret_cast<const char*>(tensor.data()), sizeof(float) * tensor.count()};
}

}  // namespace

std::string write_saved_run(SavedRun run) {
  SafeTensors file{.metadata = {{"format", std::string(format)},
                                {"version", std::string(version)},
                                {"lab", run.lab},
                                {"preset", run.preset},
                                {"step", std::to_string(run.step)},
                                {"fingerprint", run.fingerprint}},
                   .entries = std::move(run.state)};
  if (run.has_own_weights) file.metadata[own_weights] = "true";
  add_all(file.metadata, input_prefix, run.inputs);
  add_all(file.metadata, file_prefix, run.files);
  add_all(file.metadata, kept_prefix, run.kept);
  file.metadata["hash"] = hash_of(file);
  return write_safetensors(file);
}

SavedRun read_saved_run(std::string_view bytes) {
  SafeTensors file = read_sound_file(bytes);
  const Metadata& metadata = file.metadata;
  return {.lab = text(metadata, "lab"),
          .preset = text(metadata, "preset"),
          .inputs = all_of(metadata, input_prefix),
          .files = all_of(metadata, file_prefix),
          .kept = all_of(metadata, kept_prefix),
          .step = read_step(text(metadata, "step")),
          .has_own_weights = metadata.contains(own_weights),
          .fingerprint = text(metadata, "fingerprint"),
          .state = std::move(file.entries)};
}

void StateWriter::tensor(std::string_view name, Tensor& value) {
  if (value.empty()) {
    state_.push_back({std::string(name), no_tensor, Shape{0}, ""});
  } else {
    state_.push_back({std::string(name), Type::f32, value.shape(), bytes_of(value)});
  }
}

void StateWriter::bytes(std::string_view name, std::string& value) {
  state_.push_back({std::string(name), Type::u8, Shape{static_cast<int>(value.size())}, value});
}

StateReader::StateReader(const std::vector<Entry>& state) {
  for (const Entry& entry : state) entries_.emplace(entry.name, &entry);
}

const Entry& StateReader::find(std::string_view name) const {
  const auto found = entries_.find(name);
  require(found != entries_.end(), "load", "there is no \"", name, "\"");
  return *found->second;
}

void StateReader::tensor(std::string_view name, Tensor& value) {
  const Entry& entry = find(name);
  if (entry.type == no_tensor) {
    require(entry.bytes.empty(), "load", "\"", name, "\" is no tensor");
    value = Tensor();
    return;
  }
  Tensor restored(entry.shape);
  std::memcpy(restored.mutable_data(), entry.bytes.data(), entry.bytes.size());
  value = std::move(restored);
}

void StateReader::in_place(std::string_view name, Tensor value) {
  const Entry& entry = find(name);
  require(entry.type == Type::f32 && !value.empty() && entry.shape == value.shape(), "load", "\"",
          name, "\" has another shape");
  std::memcpy(value.mutable_data(), entry.bytes.data(), entry.bytes.size());
}

void StateReader::bytes(std::string_view name, std::string& value) {
  const Entry& entry = find(name);
  require(entry.type == Type::u8, "load", "\"", name, "\" is a tensor");
  value = entry.bytes;
}

}  // namespace unfold
