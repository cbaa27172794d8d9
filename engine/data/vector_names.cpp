#include "engine/data/vector_names.h"

#include <algorithm>
#include <iterator>

#include "engine/data/vector_layout.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Rows = std::vector<std::vector<Text>>;

constexpr Text names_of_words[] = {"word",  "words", "label", "labels", "name",
                                   "token", "text",  "title", "string", "item"};

std::vector<Text> cells_of(Text line) {
  std::vector<Text> cells;
  for (;;) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    cells.push_back(line.substr(0, tab));
    if (tab == line.size()) return cells;
    line.remove_prefix(tab + 1);
  }
}

// A blank line stands for a vector too; the file's end is no line.
Rows rows_of(Text text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Rows rows;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    Text line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    rows.push_back(cells_of(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return rows;
}

Text cell(const std::vector<Text>& row, std::size_t column) {
  return column < row.size() ? row[column] : Text();
}

std::string lower(Text text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return small;
}

bool is_called_word(Text name) {
  const std::string small = lower(name);
  return std::find(std::begin(names_of_words), std::end(names_of_words), small) !=
         std::end(names_of_words);
}

std::size_t column_of_words(const Rows& rows, bool has_header) {
  const std::vector<Text>& first = rows[0];
  for (std::size_t column = 0; has_header && column < first.size(); ++column) {
    if (is_called_word(first[column])) return column;
  }
  for (std::size_t column = 0; column < first.size(); ++column) {
    const auto is_number = [&](const auto& row) { return looks_like_number(cell(row, column)); };
    if (!std::all_of(rows.begin() + has_header, rows.end(), is_number)) return column;
  }
  return 0;
}

}  // namespace

std::vector<std::string> read_vector_names(std::string_view text, int count) {
  Rows rows = rows_of(text);
  const auto is_blank = [](const auto& row) { return row.size() == 1 && row[0].empty(); };
  while (static_cast<int>(rows.size()) > count && is_blank(rows.back())) rows.pop_back();
  if (rows.empty()) return {};
  const bool has_header = static_cast<int>(rows.size()) == count + 1;
  const std::size_t column = column_of_words(rows, has_header);
  std::vector<std::string> names;
  for (std::size_t row = has_header; row < rows.size(); ++row) {
    names.emplace_back(cell(rows[row], column));
  }
  return names;
}

}  // namespace unfold
