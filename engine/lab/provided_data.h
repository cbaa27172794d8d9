// Data: the files that labs read, by name: those that the build prepares ("mnist/train-images") and
// a reader's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace unfold {

using Data = std::shared_ptr<const std::string>;

// The bytes of a file. Throws Refusal "missing-data" for one that nobody has provided: its `key` is
// the name by which to provide it, for whoever catches it and tries again; its `name` is for
// people.
Data data(std::string_view name);
bool has_data(std::string_view name);

// From now on `data(name)` gives these bytes.
void provide_data(std::string name, std::string bytes);
// 16 hexadecimal digits of these bytes, computed once. Throws as `data` does.
const std::string& data_hash(std::string_view name);
// What was made of a file's bytes last.
struct Made {
  const void* type = nullptr;
  std::string how = {};
  std::shared_ptr<const void> value = {};
};
Made& made_of(std::string_view name);

// What `make` makes of a file's bytes: once, as long as the file is here and `how` is the same.
template <typename T, typename Make>
std::shared_ptr<const T> made_of(std::string_view name, const std::string& how, Make make) {
  static const char type = 0;
  Made& made = made_of(name);
  if (made.type != &type || made.how != how) {
    made = {&type, how, std::make_shared<const T>(make(*data(name)))};
  }
  return std::static_pointer_cast<const T>(made.value);
}

// What was made of files is made anew for whoever asks next.
void forget_made();

// Gives the memory back once no lab uses it.
void forget_data(std::string_view name);

// Asked by `data` for a name that has not been provided; gives null if it does not know it either.
using DataSource = Data (*)(std::string_view name);
void set_data_source(DataSource source);

}  // namespace unfold
