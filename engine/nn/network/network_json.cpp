#include "engine/nn/network/network_json.h"

#include "engine/nn/network/count.h"
#include "engine/nn/network/options.h"

namespace unfold {
namespace {

void write_flag(Json& json, std::string_view name, bool is_set) {
  if (is_set) json.key(name).boolean(true);
}

void write_size(Json& json, std::string_view kind, int units, std::int64_t weights) {
  json.key("kind").text(kind);
  json.key("units").integer(units);
  json.key("weights").integer(weights);
}

void write_recurrent(Json& json, const RecurrentLayer& layer, std::int64_t weights) {
  write_size(json, cell_name(layer.cell), layer.units, weights);
  if (layer.cell == CellKind::relu_rnn) json.key("activation").text("relu");
  write_flag(json, "peepholes", layer.cell == CellKind::peephole_lstm);
  write_flag(json, "resetAfter", layer.reset_after);
  write_flag(json, "backwards", layer.backwards);
  if (!layer.bidirectional) return;
  json.key("bidirectional").text(name_of(merge_names(), *layer.bidirectional));
}

void write_dense(Json& json, const DenseLayer& layer, std::int64_t weights) {
  write_size(json, "dense", layer.units, weights);
  if (layer.activation == DenseLayer::Activation::linear) return;
  json.key("activation").text(name_of(activation_names(), layer.activation));
}

void write_layer(Json& json, const Layer& layer, std::int64_t weights) {
  if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer)) {
    write_recurrent(json, *recurrent, weights);
  } else if (const auto* dense = std::get_if<DenseLayer>(&layer)) {
    write_dense(json, *dense, weights);
  } else {
    json.key("kind").text("dropout");
    json.key("keep").number(std::get_if<DropoutLayer>(&layer)->keep);
  }
}

void write_input(Json& json, const Network& network) {
  const InputLayer& input = network.input;
  json.key("kind").text(name_of(input_names(), input.kind));
  json.key("size").integer(input.size);
  json.key("width").integer(layer_widths(network).front());
  json.key("weights").integer(count_weights(input));
}

}  // namespace

void write_network(Json& json, const Network& network) {
  const std::vector<int> widths = layer_widths(network);
  json.object([&] {
    json.key("input").object([&] { write_input(json, network); });
    json.key("layers").array([&] {
      for (std::size_t i = 0; i < network.layers.size(); ++i) {
        const Layer& layer = network.layers[i];
        json.object([&] { write_layer(json, layer, count_weights(layer, widths[i])); });
      }
    });
    const bool reads_all = network.readout == Readout::every_step;
    json.key("readout").text(reads_all ? "every_step" : name_of(readout_names(), network.readout));
    json.key("loss").text(name_of(loss_names(), network.loss));
    json.key("optimizer").text(name_of(optimizer_names(), network.optimizer));
    json.key("learningRate").number(network.learning_rate);
    json.key("clipping").text(name_of(clipping_names(), network.clipping.kind));
    json.key("limit").number(network.clipping.limit);
  });
}

}  // namespace unfold
