#include "engine/data/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/core/require.h"
#include "engine/data/vector_layout.h"
#include "engine/text/decimal.h"
#include "engine/text/number_text.h"
#include "engine/text/scan.h"

namespace unfold {
namespace {

using VectorsProblem = WordVectorsError::Problem;
using Text = std::string_view;

std::string message(VectorsProblem problem, int line, const std::string& value, int expected,
                    int actual) {
  std::string place = "[word vectors] line " + std::to_string(line);
  switch (problem) {
    case VectorsProblem::empty: return "[word vectors] there are no lines";
    case VectorsProblem::not_text: return place + ": this is not text";
    case VectorsProblem::no_numbers: return place + ": there are no numbers after the word";
    case VectorsProblem::unequal_lines:
      return place + ": " + std::to_string(actual) + " numbers instead of " +
             std::to_string(expected);
    case VectorsProblem::not_a_number: return place + ": \"" + value + "\" is not a number";
  }
  return place;
}

// ---- Numbers.

// "0.25", "-1.5e-3"; nothing for other texts and for what no float can hold.
std::optional<float> read_float(Text text) {
  constexpr double too_large = 3.4028235677973366e38;  // half a step above the largest float
  const std::optional<double> value = read_number(text);
  if (!value || std::abs(*value) >= too_large) return std::nullopt;
  return static_cast<float>(*value);
}

// Of the fewest digits, from six on, that give back the number; false where this is not the way.
bool append_positional(std::string& text, float number) {
  constexpr int fewest = 6, most = 9;
  const double value = std::abs(static_cast<double>(number));
  if (!(value >= 1e-5 && value < 1e6)) return false;
  int whole = -4;  // digits before the point; fewer than none are zeros after it
  while (whole < 6 && value >= (whole < 0 ? 1 / exact_power(-whole) : exact_power(whole))) ++whole;
  for (int digits = fewest; digits <= most; ++digits) {
    const int decimals = digits - whole;
    const double rounded = std::floor(value * exact_power(decimals) + 0.5);
    if (static_cast<float>(rounded / exact_power(decimals)) != static_cast<float>(value)) continue;
    std::string all = std::to_string(static_cast<std::int64_t>(rounded));
    if (static_cast<int>(all.size()) <= decimals) all.insert(0, decimals + 1 - all.size(), '0');
    all.insert(all.size() - decimals, 1, '.');
    all.erase(all.find_last_not_of('0') + 1);
    if (all.back() == '.') all.pop_back();
    if (number < 0) text += '-';
    text += all;
    return true;
  }
  return false;
}

void append_number(std::string& text, float number) {
  if (!append_positional(text, number)) text += number_text(number);
}

// ---- Lines.

bool is_empty(Text line) { return std::all_of(line.begin(), line.end(), is_blank); }

// The lines that are not blank, and their numbers from 1.
struct Lines {
  std::vector<Text> texts;
  std::vector<int> numbers;

  explicit Lines(Text rest) {
    for (int number = 1; !rest.empty(); ++number) {
      const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
      const Text line = rest.substr(0, end);
      const bool is_pair = rest.substr(end).starts_with("\r\n");
      rest.remove_prefix(std::min(end + (is_pair ? 2 : 1), rest.size()));
      if (is_empty(line)) continue;
      texts.push_back(line);
      numbers.push_back(number);
    }
  }
};

class Reader {
 public:
  Reader(Text text, bool has_names) : lines_(text) {
    if (lines_.texts.empty()) throw WordVectorsError(VectorsProblem::empty, 1);
    layout_ = find_vector_layout(lines_.texts, has_names);
    if (layout_.has_header && lines_.texts.size() == 1)
      throw WordVectorsError(VectorsProblem::empty, 1);
  }

  WordVectors read() {
    const std::size_t first = layout_.has_header ? 1 : 0;
    if (layout_.size == 0) refuse_line(VectorsProblem::no_numbers, first);
    for (std::size_t line = first; line < lines_.texts.size(); ++line) read_line(line);
    const int count = static_cast<int>(words_.size());
    WordVectors read{std::move(words_), Tensor(Shape{count, layout_.size}, values_)};
    read.has_words = layout_.has_words;
    read.without_word = without_word_;
    read.stated_count = layout_.stated_lines;
    read.stated_size = layout_.stated_size;
    return read;
  }

