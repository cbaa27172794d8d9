#include "examples/images/pixel_table.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include "engine/lab/refusal.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/images/refusals.h"

namespace unfold {
namespace {

using Text = std::string_view;

constexpr double brightest = 255;
constexpr Text names_of_labels[] = {"label", "labels", "class", "target", "y", "digit"};

// ---- Lines and cells.

class Lines {
 public:
  explicit Lines(Text text) : rest_(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text) {}

  // The next that is not blank.
  bool next(Text& line) {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      line = trimmed(rest_.substr(0, end));
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      ++number_;
      if (!line.empty()) return true;
    }
    return false;
  }
  int number() const { return number_; }

 private:
  Text rest_;
  int number_ = 0;
};

char mark_of(Text line) {
  for (const char mark : {',', ';', '\t'}) {
    if (line.find(mark) != Text::npos) return mark;
  }
  return ' ';
}

Text without_quotes(Text cell) {
  cell = trimmed(cell);
  const bool is_quoted = cell.size() >= 2 && cell.front() == '"' && cell.back() == '"';
  return is_quoted ? cell.substr(1, cell.size() - 2) : cell;
}

void split(Text line, char mark, std::vector<Text>& cells) {
  cells.clear();
  for (;;) {
    const std::size_t end = std::min(line.find(mark), line.size());
    if (mark != ' ' || end > 0) cells.push_back(without_quotes(line.substr(0, end)));
    if (end == line.size()) return;
    line.remove_prefix(end + 1);
  }
}

// The quick way for "17"; all else is read as other numbers are.
std::optional<double> read_cell(Text cell) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (cell.empty() || cell.size() > 3 || !std::all_of(cell.begin(), cell.end(), is_digit)) {
    return read_number(cell);
  }
  int value = 0;
  for (const char digit : cell) value = 10 * value + (digit - '0');
  return value;
}

bool is_header(const std::vector<Text>& cells) {
  return !read_cell(cells.back()) || (cells.size() > 1 && !read_cell(cells[1]));
}

// ---- Which cell is the label.

bool is_name_of_labels(Text name) {
  std::string small(name);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::find(std::begin(names_of_labels), std::end(names_of_labels), small) !=
         std::end(names_of_labels);
}

// Where a picture's cells are in a row.
struct Layout {
  int cells = 0, first_pixel = 0;
  std::optional<int> label;
};

// A picture's corners are black nearly always, a label is 0 now and then.
int zeros(const std::vector<std::vector<double>>& rows, int column) {
  return static_cast<int>(
      std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row[column] == 0; }));
}

bool may_be_label(const std::vector<std::vector<double>>& rows, int column) {
  constexpr double most = 61;
  return std::all_of(rows.begin(), rows.end(), [&](const auto& row) {
    return row[column] <= most && row[column] == std::floor(row[column]);
  });
}

bool counts_rows(const std::vector<std::vector<double>>& rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i][0] != rows[i - 1][0] + 1) return false;
  }
  return rows.size() > 1;
}

class Reader {
 public:
  Reader(Text text, const std::string& input) : text_(text), input_(input) {}

  PixelTable read() {
    find_layout();
    Lines lines(text_);
    Text line;
    if (table_.has_header) lines.next(line);
    while (lines.next(line)) read_row(line, lines.number());
    if (is_fraction_ || most_ <= 1) brighten();
    return std::move(table_);
  }

 private:
  void find_layout() {
    constexpr std::size_t enough = 1000;  // rows
    Lines lines(text_);
    Text line;
    if (!lines.next(line)) refuse<image_refusals>(input_, "pixels-empty");
    mark_ = mark_of(line);
    split(line, mark_, cells_);
    const std::vector<Text> names = cells_;
    table_.has_header = is_header(names);
    layout_.cells = static_cast<int>(names.size());
    if (table_.has_header && !lines.next(line)) refuse<image_refusals>(input_, "pixels-empty");
    const std::vector<std::vector<double>> rows = first_rows(lines, line, enough);
    const int others = layout_.cells - pixels_per_picture;
    if (others < 0 || others > 2) refuse_cells(lines.number(), layout_.cells);
    layout_.first_pixel = others == 2 ? 1 : 0;
    if (others == 2 && !counts_rows(rows)) refuse_cells(lines.number(), layout_.cells);
    if (others > 0) place_label(names, rows);
    table_.label_column = layout_.label;
  }

  std::vector<std::vector<double>> first_rows(Lines lines, Text line, std::size_t count) {
    std::vector<std::vector<double>> rows;
    do {
      rows.push_back(numbers(line, lines.number()));
    } while (rows.size() < count && lines.next(line));
    return rows;
  }

