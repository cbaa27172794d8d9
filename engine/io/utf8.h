// utf8: the bytes of Unicode code points.
#pragma once

#include <cstddef>
#include <string_view>

namespace unfold {

// Bytes of the symbol at the start of a text that is not empty; 0 if it is not valid UTF-8.
std::size_t symbol_size(std::string_view text) noexcept;
// Position of the first byte that is not part of valid UTF-8; npos if all are.
std::size_t invalid_utf8(std::string_view text) noexcept;

}  // namespace unfold
