#include "engine/data/csv.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "engine/text/characters.h"
#include "engine/text/date.h"
#include "engine/text/written_number.h"

namespace unfold {
namespace {

using CsvProblem = CsvError::Problem;

constexpr char separators[] = {'\t', ';', '|', ','};
constexpr int sample_rows = 200;  // from which the dialect is told
constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string message(CsvProblem problem, int line, const std::string& column,
                    const std::string& value) {
  std::string place = "[csv] line " + std::to_string(line);
  switch (problem) {
    case CsvProblem::empty: return "[csv] there are no rows";
    case CsvProblem::not_text: return place + ": this is not text";
    case CsvProblem::open_quote: return place + ": a quote is not closed";
    case CsvProblem::long_row: return place + ": the row has too many cells";
    case CsvProblem::not_a_number:
      return place + ", column " + column + ": \"" + value + "\" is not a number";
  }
  return place;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

using Row = std::vector<std::string_view>;

// Walks over the rows of a text.
class RowReader {
 public:
  RowReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  // The cells of the next row that is not blank, without quotes and spaces around them; doubled
  // quotes stay doubled. False at the end.
  bool next(Row& row) {
    while (at_ < text_.size()) {
      line_ = next_line_;
      skip_blanks();
      if (at_ < text_.size() && text_[at_] == '#') {
        comment_ = take_line().substr(1);
        continue;
      }
      read_row(row);
      const auto filled = [](std::string_view cell) { return !cell.empty(); };
      if (std::any_of(row.begin(), row.end(), filled)) return true;
    }
    return false;
  }

  int line() const { return line_; }                     // where the row begins
  std::string_view comment() const { return comment_; }  // the latest

 private:
  bool at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_]) && text_[at_] != separator_) ++at_;
  }

  void take_line_end() {
    if (at_ == text_.size()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    ++next_line_;
  }

  std::string_view take_line() {
    const std::size_t first = at_;
    while (!at_line_end()) ++at_;
    const std::string_view line = text_.substr(first, at_ - first);
    take_line_end();
    return line;
  }

  void read_row(Row& row) {
    row.clear();
    while (true) {
      row.push_back(take_cell());
      if (at_line_end()) break;
      ++at_;
    }
    take_line_end();
  }

  std::string_view take_cell() {
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '"') return take_quoted();
    return take_until_separator();
  }

  std::string_view take_until_separator() {
    const std::size_t first = at_;
    while (!at_line_end() && text_[at_] != separator_) ++at_;
    return trimmed(text_.substr(first, at_ - first));
  }

  std::string_view take_quoted() {
    const std::size_t first = ++at_;
    while (true) {
      if (at_ == text_.size()) throw CsvError(CsvProblem::open_quote, line_);
      if (text_[at_] == '"') {
        if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      if (text_[at_] == '\n') ++next_line_;
      ++at_;
    }
    const std::string_view cell = trimmed(text_.substr(first, at_ - first));
    ++at_;
    take_until_separator();
    return cell;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  int line_ = 0, next_line_ = 1;
  std::string_view comment_;
};

// The rows of a text with the lines where they begin.
struct Rows {
  std::vector<std::uint32_t> starts = {0};  // in `cells`, and one past the end
  std::vector<std::string_view> cells;
  std::vector<int> lines;
  std::string_view comment;  // the last one before the first row

  int count() const { return static_cast<int>(lines.size()); }
  int size(int row) const { return static_cast<int>(starts[row + 1] - starts[row]); }
  Row row(int index) const {
    return Row(cells.begin() + starts[index], cells.begin() + starts[index + 1]);
  }
  std::string_view cell(int row, int column) const {
    return column < size(row) ? cells[starts[row] + column] : std::string_view();
  }
};

Rows read_rows(std::string_view text, char separator, int most) {
  Rows rows;
  Row row;
  RowReader reader(text, separator);
  while (rows.count() < most && reader.next(row)) {
    if (rows.count() == 0) rows.comment = reader.comment();
    rows.cells.insert(rows.cells.end(), row.begin(), row.end());
    rows.starts.push_back(static_cast<std::uint32_t>(rows.cells.size()));
    rows.lines.push_back(reader.line());
  }
  return rows;
}

struct UsualSize {
  int size = 0, rows = 0;
};

// How many cells most rows of a sample have.
UsualSize usual_size(const Rows& rows) {
  std::map<int, int> counts;
  for (int row = 0; row < std::min(rows.count(), sample_rows); ++row) ++counts[rows.size(row)];
  UsualSize usual;
  for (const auto& [size, count] : counts) {
    if (count >= usual.rows) usual = {size, count};
  }
  return usual;
}

// The separator that cuts most rows of a sample into equally many cells.
char find_separator(std::string_view text) {
  char best = ',';
  int most_rows = 0;
  for (const char separator : separators) {
    try {
      const UsualSize usual = usual_size(read_rows(text, separator, sample_rows));
      if (usual.size < 2 || usual.rows <= most_rows) continue;
      most_rows = usual.rows;
      best = separator;
    } catch (const CsvError&) {
    }
  }
  return best;
}

bool is_title(const Rows& rows, int row) {
  int filled = 0;
  for (int column = 0; column < rows.size(row); ++column) filled += !rows.cell(row, column).empty();
  return filled == 1;
}

// Tells the decimal mark from the cells that allow only one.
bool find_decimal_comma(const Rows& rows, char separator) {
  int evidence = 0;
  bool has_open_comma = false;
  for (int row = 0; row < std::min(rows.count(), sample_rows); ++row) {
    for (int column = 0; column < rows.size(row); ++column) {
      const std::string_view cell = rows.cell(row, column);
      const int here = decimal_comma_evidence(cell);
      evidence += here;
      has_open_comma = has_open_comma || (here == 0 && cell.find(',') != std::string_view::npos &&
                                          read_written_number(cell, true));
    }
  }
  return evidence > 0 || (evidence == 0 && separator == ';' && has_open_comma);
}

std::string unquoted(std::string_view cell) {
  std::string text;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    text += cell[i];
    if (cell.substr(i).starts_with("\"\"")) ++i;
  }
  return text;
}

