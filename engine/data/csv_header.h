// csv_header: where a table begins and what its columns are called.
#pragma once

#include <string>
#include <vector>

#include "engine/data/csv_rows.h"

namespace unfold {

struct CsvHeader {
  std::vector<std::string> names;  // of each column; "column 3" without one
  int first_row = 0;               // of the table's own
  bool is_named = false;           // a header, or a comment that names the columns

  int width() const { return static_cast<int>(names.size()); }
};

// Names stand above values, in one line or several, under lines that belong to no column. Throws
// CsvError where they name fewer columns than there are, or are dates themselves.
CsvHeader find_header(const CsvRows& rows, char separator, bool decimal_comma);

}  // namespace unfold
