// Script: the lines of a program, and what programs in any language say alike.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/export/exported.h"
#include "engine/text/decimal.h"

namespace unfold {

class Script {
 public:
  // A line of texts and numbers side by side; of nothing: an empty one.
  template <typename... Parts>
  Script& line(const Parts&... parts) {
    (append(parts), ...);
    written_ += '\n';
    return *this;
  }
  // Whole lines, but for an empty first one.
  Script& block(std::string_view lines) {
    written_ += lines.starts_with('\n') ? lines.substr(1) : lines;
    return *this;
  }
  const std::string& written() const { return written_; }

 private:
  void append(std::string_view text) { written_ += text; }
  void append(std::integral auto number) { written_ += std::to_string(number); }
  void append(std::floating_point auto number) { written_ += number_text(number); }

  std::string written_;
};

// "[[0, 1], [2, 3]]", as Python and JavaScript have it.
std::string list_text(const Tensor& values);
std::string list_text(const std::vector<int>& values);
// ["a", "b"]
std::string list_text(const std::vector<std::string>& texts);
std::string quoted(std::string_view text);
// All of them in quotes, if each is one symbol long; else "".
std::string joined_symbols(const std::vector<std::string>& symbols);
// Lines of words, none longer than a page is wide, each behind this beginning.
std::string wrapped(std::string_view text, std::string_view before);

// What the layers are called in a program: "lstm", "dense"; "lstm_0", "lstm_1" of several.
std::vector<std::string> layer_names(const Network& network);

// As Keras and TensorFlow.js call it; "" for none.
std::string activation_name(DenseLayer::Activation activation);

bool is_symbols(const Network& network);        // what it reads
bool compares_symbols(const Network& network);  // its loss
bool is_small(const TrainingData& data);        // enough to stand in the program
int sequences_of_batch(const TrainingData& data);
int steps_left(const TrainingData& data);  // of the run; all of one that is over

// The places of the recurrent layers.
std::vector<int> recurrent_places(const Network& network);
const RecurrentLayer& recurrent_at(const Network& network, int place);

// Where a cell's state stands in the whole one; c of an LSTM alone, else -1.
struct StatePlaces {
  int h = 0, c = -1;
};
// Of all cells, the forward one of a layer first.
std::vector<StatePlaces> state_places(const Network& network);
std::string state_name(int place);  // among the data

}  // namespace unfold
