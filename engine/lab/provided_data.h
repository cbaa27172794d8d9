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
// Gives the memory back once no lab uses it.
void forget_data(std::string_view name);

// Asked by `data` for a name that has not been provided; gives null if it does not know it either.
using DataSource = Data (*)(std::string_view name);
void set_data_source(DataSource source);

}  // namespace unfold
