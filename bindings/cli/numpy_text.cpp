#include "bindings/cli/numpy_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

#include "engine/text/number_text.h"

namespace unfold {
namespace {

constexpr int precision = 8, line_width = 75, most_values = 1000, edge_items = 3;

struct Parts {
  std::string whole, fraction, exponent;  // "-12", "5", "-05"
};

Parts positional_parts(float value) {
  const auto [negative, digits, exponent] = shortest_decimal(value);
  std::string text;
  if (static_cast<int>(digits.size()) - 1 - exponent > precision) {
    char rounded[64];
    std::snprintf(rounded, sizeof rounded, "%.*f", precision, static_cast<double>(value));
    text = rounded;
    text.erase(text.find_last_not_of('0') + 1);
  } else {
    text = number_text(value);
    if (text.find('.') == std::string::npos) text += '.';
  }
  const std::size_t point = text.find('.');
  return {text.substr(0, point), text.substr(point + 1), ""};
}

Parts scientific_parts(float value) {
  const auto [negative, digits, exponent] = shortest_decimal(value);
  char power[16];
  std::snprintf(power, sizeof power, "%+03d", exponent);
  std::string whole = negative ? "-" : "";
  whole += digits[0];
  return {whole, digits.substr(1), power};
}

// NumPy's choice for an array: one layout for all its numbers.
class NumberFormat {
 public:
  explicit NumberFormat(const std::vector<float>& values) : scientific_(wants_exponent(values)) {
    for (const float value : values) {
      if (!std::isfinite(value)) continue;
      const Parts parts = split(value);
      whole_ = std::max(whole_, parts.whole.size());
      fraction_ = std::max(fraction_, parts.fraction.size());
      exponent_ = std::max(exponent_, parts.exponent.size());
    }
    for (const float value : values) {
      if (std::isfinite(value)) continue;
      const std::size_t rest = width() - whole_, size = number_text(value).size();
      if (size > rest) whole_ = std::max(whole_, size - rest);
    }
  }

  std::string operator()(float value) const {
    if (!std::isfinite(value)) return padded_left(number_text(value), width());
    return scientific_ ? scientific(value) : positional(value);
  }

 private:
  static bool wants_exponent(const std::vector<float>& values) {
    float largest = 0, smallest = INFINITY;
    for (const float value : values) {
      if (value == 0 || !std::isfinite(value)) continue;
      largest = std::max(largest, std::abs(value));
      smallest = std::min(smallest, std::abs(value));
    }
    return largest >= 1e8f || smallest < 0.0001f || largest / smallest > 1000;
  }
  static std::string padded_left(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
  }
  // Padded with spaces.
  std::string positional(float value) const {
    Parts parts = positional_parts(value);
    parts.fraction.resize(fraction_, ' ');
    return padded_left(parts.whole, whole_) + "." + parts.fraction;
  }
  // All with the same number of digits.
  std::string scientific(float value) const {
    char text[40];
    std::snprintf(text, sizeof text, "%#.*e", static_cast<int>(fraction_),
                  static_cast<double>(value));
    return padded_left(text, width());
  }
  Parts split(float value) const {
    return scientific_ ? scientific_parts(value) : positional_parts(value);
  }
  std::size_t width() const { return whole_ + 1 + fraction_ + (scientific_ ? exponent_ + 1 : 0); }

  bool scientific_;
  std::size_t whole_ = 0, fraction_ = 0, exponent_ = 0;
};

class Printer {
 public:
  explicit Printer(const Tensor& matrix)
      : matrix_(matrix), summarized_(matrix.count() > most_values), format_(shown(0, 0)) {}

  std::string print() const { return print(0, 0, line_width); }

 private:
  // The positions along an axis that are shown, -1 for the dots.
  std::vector<int> positions(int axis) const {
    const int size = matrix_.size(axis);
    std::vector<int> all;
    for (int i = 0; i < size; ++i) {
      const bool left_out = summarized_ && i >= edge_items && i < size - edge_items;
      if (!left_out) all.push_back(i);
      if (left_out && i == edge_items) all.push_back(-1);
    }
    return all;
  }

  int index(int first, int axis, int i) const {
    return first + i * matrix_.shape().product(axis + 1, matrix_.rank());
  }

  std::vector<float> shown(int axis, int first) const {
    if (axis == matrix_.rank()) return {matrix_.data()[first]};
    std::vector<float> values;
    for (const int i : positions(axis)) {
      if (i < 0) continue;
      const auto nested = shown(axis + 1, index(first, axis, i));
      values.insert(values.end(), nested.begin(), nested.end());
    }
    return values;
  }

  std::string print(int axis, int first, int width) const {
    const int axes_left = matrix_.rank() - axis;
    if (axes_left == 0) return format_(matrix_.data()[first]);
    if (axes_left == 1) return bracketed(print_row(axis, first, width - 1));
    const std::string indent(axis + 1, ' ');
    std::string text;
    for (const int i : positions(axis)) {
      if (!text.empty()) text += std::string(axes_left - 1, '\n') + indent;
      text += i < 0 ? "..." : print(axis + 1, index(first, axis, i), width - 1);
    }
    return bracketed(text);
  }

  std::string print_row(int axis, int first, int width) const {
    const std::string indent(axis + 1, ' ');
    std::string text, line = indent;
    for (const int i : positions(axis)) {
      const std::string word = i < 0 ? "..." : format_(matrix_.data()[index(first, axis, i)]);
      const bool starts_line = line.size() == indent.size();
      if (!starts_line && line.size() + 1 + word.size() > static_cast<std::size_t>(width)) {
        text += without_end(line) + "\n";
        line = indent;
      } else if (!starts_line) {
        line += ' ';
      }
      line += word;
    }
    return (text + line).substr(indent.size());
  }

  static std::string bracketed(const std::string& text) { return "[" + text + "]"; }

  static std::string without_end(const std::string& line) {
    return line.substr(0, line.find_last_not_of(' ') + 1);
  }

  const Tensor& matrix_;
  bool summarized_;
  NumberFormat format_;
};

}  // namespace

std::string numpy_text(const Tensor& matrix) {
  return matrix.empty() || matrix.count() == 0 ? "[]" : Printer(matrix).print();
}

}  // namespace unfold
