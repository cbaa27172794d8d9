// CSV: the columns of a table in delimited text, whatever its dialect.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

struct CsvColumn {
  enum class Kind { number, date, other };
  std::string name;  // from the header; "column 3" if it has none
  Kind kind;
  // Per row, NaN where missing: the numbers; the dates in seconds since 1970; empty for others.
  std::vector<double> values;
};

struct CsvTable {
  char separator;      // ',', ';', tab or '|'
  bool has_header;     // a row of names, or a comment that names the columns
  bool decimal_comma;  // "1,5" is one and a half
  int rows;
  std::vector<CsvColumn> columns;
};

// What makes a text no table, and where.
struct CsvError : std::invalid_argument {
  enum class Problem {
    empty,        // no rows
    not_text,     // zero bytes: a spreadsheet or a picture
    open_quote,   // that begins in `line` and never ends
    long_row,     // `line` has `actual` cells instead of `expected`
    not_a_number  // `value` in a column of numbers
  };
  CsvError(Problem problem, int line, std::string column = "", std::string value = "",
           int expected = 0, int actual = 0);

  Problem problem;
  int line;  // of the text, from 1
  std::string column, value;
  int expected, actual;
};

// Reads RFC 4180 and what programs make of it: quotes, a byte order mark, comments after #, blank
// lines, a header or none, thousands separators, decimal commas, dates. A column is one of numbers
// or of dates if more than half of its rows are; a cell that is missing, also at the end of a short
// row, is NaN. Throws CsvError.
CsvTable read_csv(std::string_view text);

}  // namespace unfold