 private:
  void read_line(std::size_t line) {
    const Text text = lines_.texts[line];
    split_cells(text, layout_.cells, cells_);
    const int before = static_cast<int>(cells_.size()) - layout_.size;
    if (before == 0 && layout_.has_words && begins_blank(text)) return void(++without_word_);
    check_length(line, before);
    words_.push_back(layout_.has_words ? word(before) : "");
    for (const Text cell : std::span(cells_).subspan(before)) {
      const std::optional<float> value =
          layout_.has_decimal_comma ? read_float(with_point(cell)) : read_float(cell);
      if (!value) refuse_line(VectorsProblem::not_a_number, line, std::string(cell));
      values_.push_back(*value);
    }
  }

  // A word of one space only, which stands before the space that divides.
  bool begins_blank(Text line) const {
    return layout_.cells == VectorLayout::Cells::blanks ? is_blank(line[0]) : cells_[0].empty();
  }

  // Of several cells before the numbers none may be a number itself: the line would be too long.
  void check_length(std::size_t line, int before) const {
    const int words = layout_.has_words ? 1 : 0;
    if (layout_.has_words && cells_.size() == 1) refuse_line(VectorsProblem::no_numbers, line);
    bool is_long = before > 0 && words == 0;
    const bool are_whole = !has_fraction(cells_.back());
    for (int i = 1; i < before; ++i) {
      is_long = is_long || has_fraction(cells_[i]) || (are_whole && looks_like_number(cells_[i]));
    }
    if (before >= words && !is_long) return;
    throw WordVectorsError(VectorsProblem::unequal_lines, lines_.numbers[line], "", layout_.size,
                           static_cast<int>(cells_.size()) - words);
  }

  // All that stands before the numbers; in a spreadsheet without the number of the row.
  std::string word(int cells) const {
    if (layout_.cells == VectorLayout::Cells::blanks) {
      const Text last = cells_[cells - 1];
      return {cells_[0].data(), last.data() + last.size()};
    }
    std::string joined;
    for (int i = cells > 1 && is_whole_number(cells_[0]) ? 1 : 0; i < cells; ++i) {
      if (!joined.empty()) joined += ' ';
      joined += cells_[i];
    }
    return joined;
  }

  [[noreturn]] void refuse_line(VectorsProblem problem, std::size_t line,
                                std::string value = "") const {
    throw WordVectorsError(problem, lines_.numbers[line], std::move(value));
  }

  Lines lines_;
  VectorLayout layout_;
  int without_word_ = 0;
  std::vector<Text> cells_;
  std::vector<std::string> words_;
  std::vector<float> values_;
};

}  // namespace

WordVectorsError::WordVectorsError(VectorsProblem problem, int line, std::string value,
                                   int expected, int actual)
    : std::invalid_argument(message(problem, line, value, expected, actual)),
      problem(problem),
      line(line),
      value(std::move(value)),
      expected(expected),
      actual(actual) {}

WordVectors read_word_vectors(std::string_view text, bool has_names) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t zero = text.find('\0');
  if (zero != Text::npos) {
    const auto before = std::count(text.begin(), text.begin() + static_cast<long>(zero), '\n');
    throw WordVectorsError(VectorsProblem::not_text, static_cast<int>(before) + 1);
  }
  return Reader(text, has_names).read();
}

std::string write_word_vectors(std::span<const std::string> words, const Tensor& vectors,
                               int most) {
  require(vectors.rank() == 2 && vectors.size(0) == static_cast<int>(words.size()), "word vectors",
          words.size(), " words do not fit vectors of shape ", vectors.shape());
  words = words.first(std::min(words.size(), static_cast<std::size_t>(std::max(0, most))));
  const int size = vectors.size(1);
  std::string text = std::to_string(words.size()) + ' ' + std::to_string(size) + '\n';
  const float* value = vectors.data();
  for (const std::string& word : words) {
    const auto is_space = [](char c) { return is_blank(c) || c == '\n' || c == '\r'; };
    std::replace_copy_if(word.begin(), word.end(), std::back_inserter(text), is_space, '_');
    if (word.empty()) text += '_';
    for (int i = 0; i < size; ++i) {
      text += ' ';
      append_number(text, *value++);
    }
    text += '\n';
  }
  return text;
}

}  // namespace unfold
