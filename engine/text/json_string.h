// json_string: text as a string of JSON.
#pragma once

#include <string>
#include <string_view>

namespace unfold {

// Appends the text in quotes, with escapes where JSON asks for them.
void append_json_string(std::string& json, std::string_view text);

}  // namespace unfold
