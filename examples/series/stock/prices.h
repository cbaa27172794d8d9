// Prices: the rows and columns of a table of daily numbers that can be learnt from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unfold {

enum class RowOrder { automatic, newest_first, oldest_first };

struct PricesOptions {
  std::string target = "auto";  // a column's name or number; auto: Close, else the last
  RowOrder order = RowOrder::automatic;
  int most_rows = 2000;  // the latest ones are kept
};

struct Prices {
  struct Column {
    std::string name;
    std::vector<double> values;  // per day, oldest first
  };
  std::vector<Column> columns;
  int target = 0;                     // which column is to be predicted
  std::vector<double> dates;          // per day in seconds since 1970; empty if there are none
  std::vector<std::string> left_out;  // columns without numbers

  // What was found in the file.
  char separator = ',';
  bool has_header = false;
  bool is_newest_first = false, is_sorted = true;  // as the rows stood
  int rows_in_file = 0, rows_dropped = 0;          // for a missing cell

  int days() const { return static_cast<int>(columns[0].values.size()); }
};

// Refuses the inputs "csv" and "target".
Prices read_prices(std::string_view text, const PricesOptions& options);

}  // namespace unfold