  void place_label(const std::vector<Text>& names, const std::vector<std::vector<double>>& rows) {
    const int first = layout_.first_pixel, last = layout_.cells - 1;
    const auto is_named = [&](int column) {
      return table_.has_header && is_name_of_labels(names[column]);
    };
    bool is_last = is_named(last) && !is_named(first);
    if (!is_named(first) && !is_named(last)) {
      if (!may_be_label(rows, first) && !may_be_label(rows, last)) {
        refuse<image_refusals>(input_, "no-labels");
      }
      is_last = !may_be_label(rows, first) ||
                (may_be_label(rows, last) && zeros(rows, last) < zeros(rows, first));
    }
    layout_.label = is_last ? last : first;
    if (!is_last) ++layout_.first_pixel;
  }

  std::vector<double> numbers(Text line, int number) {
    split(line, mark_, cells_);
    if (static_cast<int>(cells_.size()) != layout_.cells) {
      refuse_cells(number, static_cast<int>(cells_.size()));
    }
    std::vector<double> values;
    for (const Text cell : cells_) values.push_back(value(cell, number));
    return values;
  }

  double value(Text cell, int number) const {
    const std::optional<double> value = read_cell(cell);
    if (value && *value >= 0) return *value;
    refuse<image_refusals>(input_, "pixel-no-number",
                           {{"line", std::to_string(number)}, {"value", excerpt(cell)}});
  }

  void read_row(Text line, int number) {
    const std::vector<double> values = numbers(line, number);
    if (layout_.label) table_.labels += label(values[*layout_.label], number);
    for (int i = 0; i < pixels_per_picture; ++i) {
      const double pixel = values[layout_.first_pixel + i];
      if (pixel > brightest) {
        refuse<image_refusals>(input_, "pixel-too-bright",
                               {{"line", std::to_string(number)}, {"value", number_text(pixel)}});
      }
      is_fraction_ = is_fraction_ || pixel != std::floor(pixel);
      most_ = std::max(most_, pixel);
      read_.push_back(static_cast<float>(pixel));
    }
    if (is_fraction_) return;
    keep_read();
  }

  void keep_read() {
    for (const float pixel : read_) table_.pixels += static_cast<char>(static_cast<int>(pixel));
    read_.clear();
  }

  // Numbers from 0 to 1 for the brightness.
  void brighten() {
    if (most_ > 1) refuse<image_refusals>(input_, "pixels-mixed");
    std::string pixels;
    for (const char whole : table_.pixels) pixels += static_cast<char>(whole == 0 ? 0 : 255);
    for (const float pixel : read_) {
      pixels += static_cast<char>(static_cast<int>(std::floor(pixel * brightest + 0.5)));
    }
    table_.pixels = std::move(pixels);
  }

  char label(double value, int number) const {
    if (value <= brightest && value == std::floor(value)) {
      return static_cast<char>(static_cast<int>(value));
    }
    refuse<image_refusals>(input_, "pixel-no-number",
                           {{"line", std::to_string(number)}, {"value", number_text(value)}});
  }

  [[noreturn]] void refuse_cells(int line, int count) const {
    refuse<image_refusals>(input_, "pixels-count",
                           {{"line", std::to_string(line)}, {"count", std::to_string(count)}});
  }

  Text text_;
  const std::string& input_;
  char mark_ = ',';
  Layout layout_;
  std::vector<Text> cells_;
  std::vector<float> read_;  // pixels of the row, or of all from the first fraction on
  bool is_fraction_ = false;
  double most_ = 0;
  PixelTable table_;
};

}  // namespace

PixelTable read_pixel_table(std::string_view text, const std::string& input) {
  return Reader(text, input).read();
}

std::string read_label_table(std::string_view text, const std::string& input) {
  std::string labels;
  Lines lines(text);
  std::vector<Text> cells;
  for (Text line; lines.next(line);) {
    split(line, mark_of(line), cells);
    const std::optional<double> value = read_cell(cells.back());
    if (value && *value >= 0 && *value <= brightest && *value == std::floor(*value)) {
      labels += static_cast<char>(static_cast<int>(*value));
    } else if (lines.number() > 1) {
      refuse<image_refusals>(
          input, "pixel-no-number",
          {{"line", std::to_string(lines.number())}, {"value", excerpt(cells.back())}});
    }
  }
  return labels;
}

bool is_table(std::string_view bytes) {
  const std::string_view start = bytes.substr(0, 200);
  return !start.empty() && std::all_of(start.begin(), start.end(), [](char c) {
    return (c != '\x7F' && static_cast<unsigned char>(c) >= ' ') || c == '\t' || c == '\r' ||
           c == '\n';
  });
}

}  // namespace unfold
