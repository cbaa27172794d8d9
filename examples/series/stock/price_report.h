// What reports say of prices: numbers for reading, and what was found in their file.
#pragma once

#include <string>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/lab/report.h"
#include "examples/series/stock/prices.h"

namespace unfold {

std::string rounded(double value, int digits);
std::string price_text(double value);

// (count): first, first + 1, …
Tensor days_from(int first, int count);

// `constant`: names of columns that never change, and so are not read.
Table found_in_file(const Prices& prices, const std::vector<std::string>& constant);

}  // namespace unfold
