#include "engine/nn/network/options.h"

#include <cmath>

#include "engine/text/number_text.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Activation = DenseLayer::Activation;

constexpr Name<Initializer> initializers[] = {{Initializer::glorot_uniform, "glorot_uniform"},
                                              {Initializer::orthogonal, "orthogonal"},
                                              {Initializer::random_normal, "random_normal"},
                                              {Initializer::random_uniform, "random_uniform"},
                                              {Initializer::truncated_normal, "truncated_normal"},
                                              {Initializer::zeros, "zeros"},
                                              {Initializer::ones, "ones"}};
constexpr Name<Merge> merges[] = {{Merge::concat, "concat"},
                                  {Merge::sum, "sum"},
                                  {Merge::average, "ave"},
                                  {Merge::product, "mul"}};
constexpr Name<Activation> activations[] = {{Activation::linear, "linear"},
                                            {Activation::tanh, "tanh"},
                                            {Activation::sigmoid, "sigmoid"},
                                            {Activation::relu, "relu"},
                                            {Activation::softmax, "softmax"}};
constexpr Name<OptimizerKind> optimizers[] = {
    {OptimizerKind::sgd, "sgd"},         {OptimizerKind::momentum, "momentum"},
    {OptimizerKind::adagrad, "adagrad"}, {OptimizerKind::rmsprop, "rmsprop"},
    {OptimizerKind::adam, "adam"},       {OptimizerKind::lazy_adam, "lazy_adam"}};
constexpr Name<NetworkLoss> losses[] = {
    {NetworkLoss::softmax_cross_entropy, "softmax_cross_entropy"},
    {NetworkLoss::sequence_loss, "sequence_loss"},
    {NetworkLoss::minus_y_log_p0, "minus_y_log_p0"},
    {NetworkLoss::mean_squared_error, "mean_squared_error"},
    {NetworkLoss::sum_squared_error, "sum_squared_error"},
    {NetworkLoss::nce, "nce"},
    {NetworkLoss::sampled_softmax, "sampled_softmax"}};
constexpr Name<Readout> readouts[] = {{Readout::last, "last"}, {Readout::all_layers, "states"}};
constexpr Name<Clipping::Kind> clippings[] = {{Clipping::Kind::norm, "clip_norm"},
                                              {Clipping::Kind::value, "clip_value"}};
constexpr Name<InputLayer::Kind> inputs[] = {{InputLayer::Kind::one_hot, "onehot"},
                                             {InputLayer::Kind::features, "features"},
                                             {InputLayer::Kind::ids, "ids"}};

constexpr Text start_values =
    "a number or one of glorot_uniform, orthogonal, random_normal, random_uniform, "
    "truncated_normal, zeros, ones, uniform(LIMIT), given";
constexpr Text given = "given", uniform_begin = "uniform(", uniform_end = ")";
constexpr Text bias_values = "a number or none";
constexpr Text seed_values = "a whole number from 0";
constexpr Text scope_values = "a name of letters, digits and the signs / _ - .";

// ---- Values.

template <typename E, std::size_t N>
bool read_name(const Name<E> (&names)[N], Text text, E& value) {
  const Name<E>* known = find_name(std::span<const Name<E>>(names), text);
  if (known != nullptr) value = known->value;
  return known != nullptr;
}

template <typename E, std::size_t N>
std::string print_name(const Name<E> (&names)[N], E value) {
  return std::string(name_of(std::span<const Name<E>>(names), value));
}

bool read_float(Text text, float& value) {
  const auto number = read_number(text);
  if (!number || !std::isfinite(static_cast<float>(*number))) return false;
  value = static_cast<float>(*number);
  return true;
}

bool read_flag(Text text, bool& value) {
  value = text == "true";
  return value || text == "false";
}

std::string print_flag(bool value) { return value ? "true" : ""; }

bool read_start(Text text, WeightStart& start) {
  Initializer initializer{};
  float value = 0;
  if (read_name(initializers, text, initializer)) return start = initializer, true;
  if (text == given) return start = GivenWeights(), true;
  if (text.starts_with(uniform_begin) && text.ends_with(uniform_end)) {
    text = text.substr(uniform_begin.size(), text.find(uniform_end) - uniform_begin.size());
    return read_float(text, value) && value > 0 && (start = UniformWeights{value}, true);
  }
  if (!read_float(text, value)) return false;
  start = value;
  return true;
}

std::string print_start(const WeightStart& start) {
  if (const auto* value = std::get_if<float>(&start)) return number_text(*value);
  if (std::holds_alternative<GivenWeights>(start)) return std::string(given);
  if (const auto* uniform = std::get_if<UniformWeights>(&start)) {
    return std::string(uniform_begin) + number_text(uniform->limit) + std::string(uniform_end);
  }
  return print_name(initializers, std::get<Initializer>(start));
}

bool read_seed(Text text, std::optional<std::uint64_t>& seed) {
  const auto number = read_integer(text);
  if (!number || *number < 0) return false;
  seed = static_cast<std::uint64_t>(*number);
  return true;
}

