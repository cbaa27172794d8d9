#include "engine/io/export/script.h"

#include <map>

#include "engine/nn/network/options.h"
#include "engine/text/json_string.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

constexpr std::size_t page_width = 100;

template <typename Items, typename Print>
std::string bracketed(const Items& items, Print print) {
  std::string text = "[";
  for (const auto& item : items) {
    if (text.size() > 1) text += ", ";
    text += print(item);
  }
  return text + "]";
}

std::string nested(const Shape& shape, int axis, const float*& next) {
  if (axis == shape.rank()) return number_text(*next++);
  std::string text = "[";
  for (int i = 0; i < shape[axis]; ++i) {
    text += (i > 0 ? ", " : "") + nested(shape, axis + 1, next);
  }
  return text + "]";
}

std::string kind_of(const Layer& layer) {
  if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer)) {
    return std::string(cell_name(recurrent->cell));
  }
  return std::holds_alternative<DenseLayer>(layer) ? "dense" : "dropout";
}

}  // namespace

std::string list_text(const Tensor& values) {
  const float* next = values.data();
  return nested(values.shape(), 0, next);
}

std::string list_text(const std::vector<int>& values) {
  return bracketed(values, [](int value) { return std::to_string(value); });
}

std::string list_text(const std::vector<std::string>& texts) { return bracketed(texts, quoted); }

std::string quoted(std::string_view text) {
  std::string literal;
  append_json_string(literal, text);
  return literal;
}

std::string joined_symbols(const std::vector<std::string>& symbols) {
  std::string all;
  for (const std::string& symbol : symbols) {
    if (count_symbols(symbol) != 1) return "";
    all += symbol;
  }
  return quoted(all);
}

std::string wrapped(std::string_view text, std::string_view before) {
  std::string all, line(before);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (line.size() + 1 + end > page_width) {
      all += line + '\n';
      line = before;
    }
    if (line.size() > before.size()) line += ' ';
    line += text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all + line;
}

std::vector<std::string> layer_names(const Network& network) {
  std::map<std::string, int> count, next;
  for (const Layer& layer : network.layers) ++count[kind_of(layer)];
  std::vector<std::string> names;
  for (const Layer& layer : network.layers) {
    const std::string kind = kind_of(layer);
    names.push_back(count[kind] == 1 ? kind : kind + "_" + std::to_string(next[kind]++));
  }
  return names;
}

std::string activation_name(DenseLayer::Activation activation) {
  switch (activation) {
    case DenseLayer::Activation::linear: return "";
    case DenseLayer::Activation::tanh: return "tanh";
    case DenseLayer::Activation::sigmoid: return "sigmoid";
    case DenseLayer::Activation::relu: return "relu";
    case DenseLayer::Activation::softmax: return "softmax";
  }
  return "";
}

bool is_symbols(const Network& network) { return network.input.kind != InputLayer::Kind::features; }

bool compares_symbols(const Network& network) {
  return network.loss == NetworkLoss::softmax_cross_entropy ||
         network.loss == NetworkLoss::sequence_loss || network.loss == NetworkLoss::minus_y_log_p0;
}

bool is_small(const TrainingData& data) {
  constexpr int most_numbers = 400;
  return data.x.count() + data.y.count() <= most_numbers && data.state.empty();
}

int sequences_of_batch(const TrainingData& data) {
  return data.window > 0 ? data.x.size(0) : data.x.size(0) / data.batches;
}

int steps_left(const TrainingData& data) {
  return data.step < data.steps ? data.steps - data.step : data.steps;
}

std::vector<int> recurrent_places(const Network& network) {
  std::vector<int> places;
  for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
    if (std::holds_alternative<RecurrentLayer>(network.layers[place])) places.push_back(place);
  }
  return places;
}

const RecurrentLayer& recurrent_at(const Network& network, int place) {
  return std::get<RecurrentLayer>(network.layers[place]);
}

std::vector<StatePlaces> state_places(const Network& network) {
  std::vector<StatePlaces> all;
  int next = 0;
  for (const NetworkCell& cell : cells_of(network)) {
    StatePlaces places;
    if (cell.has_c) places.c = next++;
    places.h = next++;
    all.push_back(places);
  }
  return all;
}

std::string state_name(int place) { return "state_" + std::to_string(place); }

}  // namespace unfold
