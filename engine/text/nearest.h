// nearest: the name that somebody who mistyped one most likely meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unfold {

// The candidate with the smallest edit distance; "" if there are none.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates);
// "a, b, c".
std::string listed(const std::vector<std::string_view>& names);

}  // namespace unfold
