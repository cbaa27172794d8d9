// csv_rows: the cells of delimited text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

// The rows of a text with the lines where they begin. Cells are without quotes and blanks around
// them; doubled quotes stay doubled. Rows without a filled cell and comments after # are left out.
struct CsvRows {
  std::vector<std::uint32_t> starts = {0};  // in `cells`, and one past the end
  std::vector<std::string_view> cells;
  std::vector<int> lines;
  std::string_view comment;  // the last one before the first row

  int count() const { return static_cast<int>(lines.size()); }
  int size(int row) const { return static_cast<int>(starts[row + 1] - starts[row]); }
  int filled_size(int row) const;  // without the empty cells at its end
  std::string_view cell(int row, int column) const {
    return column < size(row) ? cells[starts[row] + column] : std::string_view();
  }
};

inline constexpr int csv_sample_rows = 200;  // from which the dialect is told

// ',', ';', tab, '|', or ' ' for columns between blanks: what cuts most rows of a sample into
// equally many cells.
char find_separator(std::string_view text);
// Throws CsvError for a quote that never ends.
CsvRows read_rows(std::string_view text, char separator, int most);
// How many cells most rows of a sample have.
int usual_size(const CsvRows& rows);

std::string unquoted(std::string_view cell);  // each doubled quote once

}  // namespace unfold
