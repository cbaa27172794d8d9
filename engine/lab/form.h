// Form: the inputs of a lab, declared once. Command line, web form, validation and links read it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

using Seed = std::uint32_t;

template <typename E>
struct Choice {
  E value;
  std::string_view name;   // in links and flags: "lstm"
  std::string_view label;  // for people: "LSTM"
};

// One input. It is bound to a member of a lab's Inputs, which holds the default until `read`.
class Field {
 public:
  enum class Kind { text, integer, number, flag, choice, list, matrix, seed, image, file };
  struct Option {
    std::string_view name, label;
  };
  // A choice among enumerators, seen as positions in `options`. The functions know its type.
  struct Selection {
    void* target;
    const void* choices;
    int (*position)(const Selection&);
    void (*choose)(const Selection&, int position);
  };
  using Target = std::variant<std::string*, int*, double*, bool*, Selection, std::vector<int>*,
                              Tensor*, Seed*>;

  std::string_view name;  // snake_case; the flag is its kebab-case
  Kind kind;
  Target target;
  std::string_view label_, help_, unit_;
  // Limits: of the value; of each element of a list or matrix; of the symbols in a text; of the
  // bytes in a file.
  double min_ = 0, max_ = 0;
  // How many elements a list has at least and at most.
  int min_count_ = 0, max_count_ = 0;
  // The largest size of each axis of a matrix, the size of an image; either may be left empty if
  // optional_.
  std::vector<int> max_shape_;
  // Names of the axes of a matrix, the last ones if it may have fewer: "batch,time,feature".
  std::string_view axes_;
  std::string_view accept_;  // endings of a file's name: ".csv,.txt"
  std::vector<Option> options;
  bool advanced_ = false, optional_ = false;
  // It may change in the middle of a run; a question is asked anew at each change of it. The run
  // has the more steps the larger it is.
  bool live_ = false, lengthens_ = false;
  // Shown only while another choice or flag has this value; it is kept and checked all the same.
  std::string_view when_input_, when_value_;

  Field& label(std::string_view text) { return label_ = text, *this; }
  Field& help(std::string_view text) { return help_ = text, *this; }
  Field& unit(std::string_view text) { return unit_ = text, *this; }
  Field& range(double min, double max) { return min_ = min, max_ = max, *this; }
  Field& length(int min, int max) { return min_count_ = min, max_count_ = max, *this; }
  Field& shape(std::vector<int> largest) { return max_shape_ = std::move(largest), *this; }
  Field& axes(std::string_view names) { return axes_ = names, *this; }
  Field& accept(std::string_view endings) { return accept_ = endings, *this; }
  Field& advanced() { return advanced_ = true, *this; }
  Field& optional() { return optional_ = true, *this; }
  Field& live() { return live_ = true, *this; }
  Field& lengthens() { return lengthens_ = true, live(); }
  Field& when(std::string_view input, std::string_view value) {
    return when_input_ = input, when_value_ = value, *this;
  }

  // Sets the bound member from text; throws Refusal if it is not allowed. Matrices are written with
  // "," or spaces between numbers, ";" or a new line after a row, "|" or an empty line after a
  // block of rows.
  void read(std::string_view text) const;
  // The bound member as text; read(print()) changes nothing.
  std::string print() const;
};

class Form {
 public:
  Field& text(std::string_view name, std::string& target);  // .range: symbols (code points)
  Field& integer(std::string_view name, int& target);       // .range
  Field& number(std::string_view name, double& target);     // .range
  Field& flag(std::string_view name, bool& target);
  Field& list(std::string_view name, std::vector<int>& target);  // .range each, .length
  Field& matrix(std::string_view name, Tensor& target);          // .range each, .shape, .optional
  Field& seed(std::string_view name, Seed& target);              // any 32-bit number
  // A picture to draw, (rows, columns) of numbers from 0 to 1, written as a matrix. .optional
  Field& image(std::string_view name, Tensor& target, int rows, int columns);
  // The name of a file of the reader's own, to be asked of data() (data.h); "" for none. .range of
  // its bytes, .accept
  Field& file(std::string_view name, std::string& target);
  template <typename E, std::size_t N>
  Field& choice(std::string_view name, E& target, const Choice<E> (&choices)[N]) {
    Field& field = add(name, Field::Kind::choice, selection(target, choices));
    for (const auto& choice : choices) field.options.push_back({choice.name, choice.label});
    return field;
  }

  const std::deque<Field>& fields() const& { return fields_; }
  void fields() const&& = delete;  // they would not outlive the form
  const Field* find(std::string_view name) const;
  // Sets each named input from text. Throws Refusal "unknown-input" for a name that is not here.
  void read(const std::map<std::string, std::string>& values) const;
  std::map<std::string, std::string> print() const;

 private:
  Field& add(std::string_view name, Field::Kind kind, Field::Target target);
  template <typename E, std::size_t N>
  static Field::Selection selection(E& target, const Choice<E> (&choices)[N]) {
    using Selection = Field::Selection;
    return {&target, choices,
            [](const Selection& bound) {
              const auto* choice = static_cast<const Choice<E>*>(bound.choices);
              int position = 0;
              while (choice[position].value != *static_cast<const E*>(bound.target)) ++position;
              return position;
            },
            [](const Selection& bound, int position) {
              const auto* choice = static_cast<const Choice<E>*>(bound.choices);
              *static_cast<E*>(bound.target) = choice[position].value;
            }};
  }

  std::deque<Field> fields_;
};

}  // namespace unfold
