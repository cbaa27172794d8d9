#include "engine/lab/provided_data.h"

#include <map>

#include "engine/lab/hash.h"
#include "engine/lab/refusal.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

struct Provided {
  Data bytes;
  std::string hash = {};  // once asked for
  Made made = {};
};

std::map<std::string, Provided, std::less<>>& provided() {
  static std::map<std::string, Provided, std::less<>> files;
  return files;
}

DataSource& source() {
  static DataSource source = nullptr;
  return source;
}

// Null for what nobody has.
Provided* find(std::string_view name) {
  const auto found = provided().find(name);
  if (found != provided().end()) return &found->second;
  Data data = source() == nullptr ? nullptr : source()(name);
  return data == nullptr ? nullptr : &provided().emplace(name, Provided{data}).first->second;
}

Provided& required(std::string_view name) {
  Provided* file = find(name);
  if (file == nullptr) {
    refuse("", "missing-data", {{"name", excerpt(name)}, {"key", std::string(name)}});
  }
  return *file;
}

}  // namespace

Data data(std::string_view name) { return required(name).bytes; }

Made& made_of(std::string_view name) { return required(name).made; }

const std::string& data_hash(std::string_view name) {
  Provided& file = required(name);
  if (file.hash.empty()) {
    Hash hash;
    hash.add(*file.bytes);
    file.hash = hash.text();
  }
  return file.hash;
}

void forget_made() {
  for (auto& [name, file] : provided()) file.made = {};
}

bool has_data(std::string_view name) { return find(name) != nullptr; }

void provide_data(std::string name, std::string bytes) {
  provided()[std::move(name)] = {std::make_shared<const std::string>(std::move(bytes))};
}

void forget_data(std::string_view name) {
  const auto found = provided().find(name);
  if (found != provided().end()) provided().erase(found);
}

void set_data_source(DataSource new_source) { source() = new_source; }

}  // namespace unfold
