// utf8: texts as sequences of symbols, which are Unicode code points.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/io/utf8.h"

namespace unfold {

// Number of symbols. Stray bytes count as one each.
int count_symbols(std::string_view text);
// The symbols one by one. Stray bytes stand alone.
std::vector<std::string> symbols(std::string_view text);
// The first `most` symbols, followed by "…" if there are more; stray bytes become U+FFFD.
std::string excerpt(std::string_view text, int most = 40);
// Without white space at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace unfold
