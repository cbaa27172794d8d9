// four_prices: open, high, low and close, told by what they are for each other.
#pragma once

#include <vector>

#include "engine/data/csv.h"

namespace unfold {

// Of four columns that follow each other one is never less and one never more than the others, and
// they are about as large: the last one of the other two. -1 if no four columns are so.
int close_beside_high_and_low(const CsvTable& table, const std::vector<int>& columns);

}  // namespace unfold
