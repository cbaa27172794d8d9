// Archive: walks over the state of something, either to write it down or to put it back. Both times
// the same names are visited in the same order.
#pragma once

#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/core/require.h"
#include "engine/core/tensor.h"

namespace unfold {

// A state that was put back and could never have been.
struct DamagedState : std::invalid_argument {
  using invalid_argument::invalid_argument;
};

class Archive {
 public:
  virtual ~Archive() = default;
  // A tensor, which may be empty. Put back, it is a new one; others that shared its memory keep the
  // old values.
  virtual void tensor(std::string_view name, Tensor& value) = 0;
  // A variable or an optimizer's slot: put back into the memory that it has, shape unchanged.
  virtual void in_place(std::string_view name, Tensor value) = 0;
  virtual void bytes(std::string_view name, std::string& value) = 0;

  // A plain value whose members have the same size on every target: int, float, bool, arrays of
  // them, Philox, RandomOp, RandomState. Throws DamagedState for one that is not sound.
  template <typename T>
  void value(std::string_view name, T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::string copy(reinterpret_cast<const char*>(&value), sizeof value);
    bytes(name, copy);
    require(copy.size() == sizeof value, "load", "\"", name, "\" has the wrong size.");
    std::memcpy(&value, copy.data(), sizeof value);
    if constexpr (requires { value.is_sound(); }) {
      if (!value.is_sound()) throw DamagedState("\"" + std::string(name) + "\" is damaged");
    }
  }

  // A vector of such values.
  template <typename Vector>
  void values(std::string_view name, Vector& values) {
    using T = typename Vector::value_type;
    static_assert(std::is_trivially_copyable_v<T>);
    std::string copy(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    bytes(name, copy);
    require(copy.size() % sizeof(T) == 0, "load", "\"", name, "\" has the wrong size.");
    values.resize(copy.size() / sizeof(T));
    if (!values.empty()) std::memcpy(values.data(), copy.data(), copy.size());
  }

  void texts(std::string_view name, std::vector<std::string>& texts);

  // A vector of tensors, such as the state of a cell.
  template <typename Vector>
  void tensors(std::string_view name, Vector& tensors) {
    int count = static_cast<int>(tensors.size());
    value(std::string(name) + "/count", count);
    require(count >= 0 && count <= 1000, "load", "\"", name, "\" has the wrong size.");
    tensors.resize(count);
    for (int i = 0; i < count; ++i) tensor(std::string(name) + "/" + std::to_string(i), tensors[i]);
  }
};

}  // namespace unfold
