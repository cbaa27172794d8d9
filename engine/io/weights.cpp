#include "engine/io/weights.h"

#include <cstring>
#include <map>
#include <stdexcept>

#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Arrays = std::map<std::string_view, const SafeTensors::Entry*>;

// What is wrong with this variable's array; "" if nothing is.
std::string fault(const Arrays& arrays, const Variables::Named& variable) {
  const auto found = arrays.find(variable.name);
  const std::string needed = to_string(variable.value.shape());
  if (found == arrays.end()) return "is missing and must be " + needed;
  const SafeTensors::Entry& entry = *found->second;
  if (entry.type != SafeTensors::Type::f32) return "must hold numbers of the type F32";
  if (entry.shape == variable.value.shape()) return "";
  return "must be " + needed + ", not " + to_string(entry.shape);
}

std::string names_of(const SafeTensors& arrays) {
  constexpr int most_symbols = 300;
  std::string names;
  for (const auto& entry : arrays.entries) names += (names.empty() ? "" : ", ") + entry.name;
  return names.empty() ? "nothing" : excerpt(names, most_symbols);
}

}  // namespace

void load_weights(const SafeTensors& arrays, const Variables& variables) {
  Arrays by_name;
  for (const auto& entry : arrays.entries) by_name.emplace(entry.name, &entry);
  std::string faults;
  for (const auto& variable : variables.named()) {
    const std::string wrong = fault(by_name, variable);
    if (!wrong.empty()) faults += " \"" + variable.name + "\" " + wrong + ".";
  }
  if (!faults.empty()) {
    throw std::invalid_argument("These weights do not fit the network." + faults +
                                " The file has: " + names_of(arrays) + ".");
  }
  for (const auto& variable : variables.named()) {
    const std::string& bytes = by_name.at(variable.name)->bytes;
    Tensor target = variable.value;
    std::memcpy(target.mutable_data(), bytes.data(), bytes.size());
  }
}

}  // namespace unfold
