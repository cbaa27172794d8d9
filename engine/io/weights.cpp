#include "engine/io/weights.h"

#include <cstring>
#include <map>
#include <stdexcept>

#include "engine/core/require.h"
#include "engine/io/zip.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Arrays = std::map<std::string_view, const WeightArray*>;

// What is wrong with this variable's array; "" if nothing is.
std::string fault(const Arrays& arrays, const Variables::Named& variable) {
  const auto found = arrays.find(variable.name);
  const std::string needed = to_string(variable.value.shape());
  if (found == arrays.end()) return "is missing and must be " + needed;
  const WeightArray& array = *found->second;
  if (!array.is_float) return "must hold numbers that 32-bit floats can be, not " + array.type;
  if (array.shape == variable.value.shape()) return "";
  return "must be " + needed + ", not " + to_string(array.shape);
}

std::string names_of(const WeightArrays& arrays) {
  constexpr int most_symbols = 300;
  std::string names;
  for (const WeightArray& array : arrays) names += (names.empty() ? "" : ", ") + array.name;
  return names.empty() ? "nothing" : excerpt(names, most_symbols);
}

}  // namespace

WeightArrays weight_arrays(const SafeTensors& file) {
  WeightArrays arrays;
  for (const auto& [name, type, shape, bytes] : file.entries) {
    const bool is_float = type == SafeTensors::Type::f32;
    arrays.push_back({name, shape, is_float ? "F32" : "U8", is_float ? bytes : "", is_float});
  }
  return arrays;
}

WeightArrays read_weights(std::string_view file, Inflate inflate) {
  require(!file.starts_with("\x89HDF"), "weights",
          "this is an HDF5 file, which is not read. Save the arrays by numpy.savez, or as "
          "safetensors");
  if (!is_zip(file)) return weight_arrays(read_safetensors(file));
  WeightArrays arrays;
  for (auto& [name, array] : read_npz(file, inflate)) {
    arrays.push_back({std::move(name), array.shape, std::move(array.type),
                      array.floats.value_or(""), array.floats.has_value()});
  }
  return arrays;
}

void load_weights(const WeightArrays& arrays, const Variables& variables) {
  Arrays by_name;
  for (const WeightArray& array : arrays) by_name.emplace(array.name, &array);
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
    const std::string& bytes = by_name.at(variable.name)->floats;
    Tensor target = variable.value;
    std::memcpy(target.mutable_data(), bytes.data(), bytes.size());
  }
}

}  // namespace unfold
