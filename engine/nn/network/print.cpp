#include "engine/nn/network/options.h"
#include "engine/nn/network/text.h"
#include "engine/text/number_text.h"

namespace unfold {
namespace {

template <typename Layer>
std::string with_options(std::string text, const Layer& layer) {
  for (const Option<Layer>& option : options_of(layer)) {
    const std::string value = option.print(layer);
    if (value.empty()) continue;
    text += ' ';
    text += option.name;
    if (!option.allowed.empty()) text += '=' + value;
  }
  return text;
}

struct LayerPrinter {
  std::string operator()(RecurrentLayer layer) const {
    if (layer.cell == CellKind::keras_rnn) {
      layer.cell = CellKind::rnn;
      const bool is_given = std::holds_alternative<GivenWeights>(layer.kernel);
      if (!layer.recurrent && !is_given) layer.recurrent = Initializer::orthogonal;
    }
    const std::string prefix = layer.bidirectional ? "bidirectional " : "";
    return with_options(
        prefix + std::string(cell_name(layer.cell)) + ' ' + std::to_string(layer.units), layer);
  }
  std::string operator()(const DropoutLayer& layer) const { return with_options("dropout", layer); }
  std::string operator()(const DenseLayer& layer) const {
    return with_options("dense " + std::to_string(layer.units), layer);
  }
};

std::string with_number(std::string_view name, double number) {
  return std::string(name) + ' ' + number_text(number);
}

std::string input_text(const InputLayer& input) {
  std::string text =
      std::string(name_of(input_names(), input.kind)) + ' ' + std::to_string(input.size);
  if (input.kind != InputLayer::Kind::ids) return text;
  return text + with_options(" | embedding " + std::to_string(input.width), input);
}

// Names and seeds that follow from the layers' places are not said.
Network without_usual_origins(const Network& network) {
  Network bare = network;
  for (int place = 0; place < static_cast<int>(bare.layers.size()); ++place) {
    Origins& origins = origins_of(bare.layers[place]);
    origins = {};
    if (std::holds_alternative<DropoutLayer>(bare.layers[place])) continue;
    const std::string scope = layer_scope(network, place);
    if (layer_scope(bare, place) != scope) origins.scope = scope;
  }
  for (int place = 0; place < static_cast<int>(bare.layers.size()); ++place) {
    const std::uint64_t op_seed = layer_op_seed(network, place);
    if (layer_op_seed(bare, place) != op_seed) origins_of(bare.layers[place]).op_seed = op_seed;
  }
  return bare;
}

std::string loss_text(const Network& network) {
  const std::string_view name = name_of(loss_names(), network.loss);
  if (!draws_candidates(network.loss)) return std::string(name);
  return with_number(name, network.candidates);
}

bool says_optimizer(const Network& network) {
  return network.loss != NetworkLoss::none || network.optimizer != Network().optimizer ||
         network.learning_rate != Network().learning_rate;
}

}  // namespace

std::string network_text(const Network& described) {
  const Network network = without_usual_origins(described);
  std::string text = input_text(network.input);
  const auto append = [&](const std::string& part) { text += " | " + part; };
  for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
    append(std::visit(LayerPrinter(), network.layers[place]));
    if (place == last_recurrent(network) && network.readout != Readout::every_step) {
      append(std::string(name_of(readout_names(), network.readout)));
    }
  }
  if (network.loss != NetworkLoss::none) append(loss_text(network));
  if (network.clipping.kind != Clipping::Kind::none) {
    append(with_number(name_of(clipping_names(), network.clipping.kind), network.clipping.limit));
  }
  if (says_optimizer(network)) {
    append(with_number(name_of(optimizer_names(), network.optimizer), network.learning_rate));
  }
  if (network.seed != Network().seed) append("seed " + std::to_string(network.seed));
  return text;
}

std::string network_text(const EncoderDecoder& network) {
  const std::string arrow = " => ";
  const std::string between =
      network.attention ? with_options("attention", *network.attention) + arrow : "";
  return network_text(network.encoder) + arrow + between + network_text(network.decoder);
}

}  // namespace unfold
