#include "engine/nn/network/network.h"

#include <algorithm>
#include <cstring>

#include "engine/core/require.h"
#include "engine/nn/network/count.h"

namespace unfold {
namespace {

constexpr std::int64_t most_weights = 100'000'000;

bool is_recurrent(const Layer& layer) { return std::holds_alternative<RecurrentLayer>(layer); }
bool is_given(const WeightStart& start) { return std::holds_alternative<GivenWeights>(start); }
bool is_dense(const Layer& layer) { return std::holds_alternative<DenseLayer>(layer); }

int width_of(const RecurrentLayer& layer) {
  return layer.bidirectional == Merge::concat ? 2 * layer.units : layer.units;
}

// All recurrent layers up to this one, side by side.
int width_of_all(const Network& network) {
  int sum = 0;
  for (const Layer& layer : network.layers) {
    if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer)) sum += width_of(*recurrent);
  }
  return sum;
}

int width_after(const Network& network, int layer, int before) {
  const Layer& here = network.layers[layer];
  if (const auto* dense = std::get_if<DenseLayer>(&here)) return dense->units;
  const auto* recurrent = std::get_if<RecurrentLayer>(&here);
  if (recurrent == nullptr) return before;
  const bool takes_all = network.readout == Readout::all_layers && layer == last_recurrent(network);
  return takes_all ? width_of_all(network) : width_of(*recurrent);
}

const Origins& origins_in(const Layer& layer) {
  return std::visit([](const auto& kind) -> const Origins& { return kind.origins; }, layer);
}

std::string numbered_scope(const char* name, std::ptrdiff_t index) {
  return index == 0 ? name : std::string(name) + "_" + std::to_string(index);
}

void check_size(const char* what, int size) {
  require(size >= 1 && size <= most_width, "network", what, " must be 1 to ", most_width, ", not ",
          size);
}

void check(const Layer& layer) {
  if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer)) {
    check_size("units", recurrent->units);
    require(!recurrent->reset_after || recurrent->cell == CellKind::gru, "network",
            "only a GRU has a reset gate");
    const CellBiases& biases = recurrent->biases;
    require(biases.used || (biases.forget == 1 && !biases.trains_forget), "network",
            "a layer without biases has no forget bias");
    require(!recurrent->reset_after || biases.forget == 1, "network",
            "the gates of a GRU that resets after the product start at 0");
    require(!recurrent->backwards || !recurrent->bidirectional, "network",
            "a layer reads backwards or in both directions, not both");
  } else if (const auto* dense = std::get_if<DenseLayer>(&layer)) {
    check_size("units", dense->units);
  } else {
    const double keep = std::get<DropoutLayer>(layer).keep;
    require(keep > 0 && keep <= 1, "network", "dropout keeps more than 0 and at most 1, not ",
            keep);
  }
}

}  // namespace

bool GivenWeights::operator==(const GivenWeights& other) const {
  if (values.empty() || other.values.empty()) return values.empty() == other.values.empty();
  return values.shape() == other.values.shape() &&
         std::memcmp(values.data(), other.values.data(), sizeof(float) * values.count()) == 0;
}

std::vector<int> layer_widths(const Network& network) {
  const InputLayer& input = network.input;
  std::vector<int> widths = {input.kind == InputLayer::Kind::ids ? input.width : input.size};
  for (int layer = 0; layer < static_cast<int>(network.layers.size()); ++layer) {
    widths.push_back(width_after(network, layer, widths.back()));
  }
  return widths;
}

int last_recurrent(const Network& network) {
  int last = static_cast<int>(network.layers.size()) - 1;
  while (last >= 0 && !is_recurrent(network.layers[last])) --last;
  return last;
}

Origins& origins_of(Layer& layer) {
  return std::visit([](auto& kind) -> Origins& { return kind.origins; }, layer);
}

std::string layer_scope(const Network& network, int layer) {
  const auto begin = network.layers.begin(), here = begin + layer;
  const Origins& origins = origins_in(*here);
  if (!origins.scope.empty()) return origins.scope;
  if (is_dense(*here)) return numbered_scope("dense", std::count_if(begin, here, is_dense));
  if (std::count_if(begin, network.layers.end(), is_recurrent) > 1) {
    return "rnn/cell_" + std::to_string(std::count_if(begin, here, is_recurrent));
  }
  return std::get<RecurrentLayer>(*here).bidirectional ? "bidirectional_rnn" : "rnn";
}

std::string table_scope(const InputLayer& input) {
  return input.origins.scope.empty() ? "embedding" : input.origins.scope;
}

std::uint64_t layer_op_seed(const Network& network, int layer) {
  return origins_in(network.layers[layer])
      .op_seed.value_or(100 + 100 * static_cast<std::uint64_t>(layer));
}

std::vector<NetworkCell> cells_of(const Network& network) {
  std::vector<NetworkCell> cells;
  for (int i = 0; i < static_cast<int>(network.layers.size()); ++i) {
    const auto* layer = std::get_if<RecurrentLayer>(&network.layers[i]);
    if (layer == nullptr) continue;
    const std::string scope = layer_scope(network, i);
    const bool has_c = gate_count(layer->cell) == 4;
    cells.push_back({scope + (layer->bidirectional ? "/fw" : ""), layer->units, has_c});
    if (layer->bidirectional) cells.push_back({scope + "/bw", layer->units, has_c});
  }
  return cells;
}

bool draws_candidates(NetworkLoss loss) {
  return loss == NetworkLoss::nce || loss == NetworkLoss::sampled_softmax;
}

bool has_given_weights(const Network& network) {
  const auto is_given_in = [](const Layer& layer) {
    if (const auto* dense = std::get_if<DenseLayer>(&layer)) return is_given(dense->kernel);
    const auto* recurrent = std::get_if<RecurrentLayer>(&layer);
    return recurrent != nullptr && (is_given(recurrent->kernel) ||
                                    (recurrent->recurrent && is_given(*recurrent->recurrent)));
  };
  return is_given(network.input.table) ||
         std::any_of(network.layers.begin(), network.layers.end(), is_given_in);
}

void check(const Network& network) {
  check_size("the input", network.input.size);
  check_size("the table", network.input.width);
  require(!network.layers.empty(), "network", "there are no layers");
  for (const Layer& layer : network.layers) check(layer);
  require(network.readout == Readout::every_step || last_recurrent(network) >= 0, "network",
          "there is no recurrent layer whose state could be read");
  require(count_weights(network) <= most_weights, "network", "there must be at most ", most_weights,
          " weights, not ", count_weights(network));
}

}  // namespace unfold
