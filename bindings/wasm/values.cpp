#include "bindings/wasm/values.h"

#include <cstdint>

namespace unfold::js {

val text(std::string_view view) { return val(std::string(view)); }

val array(std::span<const float> values) {
  return val(emscripten::typed_memory_view(values.size(), values.data())).call<val>("slice");
}

val array(std::string_view bytes) { return view(bytes).call<val>("slice"); }

val view(std::string_view bytes) {
  const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
  return val(emscripten::typed_memory_view(bytes.size(), first));
}

val object(const std::map<std::string, std::string>& values) {
  val result = val::object();
  for (const auto& [name, value] : values) result.set(name, value);
  return result;
}

val parsed(const std::string& json) { return val::global("JSON").call<val>("parse", json); }

val strings(const std::vector<std::string>& texts) {
  val result = val::array();
  for (std::size_t i = 0; i < texts.size(); ++i) result.set(i, texts[i]);
  return result;
}

val shape(const Tensor& tensor) {
  val sizes = val::array();
  if (tensor.empty()) {
    sizes.set(0, 0);
  } else {
    for (int axis = 0; axis < tensor.rank(); ++axis) sizes.set(axis, tensor.size(axis));
  }
  return sizes;
}

std::map<std::string, std::string> inputs(const val& object) {
  std::map<std::string, std::string> values;
  const val to_string = val::global("String");
  const val names = val::global("Object").call<val>("keys", object);
  const auto count = names["length"].as<unsigned>();
  for (unsigned i = 0; i < count; ++i) {
    values.emplace(names[i].as<std::string>(), to_string(object[names[i]]).as<std::string>());
  }
  return values;
}

std::string bytes(const val& array) {
  std::string copy(array["length"].as<std::size_t>(), 0);
  val(emscripten::typed_memory_view(copy.size(), reinterpret_cast<std::uint8_t*>(copy.data())))
      .call<void>("set", array);
  return copy;
}

}  // namespace unfold::js
