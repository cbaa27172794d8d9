// Plain values on their way between C++ and JavaScript, as new objects that own what they hold.
#pragma once

#include <emscripten/val.h>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold::js {

using emscripten::val;

val text(std::string_view view);
val array(std::span<const float> values);  // a Float32Array
val array(std::string_view bytes);         // a Uint8Array
val view(std::string_view bytes);          // the same, of the memory itself
val object(const std::map<std::string, std::string>& values);
val strings(const std::vector<std::string>& texts);
val parsed(const std::string& json);
// The sizes of a tensor's axes; [0] for an empty one.
val shape(const Tensor& tensor);

// The properties of an object, as text.
std::map<std::string, std::string> inputs(const val& object);
// What a Uint8Array holds.
std::string bytes(const val& array);

}  // namespace unfold::js
