// doubled_hours: in local time an hour comes twice in the night in which summer time ends.
#pragma once

#include <vector>

namespace unfold {

// When such hours begin; all in seconds since 1970. An hour of a night to a Friday or a Sunday,
// when clocks are put back, half or more of whose times come twice, beside hours whose times come
// once.
std::vector<double> doubled_hours(std::vector<double> times);

// Whether the time is in one of these hours.
bool is_in(const std::vector<double>& hours, double time);

}  // namespace unfold
