#include "engine/data/csv_header.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/data/csv.h"
#include "engine/data/time_column.h"
#include "engine/text/date.h"
#include "engine/text/date_words.h"
#include "engine/text/fold.h"
#include "engine/text/scan.h"
#include "engine/text/written_number.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Problem = CsvError::Problem;

constexpr int most_lines_above = 60;  // a table's header and what stands over it

class HeaderFinder {
 public:
  HeaderFinder(const CsvRows& rows, char separator, bool decimal_comma)
      : rows_(rows),
        separator_(separator),
        decimal_comma_(decimal_comma),
        width_(usual_size(rows)) {}

  CsvHeader find() {
    find_value_columns();
    const int first_value = first_value_row();
    refuse_dates_across(first_value);
    const int named = best_header(first_value);
    if (named < 0) {
      name_by_comment();
    } else {
      header_.is_named = true;
      header_.first_row = named + 1;
      while (header_.first_row < first_value && !has_value(header_.first_row)) ++header_.first_row;
      name_by_rows(named);
    }
    return std::move(header_);
  }

 private:
  bool is_value(Text cell) const {
    if (read_written_number(cell, decimal_comma_)) return true;
    return read_written_date(cell).has_value();
  }

  bool has_value(int row) const {
    for (int column = 0; column < rows_.size(row); ++column) {
      if (is_value(rows_.cell(row, column))) return true;
    }
    return false;
  }

  int sampled() const { return std::min(rows_.count(), csv_sample_rows); }

  void find_value_columns() {
    for (int column = 0; column < width_; ++column) {
      int values = 0, filled = 0;
      for (int row = 0; row < sampled(); ++row) {
        const Text cell = rows_.cell(row, column);
        if (rows_.filled_size(row) * 2 < width_ || is_missing(cell)) continue;
        ++filled;
        values += is_value(cell);
      }
      if (values > 0 && values * 2 >= filled) value_columns_.push_back(column);
    }
  }

  // Values stand where values stand elsewhere, and no words.
  bool is_value_row(int row) const {
    int values = 0;
    for (const int column : value_columns_) {
      const Text cell = rows_.cell(row, column);
      if (is_missing(cell)) continue;
      if (!is_value(cell)) return false;
      ++values;
    }
    return values > 0 && values * 2 >= static_cast<int>(value_columns_.size());
  }

  int first_value_row() const {
    const int most = std::min(rows_.count(), most_lines_above);
    for (int row = 0; row < most; ++row) {
      if (is_value_row(row)) return row;
    }
    return value_columns_.empty() ? std::min(rows_.count() - 1, 1) : 0;
  }

  // A row of names: several, or one that is not a title.
  int names_in(int row) const {
    std::set<Text> names;
    int column_of_last = 0;
    for (int column = 0; column < rows_.size(row); ++column) {
      const Text cell = rows_.cell(row, column);
      if (is_missing(cell) || is_value(cell)) continue;
      names.insert(cell);
      column_of_last = column;
    }
    const bool is_title = names.size() == 1 && column_of_last == 0 && width_ > 1;
    return is_title ? 0 : static_cast<int>(names.size());
  }

  bool has_time_name(int row) const {
    for (int column = 0; column < rows_.size(row); ++column) {
      const Text cell = rows_.cell(row, column);
      if (!is_missing(cell) && names_time(cell) && !is_value(cell)) return true;
    }
    return false;
  }

  // The row above the values that names most columns; a name of time is worth all others.
  int best_header(int first_value) const {
    int best = -1, most = 0;
    for (int row = 0; row < first_value; ++row) {
      const int names = names_in(row);
      if (names == 0 || (names == 1 && rows_.size(row) < width_)) continue;
      const int here = names + (has_time_name(row) ? width_ : 0);
      if (here < most) continue;
      most = here;
      best = row;
    }
    return best;
  }

  // ---- Names.

  void name_by_rows(int named) {
    for (int column = 0; column < rows_.size(named); ++column) {
      header_.names.push_back(unquoted(rows_.cell(named, column)));
    }
    while (std::ssize(header_.names) > width_ && header_.names.back().empty()) {
      header_.names.pop_back();
    }
    check_width(named);
    header_.names.resize(std::max(width_, header_.width()));
    tell_apart(named);
    name_single(named);
    fill_names();
  }

