#include "engine/nn/network/weights.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/ops/arrange.h"

namespace unfold {
namespace {

void split_rows(const Tensor& whole, int H, CellWeights& weights) {
  const int D = whole.size(0) - H;
  weights.kernel = slice(whole, 0, 0, D);
  weights.recurrent = slice(whole, 0, D, H);
}

void add_forget_bias(Tensor& bias, int H, float forget) {
  Tensor sum(bias.shape(), bias.values());
  for (int unit = 2 * H; unit < 3 * H; ++unit) sum.mutable_data()[unit] += forget;
  bias = sum;
}

std::string cell_scope(const Network& network, int place, bool backwards) {
  const auto& layer = std::get<RecurrentLayer>(network.layers[place]);
  return layer_scope(network, place) + (!layer.bidirectional ? "" : backwards ? "/bw" : "/fw");
}

CellWeights weights_of(std::span<const Variables::Named> variables, const RecurrentLayer& layer,
                       const std::string& scope) {
  const int H = layer.units, gates = gate_count(layer.cell);
  const auto named = [&](const char* name) {
    return variable_named(variables, scope + "/" + name);
  };
  const auto bias = [&](const char* name, int count) {
    return layer.biases.used ? named(name) : Tensor::zeros(Shape{count});
  };
  CellWeights weights;
  if (layer.cell == CellKind::gru && !layer.reset_after) {
    split_rows(concat({named("gates/kernel"), named("candidate/kernel")}, 1), H, weights);
    weights.bias = concat({bias("gates/bias", 2 * H), bias("candidate/bias", H)}, 0);
    return weights;
  }
  split_rows(named("kernel"), H, weights);
  weights.bias = bias("bias", gates * H);
  if (layer.reset_after) weights.recurrent_bias = bias("recurrent_bias", gates * H);
  if (gates == 4 && layer.biases.used && !layer.biases.trains_forget) {
    add_forget_bias(weights.bias, H, layer.biases.forget);
  }
  if (layer.cell == CellKind::peephole_lstm) {
    weights.peepholes = {named("w_i_diag"), named("w_f_diag"), named("w_o_diag")};
  }
  return weights;
}

}  // namespace

const Tensor& variable_named(std::span<const Variables::Named> variables, const std::string& name) {
  const auto found = std::find_if(variables.begin(), variables.end(),
                                  [&](const auto& known) { return known.name == name; });
  require(found != variables.end(), "network", "there is no variable ", name);
  return found->value;
}

std::vector<CellWeights> cell_weights(const Network& network,
                                      std::span<const Variables::Named> variables, int place) {
  const auto& layer = std::get<RecurrentLayer>(network.layers[place]);
  std::vector<CellWeights> weights{weights_of(variables, layer, cell_scope(network, place, false))};
  if (layer.bidirectional) {
    weights.push_back(weights_of(variables, layer, cell_scope(network, place, true)));
  }
  return weights;
}

const Tensor& cell_kernel(const Network& network, std::span<const Variables::Named> variables,
                          int place, bool backwards) {
  const auto& layer = std::get<RecurrentLayer>(network.layers[place]);
  const bool has_two = layer.cell == CellKind::gru && !layer.reset_after;
  return variable_named(
      variables, cell_scope(network, place, backwards) + (has_two ? "/gates/kernel" : "/kernel"));
}

DenseWeights dense_weights(const Network& network, std::span<const Variables::Named> variables,
                           int place) {
  const auto& layer = std::get<DenseLayer>(network.layers[place]);
  const std::string scope = layer_scope(network, place);
  return {variable_named(variables, scope + "/kernel"),
          layer.has_bias ? variable_named(variables, scope + "/bias") : Tensor()};
}

const Tensor& table_of(const Network& network, std::span<const Variables::Named> variables) {
  return variable_named(variables, table_scope(network.input));
}

}  // namespace unfold
