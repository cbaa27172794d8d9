#include "engine/data/csv.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/data/csv_header.h"
#include "engine/data/csv_rows.h"
#include "engine/data/date_parts.h"
#include "engine/data/time_column.h"
#include "engine/text/date.h"
#include "engine/text/written_number.h"

namespace unfold {
namespace {

using Problem = CsvError::Problem;
using Kind = CsvColumn::Kind;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string message(Problem problem, int line, const std::string& column,
                    const std::string& value) {
  std::string place = "[csv] line " + std::to_string(line);
  switch (problem) {
    case Problem::empty: return "[csv] there are no rows";
    case Problem::not_text: return place + ": this is not text";
    case Problem::open_quote: return place + ": a quote is not closed";
    case Problem::long_row: return place + ": the row has too many cells";
    case Problem::short_header: return place + ": the header has too few cells";
    case Problem::dates_across: return place + ": the dates are in columns";
    case Problem::second_table: return place + ": a second table begins";
    case Problem::not_a_number:
      return place + ", column " + column + ": \"" + value + "\" is not a number";
  }
  return place;
}

// East Asia's numbers have decimal points.
bool is_east_asian(const CsvRows& rows) {
  constexpr unsigned char first_lead = 0xE3;  // of what is written from U+3000 on
  const auto last = rows.cells.begin() + rows.starts[std::min(rows.count(), 10)];
  return std::any_of(rows.cells.begin(), last, [&](std::string_view cell) {
    return std::any_of(cell.begin(), cell.end(),
                       [&](char c) { return static_cast<unsigned char>(c) >= first_lead; });
  });
}

// Numbers between which points may stand for thousands: "998", "1.002" lie side by side only if
// they do.
class Thousands {
 public:
  void add(std::string_view cell) {
    const auto as_point = read_written_number(cell, false),
               as_comma = read_written_number(cell, true);
    if (!as_point || !as_comma) return;
    const double value = std::abs(*as_point), larger = std::abs(*as_comma);
    const bool is_bare = value == larger && value < 1000 && value == std::floor(value);
    const bool is_group = value >= 1 && larger == std::round(value * 1000);
    is_possible_ = is_possible_ && (is_bare || is_group);
    has_bare_ = has_bare_ || (is_bare && value > 0);
    has_group_ = has_group_ || is_group;
    if (value == 0) return;
    points_.add(value);
    commas_.add(larger);
  }

  bool are_likely() const {
    return is_possible_ && has_bare_ && has_group_ && commas_.ratio() < points_.ratio();
  }

 private:
  struct Range {
    double least = INFINITY, most = 0;
    void add(double value) {
      least = std::min(least, value);
      most = std::max(most, value);
    }
    double ratio() const { return most / least; }
  };
  Range points_, commas_;
  bool is_possible_ = true, has_bare_ = false, has_group_ = false;
};

// Tells the decimal mark from the cells that allow only one; dates tell nothing.
bool find_decimal_comma(const CsvRows& rows, char separator) {
  int evidence = 0;
  bool has_open_comma = false;
  for (int column = 0; column < usual_size(rows); ++column) {
    int here = 0, filled = 0, dates = 0;
    bool is_comma = false;
    Thousands thousands;
    for (int row = 0; row < std::min(rows.count(), csv_sample_rows); ++row) {
      const std::string_view cell = rows.cell(row, column);
      const int mark = decimal_comma_evidence(cell);
      here += mark;
      thousands.add(cell);
      filled += !cell.empty();
      dates += read_written_date(cell).has_value();
      is_comma = is_comma || (mark == 0 && cell.find(',') != std::string_view::npos &&
                              read_written_number(cell, true));
    }
    if (dates >= 0.9 * filled) continue;
    evidence += here + thousands.are_likely();
    has_open_comma = has_open_comma || is_comma;
  }
  const bool is_open = evidence == 0 && separator == ';' && has_open_comma;
  return evidence > 0 || (is_open && !is_east_asian(rows));
}

// The number that stands for a missing one, if it lies far off all others.
std::optional<double> find_missing_number(const std::vector<double>& values) {
  constexpr double usual[] = {-9999,   -999,    -99999,  -99.99,  -99.9,  -999.9,
                              -999.99, -9999.9, -999.25, -9999.9, 9999,   99999,
                              999.9,   9999.9,  999.99,  9999.99, 999999, -99};
  for (const double code : usual) {
    double least = INFINITY, most = -INFINITY;
    int count = 0;
    for (const double value : values) {
      if (value == code) ++count;
      if (std::isnan(value) || value == code) continue;
      least = std::min(least, value);
      most = std::max(most, value);
    }
    const double range = most - least, distance = code < 0 ? least - code : code - most;
    const bool is_far = range > 0 && distance > 2 * range && (code < 0 ? least > code : true);
    if (count > 0 && count * 2 < static_cast<int>(values.size()) && is_far) return code;
  }
  return std::nullopt;
}

class TableReader {
 public:
  explicit TableReader(std::string_view text) {
    table_.separator = find_separator(text);
    rows_ = read_rows(text, table_.separator, std::numeric_limits<int>::max());
    if (rows_.count() == 0) throw CsvError(Problem::empty, 1);
    table_.decimal_comma = find_decimal_comma(rows_, table_.separator);
  }

