#include "engine/data/vector_layout.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/text/scan.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Cells = VectorLayout::Cells;

constexpr std::size_t looked_at = 1000;  // lines

Text without_blanks(Text cell) {
  while (!cell.empty() && is_blank(cell.front())) cell.remove_prefix(1);
  while (!cell.empty() && is_blank(cell.back())) cell.remove_suffix(1);
  return cell;
}

Text without_quotes(Text cell) {
  const bool is_quoted = cell.size() >= 2 && cell.front() == '"' && cell.back() == '"';
  return is_quoted ? cell.substr(1, cell.size() - 2) : cell;
}

int whole_number(Text text) {
  int value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return value;
}

// Where the cell at the start of the line ends: at a mark outside of quotes.
std::size_t end_of_cell(Text line, char mark) {
  if (!line.starts_with('"')) return std::min(line.find(mark), line.size());
  const std::size_t quote = line.find('"', 1);
  return std::min(line.find(mark, quote == Text::npos ? 0 : quote), line.size());
}

void split_at(Text line, char mark, std::vector<Text>& cells) {
  for (;;) {
    const std::size_t end = end_of_cell(line, mark);
    cells.push_back(without_quotes(without_blanks(line.substr(0, end))));
    if (end == line.size()) return;
    line.remove_prefix(end + 1);
  }
}

// What is seen of a line: its cells, and how many of them at its end are numbers.
struct Seen {
  int cells, numbers;
  Text first;
};

bool looks_like_number_with_comma(Text cell) {
  const auto commas = std::count(cell.begin(), cell.end(), ',');
  return commas <= 1 && cell.find('.') == Text::npos && looks_like_number(with_point(cell)) &&
         cell.front() != ',' && cell.back() != ',';
}

Seen see(const std::vector<Text>& cells, bool has_decimal_comma = false) {
  const auto word =
      std::find_if_not(cells.rbegin(), cells.rend(),
                       has_decimal_comma ? looks_like_number_with_comma : looks_like_number);
  return {static_cast<int>(cells.size()), static_cast<int>(word - cells.rbegin()),
          cells.empty() ? Text() : cells[0]};
}

std::vector<Seen> see(const std::vector<Text>& lines, Cells kind, bool has_decimal_comma = false) {
  std::vector<Seen> seen;
  std::vector<Text> cells;
  for (std::size_t i = 0; i < std::min(lines.size(), looked_at); ++i) {
    split_cells(lines[i], kind, cells);
    seen.push_back(see(cells, has_decimal_comma));
  }
  return seen;
}

// Of equals the one seen first.
template <typename Value>
int most_frequent(const std::vector<Seen>& lines, Value value) {
  std::map<int, int> counts;
  for (const Seen& line : lines) ++counts[value(line)];
  int best = 0, times = 0;
  for (const Seen& line : lines) {
    if (const int count = counts[value(line)]; count > times) {
      best = value(line);
      times = count;
    }
  }
  return best;
}

bool are_most(const std::vector<Seen>& lines, bool (*is)(const Seen&)) {
  const auto count = std::count_if(lines.begin(), lines.end(), is);
  return 2 * count > static_cast<std::ptrdiff_t>(lines.size());
}

int usual_numbers(const std::vector<Seen>& lines) {
  return most_frequent(lines, [](const Seen& line) { return line.numbers; });
}

// Those that give the most numbers.
void find_cells(VectorLayout& layout, const std::vector<Text>& lines) {
  constexpr std::pair<Cells, bool> kinds[] = {{Cells::blanks, false},
                                              {Cells::commas, false},
                                              {Cells::semicolons, false},
                                              {Cells::blanks, true},
                                              {Cells::semicolons, true}};
  int most = 0;
  for (const auto& [cells, has_decimal_comma] : kinds) {
    std::vector<Seen> seen = see(lines, cells, has_decimal_comma);
    if (seen.size() > 2) seen.erase(seen.begin());
    const int numbers = usual_numbers(seen);
    if (numbers <= most) continue;
    layout.cells = cells;
    layout.has_decimal_comma = has_decimal_comma;
    most = numbers;
  }
}