  // Programs for statistics name no column for the rows' own names.
  void check_width(int named) {
    int longer = 0, rows = 0, most = 0;
    for (int row = header_.first_row; row < sampled(); ++row, ++rows) {
      const int size = rows_.filled_size(row);
      longer += size > header_.width();
      most = std::max(most, size);
    }
    if (longer * 2 <= rows) return;
    if (most != header_.width() + 1 || names_time(header_.names[0])) {
      throw CsvError(Problem::short_header, rows_.lines[named], "", "", header_.width(), most);
    }
    header_.names.insert(header_.names.begin(), "");
  }

  // Columns of one name are told apart by the other lines of the header.
  void tell_apart(int named) {
    const std::set<std::string> different(header_.names.begin(), header_.names.end());
    if (std::ssize(different) == header_.width()) return;
    for (int row = std::max(0, named - 2); row < header_.first_row; ++row) {
      if (row == named || rows_.size(row) < width_ || names_in(row) < 2) continue;
      for (int column = 0; column < header_.width(); ++column) {
        const Text other = rows_.cell(row, column);
        std::string& name = header_.names[column];
        const bool is_alone =
            std::count(header_.names.begin(), header_.names.end(), name) == 1 && column == 0;
        if (other.empty() || is_alone) continue;
        name = row < named ? unquoted(other) + " " + name : name + " " + unquoted(other);
      }
      return;
    }
  }

  // A line of the header with one name only names that column.
  void name_single(int named) {
    for (int row = named + 1; row < header_.first_row; ++row) {
      if (rows_.filled_size(row) != 1) continue;
      header_.names[0] = unquoted(rows_.cell(row, 0));
    }
  }

  // A comment above the first row that has as many cells.
  void name_by_comment() {
    const Text comment = rows_.comment;
    if (comment.find('"') == Text::npos) {
      const CsvRows names = read_rows(comment, separator_, 1);
      if (names.count() == 1 && names.size(0) == width_) {
        for (int column = 0; column < width_; ++column) {
          header_.names.emplace_back(names.cell(0, column));
        }
        header_.is_named = true;
      }
    }
    header_.names.resize(width_);
    fill_names();
  }

  void fill_names() {
    for (int column = 0; column < header_.width(); ++column) {
      std::string& name = header_.names[column];
      if (name.empty()) name = "column " + std::to_string(column + 1);
    }
  }

  // ---- Tables that lie on their side.

  static bool is_month_name(Text cell) {
    std::string room;
    return month_named(folded_word(plain(cell, room))) > 0;
  }

  // A place in time that a name of a column may be, NaN for other names.
  static double time_of_name(Text cell, int before) {
    if (is_month_name(cell)) return before * 31 * 86400.0;
    const auto date = read_written_date(cell);
    const auto digits = std::count_if(cell.begin(), cell.end(), is_digit);
    if (!date || digits < 4 || date->unit == WrittenDate::Unit::clock) return NAN;
    return seconds_of(std::vector{date})[0];
  }

  // Bare years must follow each other, since any number of four digits may be one.
  static bool is_next(Text cell, double seconds, double last) {
    constexpr double year = 366 * 86400.0;
    const auto date = read_written_date(cell);
    const double step = std::abs(seconds - last);
    return step > 0 && (!date || !date->is_number || step <= year);
  }

  void refuse_dates_across(int first_value) const {
    constexpr int fewest = 5;
    for (int row = 0; row <= std::min(first_value, rows_.count() - 1); ++row) {
      int dates = 0;
      Text first;
      double last = NAN;
      for (int column = 0; column < rows_.size(row); ++column) {
        const Text cell = rows_.cell(row, column);
        const double seconds = time_of_name(cell, dates);
        if (std::isnan(seconds) || (dates > 0 && !is_next(cell, seconds, last))) continue;
        if (dates++ == 0) first = cell;
        last = seconds;
      }
      if (dates < fewest || dates * 2 < rows_.size(row)) continue;
      throw CsvError(Problem::dates_across, rows_.lines[row], "", unquoted(first), 0, dates);
    }
  }

  const CsvRows& rows_;
  char separator_;
  bool decimal_comma_;
  int width_;
  std::vector<int> value_columns_;
  CsvHeader header_;
};

}  // namespace

CsvHeader find_header(const CsvRows& rows, char separator, bool decimal_comma) {
  return HeaderFinder(rows, separator, decimal_comma).find();
}

}  // namespace unfold
