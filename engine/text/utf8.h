// utf8: texts as sequences of symbols, which are Unicode code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

// Bytes of the symbol at the start of a text that is not empty; 0 if it is not valid UTF-8.
std::size_t symbol_size(std::string_view text) noexcept;
// Position of the first byte that is not part of valid UTF-8; npos if all are.
std::size_t invalid_utf8(std::string_view text) noexcept;

// Takes the first symbol off a text that is not empty; U+FFFD for a stray byte.
char32_t take_code(std::string_view& text) noexcept;
void append_utf8(std::string& text, char32_t code);

// Number of symbols. Stray bytes count as one each.
int count_symbols(std::string_view text);
// The symbols one by one. Stray bytes stand alone.
std::vector<std::string> symbols(std::string_view text);
// The first `most` symbols, followed by "…" if there are more; stray bytes become U+FFFD.
std::string excerpt(std::string_view text, int most = 40);
// Without white space at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace unfold
