// price_columns: which columns of a table are learnt from, which is predicted, which tell the time
// and which of several series a row belongs to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/data/csv.h"

namespace unfold {

// Lines of a value `choices`: what an input may be instead, for a page to offer.
std::string choices_of(const std::vector<std::string>& choices);

// Positions of the columns of numbers. Refuses "csv" if there are none or too many.
std::vector<int> number_columns(const CsvTable& table);

struct Target {
  int column;             // of the table
  std::string_view why;   // a report's name; "" where nothing else could be meant
  bool is_guess = false;  // no name told it
};
// The column of that name or number, or for "auto" the price at the end of a day. Refuses "target".
Target find_target(const CsvTable& table, const std::vector<int>& numbers, std::string_view target);
// What the reader may name instead.
std::vector<std::string> target_choices(const CsvTable& table, const std::vector<int>& numbers);

// The column of the times of all rows; null if there is none.
const CsvColumn* find_dates(const CsvTable& table);
const CsvColumn* find_counter(const CsvTable& table);

// The rows of the series of that name, or for "auto" all if there is only one. Refuses "series".
struct SeriesRows {
  std::vector<int> rows;
  std::string name;  // "" if there is one only
  std::vector<std::string> all;
};
SeriesRows find_series(const CsvTable& table, const CsvColumn* dates, std::string_view series);

}  // namespace unfold
