#include "engine/data/csv_rows.h"

#include <algorithm>
#include <map>

#include "engine/data/csv.h"
#include "engine/text/scan.h"

namespace unfold {
namespace {

using Problem = CsvError::Problem;

constexpr char separators[] = {'\t', ';', '|', ',', ' '};

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

  // The cells of the next row that is not blank. False at the end.
  bool next(Row& row) {
    while (at_ < text_.size()) {
      line_ = next_line_;
      skip_blanks();
      if (at_ < text_.size() && text_[at_] == '#' && is_comment()) {
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

  // "#,Close" is a header.
  bool is_comment() const {
    return separator_ == ' ' || at_ + 1 == text_.size() || text_[at_ + 1] != separator_;
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_]) && text_[at_] != separator_) ++at_;
    if (separator_ == ' ') skip_spaces();
  }

  void skip_spaces() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
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
    // A spreadsheet's way to keep a code a text: ="005930"
    if (text_.substr(at_).starts_with("=\"")) ++at_;
    if (at_ < text_.size() && text_[at_] == '"') return take_quoted();
    return take_until_separator();
  }

  std::string_view take_until_separator() {
    const std::size_t first = at_;
    while (!at_line_end() && !is_separator(text_[at_])) ++at_;
    const std::size_t last = at_;
    if (separator_ == ' ') {
      skip_spaces();
      if (!at_line_end()) --at_;
    }
    return trimmed(text_.substr(first, last - first));
  }

  bool is_separator(char c) const { return c == separator_ || (separator_ == ' ' && c == '\t'); }

  std::string_view take_quoted() {
    const std::size_t first = ++at_;
    while (true) {
      if (at_ == text_.size()) throw CsvError(Problem::open_quote, line_);
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

struct UsualSize {
  int size = 0, rows = 0;
};

UsualSize usual(const CsvRows& rows) {
  std::map<int, int> counts;
  for (int row = 0; row < std::min(rows.count(), csv_sample_rows); ++row) ++counts[rows.size(row)];
  UsualSize usual;
  for (const auto& [size, count] : counts) {
    if (count >= usual.rows) usual = {size, count};
  }
  return usual;
}

}  // namespace

int CsvRows::filled_size(int row) const {
  int filled = size(row);
  while (filled > 0 && cell(row, filled - 1).empty()) --filled;
  return filled;
}

CsvRows read_rows(std::string_view text, char separator, int most) {
  CsvRows rows;
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

int usual_size(const CsvRows& rows) { return usual(rows).size; }

// Blanks separate only where nothing else does: they stand within dates and names.
char find_separator(std::string_view text) {
  char best = ',';
  int most_rows = 0;
  for (const char separator : separators) {
    if (separator == ' ' && most_rows > 0) break;
    try {
      const auto [size, rows] = usual(read_rows(text, separator, csv_sample_rows));
      if (size < 2 || rows <= most_rows) continue;
      most_rows = rows;
      best = separator;
    } catch (const CsvError&) {
    }
  }
  return best;
}

std::string unquoted(std::string_view cell) {
  std::string text;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    text += cell[i];
    if (cell.substr(i).starts_with("\"\"")) ++i;
  }
  return text;
}

}  // namespace unfold
