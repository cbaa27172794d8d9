// CSV: the columns of a table in delimited text, whatever its dialect.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

struct CsvColumn {
  enum class Kind {
    number,
    date,     // a time: days, months, years, seconds since 1970, the day numbers of spreadsheets
    part,     // of the dates in another column: an hour, a month beside its year
    counter,  // rows that are counted
    other     // texts
  };
  std::string name;  // from the header; "column 3" if it has none
  Kind kind = Kind::other;
  // Per row, NaN where missing: the numbers; the dates in seconds since 1970; empty for others.
  std::vector<double> values;
  std::vector<std::string_view> texts;  // per row, of texts; they live as long as the file's text
  std::vector<int> wrong_rows;          // that have a text instead of a number or a date
  std::optional<double> missing;        // the number that stands for a missing one, such as -9999
  std::vector<int> missing_rows;        // where it does
};

struct CsvTable {
  char separator;      // ',', ';', tab, '|' or ' '
  bool has_header;     // a row of names, or a comment that names the columns
  bool decimal_comma;  // "1,5" is one and a half
  int rows;
  std::vector<CsvColumn> columns;
  std::vector<int> lines;  // of the text, from 1, for each row
};

// What makes a text no table, and where.
struct CsvError : std::invalid_argument {
  enum class Problem {
    empty,         // no rows
    not_text,      // zero bytes: a spreadsheet or a picture
    open_quote,    // that begins in `line` and never ends
    long_row,      // `line` has `actual` cells instead of `expected`
    short_header,  // `line` names `expected` columns, the rows have `actual`
    dates_across,  // the header in `line` has `actual` dates, `value` the first
    second_table,  // in `line` begins another one, whose second column is `value`
    not_a_number   // `value` in a column of numbers
  };
  CsvError(Problem problem, int line, std::string column = "", std::string value = "",
           int expected = 0, int actual = 0);

  Problem problem;
  int line;  // of the text, from 1
  std::string column, value;
  int expected, actual;
};

// Reads RFC 4180 and what programs make of it: quotes, a byte order mark, comments after #, blank
// lines, lines above a header of one or several lines or none, thousands separators, decimal
// commas, dates. A column is one of numbers or of dates if more than half of its rows are; a cell
// that is missing, also at the end of a short row, is NaN, and so are texts among numbers, up to a
// tenth of the rows. Throws CsvError.
CsvTable read_csv(std::string_view text);

}  // namespace unfold
