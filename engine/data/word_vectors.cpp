#include "engine/data/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include "engine/core/require.h"
#include "engine/text/characters.h"
#include "engine/text/decimal.h"

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

// digits · 10^exponent
struct Digits {
  static constexpr int most = 19;  // that 64 bits hold
  std::uint64_t value = 0;
  int count = 0, exponent = 0;

  // Those beyond the most decide only about halves.
  void add(char digit, bool is_fraction) {
    const bool fits = count < most;
    if (fits) value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    if (fits && value > 0) ++count;
    exponent += !fits - is_fraction;
  }
};

int read_exponent(const char*& at, const char* end) {
  constexpr int most = 100000;
  const bool negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) ++at;
  int exponent = 0;
  for (; at < end && is_digit(*at); ++at) exponent = std::min(exponent * 10 + (*at - '0'), most);
  return negative ? -exponent : exponent;
}

constexpr double powers[] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};  // exact

double value_of(const Digits& digits) {
  const auto value = static_cast<double>(digits.value);
  const bool is_exact = digits.value < (std::uint64_t{1} << 53);
  if (is_exact && digits.exponent <= 0 && digits.exponent >= -22) {
    return value / powers[-digits.exponent];
  }
  const std::string text = std::to_string(digits.value);
  return nearest_double({false, text, static_cast<int>(text.size()) - 1 + digits.exponent});
}

// "0.25", "-1.5e-3"; nothing for other texts and for what no float can hold.
std::optional<float> read_float(Text text) {
  const char *at = text.data(), *const end = at + text.size();
  const bool negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) ++at;
  Digits digits;
  const char* const first = at;
  for (; at < end && is_digit(*at); ++at) digits.add(*at, false);
  bool has_digits = at > first;
  if (at < end && *at == '.') {
    const char* const fraction = ++at;
    for (; at < end && is_digit(*at); ++at) digits.add(*at, true);
    has_digits = has_digits || at > fraction;
  }
  if (!has_digits) return std::nullopt;
  if (at < end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at == end || !is_digit(end[-1])) return std::nullopt;
    digits.exponent += read_exponent(at, end);
  }
  constexpr double too_large = 3.4028235677973366e38;  // half a step above the largest float
  const double value = value_of(digits);
  if (at < end || value >= too_large) return std::nullopt;
  return static_cast<float>(negative ? -value : value);
}

// Of the fewest digits, from six on, that give back the number; false where this is not the way.
bool append_positional(std::string& text, float number) {
  constexpr int fewest = 6, most = 9;
  const double value = std::abs(static_cast<double>(number));
  if (!(value >= 1e-5 && value < 1e6)) return false;
  int whole = -4;  // digits before the point; fewer than none are zeros after it
  while (whole < 6 && value >= (whole < 0 ? 1 / powers[-whole] : powers[whole])) ++whole;
  for (int digits = fewest; digits <= most; ++digits) {
    const int decimals = digits - whole;
    const double rounded = std::floor(value * powers[decimals] + 0.5);
    if (static_cast<float>(rounded / powers[decimals]) != static_cast<float>(value)) continue;
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

// Cuts the next piece off the line.
Text take_piece(Text& line) {
  const auto first = std::find_if_not(line.begin(), line.end(), is_blank);
  const auto last = std::find_if(first, line.end(), is_blank);
  const Text piece(line.data() + (first - line.begin()), static_cast<std::size_t>(last - first));
  line.remove_prefix(static_cast<std::size_t>(last - line.begin()));
  return piece;
}

// Before a tab a word may have spaces.
Text take_word(Text& line) {
  const std::size_t tab = line.find('\t');
  if (tab == 0 || tab == Text::npos) return take_piece(line);
  Text word = line.substr(0, tab);
  line.remove_prefix(tab);
  while (is_blank(word.back())) word.remove_suffix(1);
  return word;
}

int count_pieces(Text line) {
  int count = 0;
  while (!take_piece(line).empty()) ++count;
  return count;
}

class Lines {
 public:
  explicit Lines(Text text) : rest_(text) {}

  // The next line that is not blank, without spaces before it.
  bool next(Text& line) {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
      line = rest_.substr(0, end);
      const bool is_pair = rest_.substr(end).starts_with("\r\n");
      rest_.remove_prefix(std::min(end + (is_pair ? 2 : 1), rest_.size()));
      ++number_;
      while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
      if (!std::all_of(line.begin(), line.end(), is_blank)) return true;
    }
    return false;
  }

  int number() const { return number_; }  // of the line, from 1

 private:
  Text rest_;
  int number_ = 0;
};

bool is_whole_number(Text text) {
  return !text.empty() && text.size() <= 9 && std::all_of(text.begin(), text.end(), is_digit);
}

int whole_number(Text text) {
  int value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return value;
}

// How many numbers each line has, if this one says so: "N E".
std::optional<int> stated_size(Text line) {
  const Text count = take_piece(line), size = take_piece(line);
  const bool is_header =
      is_whole_number(count) && is_whole_number(size) && take_piece(line).empty();
  if (!is_header || whole_number(size) == 0) return std::nullopt;
  return whole_number(size);
}

class Reader {
 public:
  explicit Reader(Text text) : lines_(text) {}

  WordVectors read() {
    Text line;
    if (!lines_.next(line)) throw WordVectorsError(VectorsProblem::empty, 1);
    const std::optional<int> stated = stated_size(line);
    if (stated) {
      size_ = *stated;
      if (!lines_.next(line)) throw WordVectorsError(VectorsProblem::empty, 1);
    } else {
      Text numbers = line;
      take_word(numbers);
      size_ = count_pieces(numbers);
    }
    do {
      read_line(line);
    } while (lines_.next(line));
    const Shape shape{static_cast<int>(words_.size()), size_};
    return {std::move(words_), Tensor(shape, values_)};
  }

 private:
  void read_line(Text line) {
    words_.emplace_back(take_word(line));
    const Text numbers = line;
    int count = 0;
    for (Text piece = take_piece(line); !piece.empty(); piece = take_piece(line), ++count) {
      const std::optional<float> value = read_float(piece);
      if (!value)
        throw WordVectorsError(VectorsProblem::not_a_number, lines_.number(), std::string(piece));
      if (count == size_) refuse_size(count_pieces(numbers));
      values_.push_back(*value);
    }
    if (count == 0) throw WordVectorsError(VectorsProblem::no_numbers, lines_.number());
    if (count < size_) refuse_size(count);
  }

  [[noreturn]] void refuse_size(int actual) const {
    throw WordVectorsError(VectorsProblem::unequal_lines, lines_.number(), "", size_, actual);
  }

  Lines lines_;
  int size_ = 0;
  std::vector<std::string> words_;
  std::vector<float> values_;
};

}  // namespace

WordVectorsError::WordVectorsError(Problem problem, int line, std::string value, int expected,
                                   int actual)
    : std::invalid_argument(message(problem, line, value, expected, actual)),
      problem(problem),
      line(line),
      value(std::move(value)),
      expected(expected),
      actual(actual) {}

WordVectors read_word_vectors(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t zero = text.find('\0');
  if (zero != Text::npos) {
    const auto before = std::count(text.begin(), text.begin() + static_cast<long>(zero), '\n');
    throw WordVectorsError(VectorsProblem::not_text, static_cast<int>(before) + 1);
  }
  return Reader(text).read();
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