class TableReader {
 public:
  explicit TableReader(std::string_view text) {
    table_.separator = find_separator(text);
    rows_ = read_rows(text, table_.separator, std::numeric_limits<int>::max());
    if (rows_.count() == 0) throw CsvError(CsvProblem::empty, 1);
    width_ = usual_size(rows_).size;
    table_.decimal_comma = find_decimal_comma(rows_, table_.separator);
  }

  CsvTable read() {
    if (width_ > 1) {
      while (first_ + 1 < rows_.count() && is_title(rows_, first_)) ++first_;
    }
    table_.has_header = is_header();
    if (table_.has_header) header_ = first_++;
    if (header_ >= 0) width_ = std::max(width_, rows_.size(header_));
    table_.rows = rows_.count() - first_;
    if (table_.rows == 0) throw CsvError(CsvProblem::empty, 1);
    check_sizes();
    name_columns();
    for (int column = 0; column < width_; ++column) {
      if (!read_numbers(column)) read_dates(column);
    }
    return std::move(table_);
  }

 private:
  std::string_view cell(int row, int column) const { return rows_.cell(first_ + row, column); }
  std::optional<double> number(std::string_view cell) const {
    return read_written_number(cell, table_.decimal_comma);
  }
  bool is_value(std::string_view cell) const { return number(cell) || read_written_date(cell); }

  // Names stand above values and are none themselves.
  bool is_header() const {
    bool has_name = false;
    for (int column = 0; column < rows_.size(first_); ++column) {
      const std::string_view name = cell(0, column);
      if (is_value(name)) return false;
      has_name = has_name || (!is_missing(name) && has_values_below(column));
    }
    return has_name;
  }

  bool has_values_below(int column) const {
    const int rows = std::min(rows_.count() - first_, sample_rows);
    for (int row = 1; row < rows; ++row) {
      if (is_value(cell(row, column))) return true;
    }
    return false;
  }

  // A row may be short, and empty cells at its end do no harm.
  void check_sizes() const {
    for (int row = first_; row < rows_.count(); ++row) {
      int size = rows_.size(row);
      while (size > width_ && rows_.cell(row, size - 1).empty()) --size;
      if (size > width_)
        throw CsvError(CsvProblem::long_row, rows_.lines[row], "", "", width_, size);
    }
  }

  void name_columns() {
    Row names = header_ >= 0 ? rows_.row(header_) : commented_names();
    names.resize(width_);
    for (int column = 0; column < width_; ++column) {
      std::string name = unquoted(names[column]);
      if (name.empty()) name = "column " + std::to_string(column + 1);
      table_.columns.push_back({std::move(name), CsvColumn::Kind::other, {}});
    }
  }

  // A comment above the first row that has as many cells.
  Row commented_names() {
    Row names;
    const std::string_view comment = rows_.comment;
    if (comment.find('"') == std::string_view::npos) {
      RowReader(comment, table_.separator).next(names);
    }
    table_.has_header = static_cast<int>(names.size()) == width_;
    return table_.has_header ? names : Row();
  }

  bool is_majority(int count) const { return count > table_.rows / 2; }

  // False if it is no column of numbers.
  bool read_numbers(int column) {
    std::vector<double> values(table_.rows, none);
    int numbers = 0, compact_dates = 0, first_wrong = -1;
    for (int row = 0; row < table_.rows; ++row) {
      const std::string_view text = cell(row, column);
      if (const auto value = number(text)) {
        values[row] = *value;
        ++numbers;
        compact_dates += text.size() == 8 && read_written_date(text);
      } else if (first_wrong < 0 && !is_missing(text)) {
        first_wrong = row;
      }
    }
    if (!is_majority(numbers) || is_compact_date_column(column, numbers, compact_dates)) {
      return false;
    }
    if (first_wrong >= 0) refuse_cell(first_wrong, column);
    table_.columns[column].kind = CsvColumn::Kind::number;
    table_.columns[column].values = std::move(values);
    return true;
  }

  bool is_compact_date_column(int column, int numbers, int compact_dates) const {
    return compact_dates == numbers && count_dates(dates_in(column)) == numbers;
  }

  void read_dates(int column) {
    std::vector<double> seconds = dates_in(column);
    if (!is_majority(count_dates(seconds))) return;
    table_.columns[column].kind = CsvColumn::Kind::date;
    table_.columns[column].values = std::move(seconds);
  }

  std::vector<double> dates_in(int column) const {
    std::vector<std::optional<WrittenDate>> dates(table_.rows);
    for (int row = 0; row < table_.rows; ++row) dates[row] = read_written_date(cell(row, column));
    return seconds_of(dates);
  }

  static int count_dates(const std::vector<double>& seconds) {
    const auto exists = [](double s) { return !std::isnan(s); };
    return static_cast<int>(std::count_if(seconds.begin(), seconds.end(), exists));
  }

  [[noreturn]] void refuse_cell(int row, int column) const {
    throw CsvError(CsvProblem::not_a_number, rows_.lines[first_ + row], table_.columns[column].name,
                   std::string(cell(row, column)));
  }

  CsvTable table_{};
  Rows rows_;
  int width_ = 0, first_ = 0, header_ = -1;
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
  if (zero != std::string_view::npos) throw CsvError(CsvProblem::not_text, 1);
  return TableReader(text).read();
}

}  // namespace unfold
