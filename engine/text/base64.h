// base64: bytes as text of letters, digits, "+" and "/", as JSON can hold it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace unfold {

std::string base64(std::string_view bytes);
// Nothing for a text that is not padded base64.
std::optional<std::string> read_base64(std::string_view text);

}  // namespace unfold