std::string print_seed(const std::optional<std::uint64_t>& seed) {
  return seed ? std::to_string(*seed) : "";
}

bool read_scope(Text text, std::string& scope) {
  constexpr Text allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_-.";
  if (text.empty() || text.find_first_not_of(allowed) != Text::npos) return false;
  scope = text;
  return true;
}

// ---- Recurrent layers.

using Recurrent = RecurrentLayer;

constexpr Option<Recurrent> of_rnn[] = {
    {"activation", "tanh or relu",
     [](Recurrent& layer, Text text) {
       layer.cell = text == "relu" ? CellKind::relu_rnn : CellKind::rnn;
       return text == "relu" || text == "tanh";
     },
     [](const Recurrent& layer) {
       return std::string(layer.cell == CellKind::relu_rnn ? "relu" : "");
     }}};

constexpr Option<Recurrent> forget_bias = {
    "forget_bias", "a number",
    [](Recurrent& layer, Text text) { return read_float(text, layer.biases.forget); },
    [](const Recurrent& layer) {
      return layer.biases.forget == 1 ? "" : number_text(layer.biases.forget);
    }};

constexpr Option<Recurrent> of_lstm[] = {
    {"peepholes", "",
     [](Recurrent& layer, Text text) {
       layer.cell = text == "true" ? CellKind::peephole_lstm : CellKind::lstm;
       return text == "true" || text == "false";
     },
     [](const Recurrent& layer) { return print_flag(layer.cell == CellKind::peephole_lstm); }},
    forget_bias,
    {"unit_forget_bias", "",
     [](Recurrent& layer, Text text) { return read_flag(text, layer.biases.trains_forget); },
     [](const Recurrent& layer) { return print_flag(layer.biases.trains_forget); }}};

constexpr Option<Recurrent> of_gru[] = {
    forget_bias,
    {"reset_after", "",
     [](Recurrent& layer, Text text) {
       bool used = false;
       const bool is_read = read_flag(text, used);
       layer.reset_after = used;
       return is_read;
     },
     [](const Recurrent& layer) { return print_flag(layer.reset_after); }}};

bool read_recurrent_bias(Recurrent& layer, Text text) {
  layer.biases.used = text != "none";
  if (!layer.biases.used) return true;
  float value = 0;
  if (!read_float(text, value)) return false;
  layer.biases.start = value;
  return true;
}

std::string print_recurrent_bias(const Recurrent& layer) {
  if (!layer.biases.used) return "none";
  return layer.biases.start ? number_text(*layer.biases.start) : "";
}

constexpr Option<Recurrent> of_recurrent[] = {
    {"kernel", start_values,
     [](Recurrent& layer, Text text) { return read_start(text, layer.kernel); },
     [](const Recurrent& layer) {
       return layer.kernel == Recurrent().kernel ? "" : print_start(layer.kernel);
     }},
    {"recurrent", start_values,
     [](Recurrent& layer, Text text) { return read_start(text, layer.recurrent.emplace()); },
     [](const Recurrent& layer) { return layer.recurrent ? print_start(*layer.recurrent) : ""; }},
    {"bias", bias_values, read_recurrent_bias, print_recurrent_bias},
    {"seed", seed_values,
     [](Recurrent& layer, Text text) { return read_seed(text, layer.origins.op_seed); },
     [](const Recurrent& layer) { return print_seed(layer.origins.op_seed); }},
    {"name", scope_values,
     [](Recurrent& layer, Text text) { return read_scope(text, layer.origins.scope); },
     [](const Recurrent& layer) { return layer.origins.scope; }}};

constexpr Option<Recurrent> of_one_direction[] = {
    {"backwards", "", [](Recurrent& layer, Text text) { return read_flag(text, layer.backwards); },
     [](const Recurrent& layer) { return print_flag(layer.backwards); }}};

constexpr Option<Recurrent> of_both_directions[] = {
    {"merge", "concat, sum, ave or mul",
     [](Recurrent& layer, Text text) { return read_name(merges, text, *layer.bidirectional); },
     [](const Recurrent& layer) {
       return layer.bidirectional == Merge::concat ? "" : print_name(merges, *layer.bidirectional);
     }},
    {"backward_seed", seed_values,
     [](Recurrent& layer, Text text) { return read_seed(text, layer.backward_op_seed); },
     [](const Recurrent& layer) { return print_seed(layer.backward_op_seed); }}};

std::span<const Option<Recurrent>> options_of_cell(CellKind cell) {
  if (cell_name(cell) == "lstm") return of_lstm;
  if (cell_name(cell) == "gru") return of_gru;
  return of_rnn;
}

std::span<const Option<Recurrent>> options_of_direction(const Recurrent& layer) {
  if (layer.bidirectional) return of_both_directions;
  return of_one_direction;
}

// ---- Other layers.