  CsvTable read() {
    const CsvHeader header = find_header(rows_, table_.separator, table_.decimal_comma);
    table_.has_header = header.is_named;
    first_ = header.first_row;
    table_.rows = rows_.count() - first_;
    if (table_.rows == 0) throw CsvError(Problem::empty, 1);
    table_.lines.assign(rows_.lines.begin() + first_, rows_.lines.end());
    check_sizes(header.width());
    if (header.is_named) check_for_second_table(header);
    for (const std::string& name : header.names) table_.columns.emplace_back().name = name;
    for (int column = 0; column < header.width(); ++column) read_column(column);
    join_date_parts(table_);
    return std::move(table_);
  }

 private:
  std::string_view cell(int row, int column) const { return rows_.cell(first_ + row, column); }

  // A row may be short, and empty cells at its end do no harm.
  void check_sizes(int width) const {
    for (int row = first_; row < rows_.count(); ++row) {
      const int size = rows_.filled_size(row);
      if (size > width) throw CsvError(Problem::long_row, rows_.lines[row], "", "", width, size);
    }
  }

  // Names under the first column's own name, others beside it.
  void check_for_second_table(const CsvHeader& header) const {
    for (int row = 0; row < table_.rows && header.width() > 1; ++row) {
      const std::string_view first = cell(row, 0), second = cell(row, 1);
      if (first != header.names[0] || second == header.names[1] || is_missing(second)) continue;
      if (read_written_number(second) || read_written_date(second)) continue;
      throw CsvError(Problem::second_table, table_.lines[row], "", std::string(second));
    }
  }

  void read_column(int index) {
    CsvColumn& column = table_.columns[index];
    for (int row = 0; row < table_.rows; ++row) column.texts.push_back(cell(row, index));
    const CellsOfColumn cells{column.texts, column.name, index == 0, table_.decimal_comma};
    if (const auto time = time_of_texts(cells)) {
      set_time(column, *time);
    } else if (read_numbers(column)) {
      if (const auto numbers_of_time = time_of_numbers(cells, column.values)) {
        set_time(column, *numbers_of_time);
      } else if (is_counter(cells, column.values) && table_.columns.size() > 1) {
        column.kind = Kind::counter;
      } else if (index == 0 && table_.columns.size() > 1 && names_only_time(column.name)) {
        column.kind = Kind::part;  // a time of some kind, and so nothing to learn from
        column.values.clear();
      } else {
        remove_missing_numbers(column);
      }
    } else if (auto places = count_of_texts(cells)) {
      column.kind = Kind::counter;
      column.values = std::move(*places);
    }
  }

  void set_time(CsvColumn& column, const TimeColumn& time) const {
    column.values = time.seconds;
    column.kind = time.unit == WrittenDate::Unit::clock ? Kind::part : Kind::date;
    column.wrong_rows.clear();
    for (int row = 0; row < table_.rows; ++row) {
      if (std::isnan(column.values[row]) && !is_missing(column.texts[row])) {
        column.wrong_rows.push_back(row);
      }
    }
  }

  // False if it is no column of numbers.
  bool read_numbers(CsvColumn& column) const {
    std::vector<double> values(table_.rows, none);
    int numbers = 0;
    for (int row = 0; row < table_.rows; ++row) {
      if (const auto value = read_written_number(column.texts[row], table_.decimal_comma)) {
        values[row] = *value;
        ++numbers;
      } else if (!is_missing(column.texts[row])) {
        column.wrong_rows.push_back(row);
      }
    }
    if (numbers <= table_.rows / 2) return false;
    if (std::ssize(column.wrong_rows) * 10 > table_.rows) refuse_cell(column);
    column.kind = Kind::number;
    column.values = std::move(values);
    return true;
  }

  static void remove_missing_numbers(CsvColumn& column) {
    column.missing = find_missing_number(column.values);
    if (!column.missing) return;
    for (int row = 0; row < static_cast<int>(column.values.size()); ++row) {
      if (column.values[row] != *column.missing) continue;
      column.missing_rows.push_back(row);
      column.values[row] = none;
    }
  }

  [[noreturn]] void refuse_cell(const CsvColumn& column) const {
    const int row = column.wrong_rows[0];
    throw CsvError(Problem::not_a_number, table_.lines[row], column.name,
                   std::string(column.texts[row]));
  }

  CsvTable table_{};
  CsvRows rows_;
  int first_ = 0;
};

}  // namespace

CsvError::CsvError(Problem problem, int line, std::string column, std::string value, int expected,
                   int actual)
    : std::invalid_argument(message(problem, line, column, value)),
      problem(problem),
      line(line),
      column(std::move(column)),
      value(std::move(value)),
      expected(expected),
      actual(actual) {}

CsvTable read_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t zero = text.find('\0');
  if (zero != std::string_view::npos) throw CsvError(Problem::not_text, 1);
  return TableReader(text).read();
}

}  // namespace unfold
