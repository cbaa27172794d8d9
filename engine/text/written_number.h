// Numbers as people write them in tables.
#pragma once

#include <optional>
#include <string_view>

namespace unfold {

inline constexpr double largest_written_number = 1e30;

// "1234.5", "-1,234.5", "1 234.5", "1’234.5", "12,34,567.5", "1.5e-3", "(1.2)", "5%", "1.2M",
// "3억",
// "$12.5", "12.5 EUR", "62,000원", in digits of any width; with a decimal comma "1.234,5".
// Nothing for other texts and for numbers beyond the largest. The same bits on every target.
std::optional<double> read_written_number(std::string_view text, bool decimal_comma = false);

// What a text tells of the decimal mark if it is a number: 1 for a comma, -1 for a point, 0 for
// "12" and "1,234", which may be either.
int decimal_comma_evidence(std::string_view text);

// "", "NA", "null", "-" and the like: a value that is not there.
bool is_missing(std::string_view text);

}  // namespace unfold