constexpr Option<DropoutLayer> of_dropout[] = {
    {"keep", "a number above 0 and at most 1",
     [](DropoutLayer& layer, Text text) {
       const auto number = read_number(text);
       layer.keep = number.value_or(0);
       return layer.keep > 0 && layer.keep <= 1;
     },
     [](const DropoutLayer& layer) { return number_text(layer.keep); }},
    {"seed", seed_values,
     [](DropoutLayer& layer, Text text) { return read_seed(text, layer.origins.op_seed); },
     [](const DropoutLayer& layer) { return print_seed(layer.origins.op_seed); }}};

constexpr Option<DenseLayer> of_dense[] = {
    {"activation", "linear, tanh, sigmoid, relu or softmax",
     [](DenseLayer& layer, Text text) { return read_name(activations, text, layer.activation); },
     [](const DenseLayer& layer) {
       return layer.activation == Activation::linear ? ""
                                                     : print_name(activations, layer.activation);
     }},
    {"kernel", start_values,
     [](DenseLayer& layer, Text text) { return read_start(text, layer.kernel); },
     [](const DenseLayer& layer) {
       return layer.kernel == DenseLayer().kernel ? "" : print_start(layer.kernel);
     }},
    {"bias", bias_values,
     [](DenseLayer& layer, Text text) {
       layer.has_bias = text != "none";
       return !layer.has_bias || read_float(text, layer.bias);
     },
     [](const DenseLayer& layer) {
       if (!layer.has_bias) return std::string("none");
       return layer.bias == 0 ? "" : number_text(layer.bias);
     }},
    {"seed", seed_values,
     [](DenseLayer& layer, Text text) { return read_seed(text, layer.origins.op_seed); },
     [](const DenseLayer& layer) { return print_seed(layer.origins.op_seed); }},
    {"name", scope_values,
     [](DenseLayer& layer, Text text) { return read_scope(text, layer.origins.scope); },
     [](const DenseLayer& layer) { return layer.origins.scope; }}};

constexpr Option<InputLayer> of_table[] = {
    {"table", start_values,
     [](InputLayer& input, Text text) { return read_start(text, input.table); },
     [](const InputLayer& input) {
       return input.table == InputLayer().table ? "" : print_start(input.table);
     }},
    {"seed", seed_values,
     [](InputLayer& input, Text text) { return read_seed(text, input.origins.op_seed); },
     [](const InputLayer& input) { return print_seed(input.origins.op_seed); }},
    {"name", scope_values,
     [](InputLayer& input, Text text) { return read_scope(text, input.origins.scope); },
     [](const InputLayer& input) { return input.origins.scope; }}};

constexpr Option<AttentionLayer> of_attention[] = {
    {"seed", seed_values,
     [](AttentionLayer& layer, Text text) { return read_seed(text, layer.origins.op_seed); },
     [](const AttentionLayer& layer) { return print_seed(layer.origins.op_seed); }},
    {"name", scope_values,
     [](AttentionLayer& layer, Text text) { return read_scope(text, layer.origins.scope); },
     [](const AttentionLayer& layer) { return layer.origins.scope; }}};

template <typename Layer, std::size_t N>
std::vector<Option<Layer>> all(const Option<Layer> (&options)[N]) {
  return {std::begin(options), std::end(options)};
}

}  // namespace

std::vector<Option<RecurrentLayer>> options_of(const RecurrentLayer& layer) {
  std::vector<Option<RecurrentLayer>> options;
  for (const auto some : {options_of_cell(layer.cell), options_of_direction(layer),
                          std::span<const Option<RecurrentLayer>>(of_recurrent)}) {
    options.insert(options.end(), some.begin(), some.end());
  }
  return options;
}
std::vector<Option<DropoutLayer>> options_of(const DropoutLayer& /*layer*/) {
  return all(of_dropout);
}
std::vector<Option<DenseLayer>> options_of(const DenseLayer& /*layer*/) { return all(of_dense); }
std::vector<Option<AttentionLayer>> options_of(const AttentionLayer& /*layer*/) {
  return all(of_attention);
}
std::vector<Option<InputLayer>> options_of(const InputLayer& /*input*/) { return all(of_table); }

std::span<const Name<OptimizerKind>> optimizer_names() { return optimizers; }
std::span<const Name<NetworkLoss>> loss_names() { return losses; }
std::span<const Name<Readout>> readout_names() { return readouts; }
std::span<const Name<Clipping::Kind>> clipping_names() { return clippings; }
std::span<const Name<InputLayer::Kind>> input_names() { return inputs; }
std::span<const Name<Merge>> merge_names() { return merges; }
std::span<const Name<DenseLayer::Activation>> activation_names() { return activations; }

std::string_view cell_name(CellKind cell) {
  switch (cell) {
    case CellKind::lstm:
    case CellKind::peephole_lstm: return "lstm";
    case CellKind::gru: return "gru";
    default: return "rnn";
  }
}

}  // namespace unfold