// Whether the row ends with so many numbers that count up from 0 or 1, as names of columns do.
bool counts_up(const std::vector<Text>& cells, int count) {
  const int before = static_cast<int>(cells.size()) - count;
  if (before < 0 || !is_whole_number(cells[before])) return false;
  const int start = whole_number(cells[before]);
  for (int i = 0; i < count; ++i) {
    if (cells[before + i] != std::to_string(start + i)) return false;
  }
  return start <= 1;
}

// The names of columns, or their numbers.
bool is_row_of_names(const std::vector<Text>& first, bool has_decimal_comma,
                     const std::vector<Seen>& others) {
  constexpr int fewest = 2, fewest_counted = 3;
  const int size = others.empty() ? 0 : usual_numbers(others);
  const int cells =
      others.empty() ? 0 : most_frequent(others, [](const Seen& line) { return line.cells; });
  const Seen seen = see(first, has_decimal_comma);
  const bool has_all = seen.cells == cells || seen.cells == cells - 1;
  if (size < fewest || !has_all) return false;
  return seen.numbers == 0 || (size >= fewest_counted && counts_up(first, size));
}

bool is_pair_of_sizes(const std::vector<Text>& first) {
  return first.size() == 2 && is_whole_number(first[0]) && is_whole_number(first[1]) &&
         whole_number(first[1]) > 0;
}

// Whether the lines begin with whole numbers, each of its own: words that are numbers.
bool are_numbered(const std::vector<Seen>& lines) {
  if (!are_most(lines, [](const Seen& line) { return is_whole_number(line.first); })) return false;
  std::set<Text> known;
  return std::all_of(lines.begin(), lines.end(),
                     [&](const Seen& line) { return known.insert(line.first).second; });
}

}  // namespace

bool is_whole_number(std::string_view text) {
  return !text.empty() && text.size() <= 9 && std::all_of(text.begin(), text.end(), is_digit);
}

bool has_fraction(std::string_view cell) {
  const bool begins_with_digit = !cell.empty() && (is_digit(cell[0]) || cell[0] == '-');
  return begins_with_digit && cell.find_first_of(".eE") != Text::npos;
}

bool looks_like_number(std::string_view cell) {
  const auto may_be_part = [](char c) {
    return is_digit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  };
  return std::all_of(cell.begin(), cell.end(), may_be_part) &&
         std::any_of(cell.begin(), cell.end(), is_digit) && cell.front() != 'e' &&
         cell.front() != 'E';
}

std::string with_point(std::string_view number) {
  std::string text(number);
  std::replace(text.begin(), text.end(), ',', '.');
  return text;
}

void split_cells(std::string_view line, Cells kind, std::vector<Text>& cells) {
  cells.clear();
  if (kind != Cells::blanks) return split_at(line, kind == Cells::commas ? ',' : ';', cells);
  for (auto at = line.begin(); at != line.end();) {
    const auto first = std::find_if_not(at, line.end(), is_blank);
    at = std::find_if(first, line.end(), is_blank);
    if (first != at) {
      cells.push_back(line.substr(static_cast<std::size_t>(first - line.begin()),
                                  static_cast<std::size_t>(at - first)));
    }
  }
}

VectorLayout find_vector_layout(const std::vector<Text>& lines, bool has_names) {
  VectorLayout layout;
  find_cells(layout, lines);
  std::vector<Text> first;
  split_cells(lines[0], layout.cells, first);
  std::vector<Seen> seen = see(lines, layout.cells, layout.has_decimal_comma);
  const std::vector<Seen> others(seen.begin() + 1, seen.end());
  if (is_pair_of_sizes(first)) {
    layout.stated_lines = whole_number(first[0]);
    layout.stated_size = whole_number(first[1]);
  }
  layout.has_header =
      layout.stated_size || is_row_of_names(first, layout.has_decimal_comma, others);
  if (layout.has_header) seen = others;

  layout.size = usual_numbers(seen);
  if (!are_most(seen, [](const Seen& line) { return line.cells == line.numbers; })) return layout;
  layout.has_words = !has_names && layout.stated_size != layout.size && are_numbered(seen);
  if (layout.has_words) --layout.size;
  return layout;
}

}  // namespace unfold
