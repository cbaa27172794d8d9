// number_text: numbers as decimal text and back, the same on every target and in every locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/text/decimal.h"

namespace unfold {

// Decimal numbers only: "2", "-.5", "1e-3". One too large to be held becomes infinite.
std::optional<double> read_number(std::string_view text);
// Whole decimal numbers only. One too large to be held becomes the largest.
std::optional<long long> read_integer(std::string_view text);
// Whether the text names something that is not finite: "nan", "-inf", "Infinity".
bool names_non_finite(std::string_view text);

}  // namespace unfold
