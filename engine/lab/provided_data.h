// Data: the files that labs read, by name: those that the build prepares ("mnist/train-images") and
// a reader's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace unfold {

using Data = std::shared_ptr<const std::string>;

// The bytes of a file. Throws Refusal "missing-data" (with its `name`) for one that nobody has
// provided; whoever catches it may provide it and try again.
Data data(std::string_view name);
bool has_data(std::string_view name);

// From now on `data(name)` gives these bytes.
void provide_data(std::string name, std::string bytes);
// Gives the memory back once no lab uses it.
void forget_data(std::string_view name);

// Asked by `data` for a name that has not been provided; gives null if it does not know it either.
using DataSource = Data (*)(std::string_view name);
void set_data_source(DataSource source);

}  // namespace unfold
