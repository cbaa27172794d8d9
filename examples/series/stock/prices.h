// Prices: the rows and columns of a table of daily numbers that can be learnt from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/lab/refusal.h"
#include "examples/series/stock/refusals.h"

namespace unfold {

enum class RowOrder { automatic, newest_first, oldest_first };

struct PricesOptions {
  std::string target = "auto";  // a column's name or number; auto: the close by any of its names
  std::string series = "auto";  // which of several in the file; auto: the only one
  RowOrder order = RowOrder::automatic;
  int most_rows = 2000;  // the latest ones are kept
};

struct Prices {
  struct Column {
    std::string name;
    std::vector<double> values;  // per day, oldest first
  };
  std::vector<Column> columns;
  int target = 0;               // which column is to be predicted
  std::string_view why_target;  // a report's name for it; "" where nothing else could be meant
  std::vector<double> dates;    // per day in seconds since 1970; empty if there are none
  std::vector<std::string> left_out;  // columns without numbers
  std::vector<std::string> counters;  // columns that count rows
  std::vector<std::string> times;     // columns of time, if there are several

  std::vector<std::string> targets;     // columns that could be predicted
  std::vector<std::string> all_series;  // of the file, if there are several

  // What was found in the file.
  char separator = ',';
  bool has_header = false;
  bool is_newest_first = false, is_sorted = true;  // as the rows stood
  std::string_view why_order;                      // a report's name for it; "" for dates
  std::string series;                              // which is used; "" if there is one only
  int rows_in_file = 0;
  // Rows that are not learnt from; lines count from 1.
  struct Loss {
    int rows = 0, first_line = 0;
  };
  Loss incomplete;  // a cell is missing
  Loss without;     // a number stands for a missing one, `missing`
  Loss texts;       // texts instead of numbers: dividends, splits, notes
  Loss twice;       // a day that comes again; the last one counts
  std::string missing;
  int doubled_hours = 0;  // that come twice as summer time ends; all their rows are learnt from

  // What the reader may want to change: an input, the code of a note and its values.
  struct Remark {
    std::string input;
    CodeOf<stock_refusals> code;
    RefusalValues values;
  };
  std::vector<Remark> remarks;

  int days() const { return static_cast<int>(columns[0].values.size()); }
};

// Refuses the inputs "csv", "target" and "series".
Prices read_prices(std::string_view text, const PricesOptions& options);

}  // namespace unfold
