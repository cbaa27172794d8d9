#include "engine/lab/provided_data.h"

#include <map>

#include "engine/lab/refusal.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

std::map<std::string, Data, std::less<>>& provided() {
  static std::map<std::string, Data, std::less<>> files;
  return files;
}

DataSource& source() {
  static DataSource source = nullptr;
  return source;
}

Data find(std::string_view name) {
  const auto found = provided().find(name);
  if (found != provided().end()) return found->second;
  Data data = source() == nullptr ? nullptr : source()(name);
  if (data != nullptr) provided().emplace(name, data);
  return data;
}

}  // namespace

Data data(std::string_view name) {
  Data data = find(name);
  if (data == nullptr) refuse("", "missing-data", {{"name", excerpt(name)}});
  return data;
}

bool has_data(std::string_view name) { return find(name) != nullptr; }

void provide_data(std::string name, std::string bytes) {
  provided()[std::move(name)] = std::make_shared<const std::string>(std::move(bytes));
}

void forget_data(std::string_view name) {
  const auto found = provided().find(name);
  if (found != provided().end()) provided().erase(found);
}

void set_data_source(DataSource new_source) { source() = new_source; }

}  // namespace unfold
