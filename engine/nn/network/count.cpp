#include "engine/nn/network/count.h"

namespace unfold {
namespace {

struct Size {
  std::int64_t kernels = 0, peepholes = 0, biases = 0;
};

Size size_of(const RecurrentLayer& layer, std::int64_t D) {
  const std::int64_t H = layer.units, gates = gate_count(layer.cell);
  Size size{.kernels = (D + H) * gates * H};
  if (layer.cell == CellKind::peephole_lstm) size.peepholes = 3 * H;
  if (layer.biases.used) size.biases = (layer.reset_after ? 2 : 1) * gates * H;
  const std::int64_t directions = layer.bidirectional ? 2 : 1;
  return {directions * size.kernels, directions * size.peepholes, directions * size.biases};
}

Size size_of(const Layer& layer, std::int64_t width) {
  if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer))
    return size_of(*recurrent, width);
  const auto* dense = std::get_if<DenseLayer>(&layer);
  if (dense == nullptr) return {};
  return {.kernels = width * dense->units,
          .biases = dense->has_bias ? std::int64_t{dense->units} : 0};
}

Size size_of_layers(const Network& network) {
  const std::vector<int> widths = layer_widths(network);
  Size sum;
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    const Size size = size_of(network.layers[i], widths[i]);
    sum.kernels += size.kernels;
    sum.peepholes += size.peepholes;
    sum.biases += size.biases;
  }
  return sum;
}

}  // namespace

std::int64_t count_weights(const Network& network) {
  const auto [kernels, peepholes, biases] = size_of_layers(network);
  return count_weights(network.input) + kernels + peepholes + biases;
}

std::int64_t count_weights(const Layer& layer, int width) {
  const auto [kernels, peepholes, biases] = size_of(layer, width);
  return kernels + peepholes + biases;
}

std::int64_t count_weights(const InputLayer& input) {
  return input.kind == InputLayer::Kind::ids ? std::int64_t{input.size} * input.width : 0;
}

std::int64_t count_multiplications(const Network& network) {
  const Size size = size_of_layers(network);
  return size.kernels + size.peepholes;
}

}  // namespace unfold
