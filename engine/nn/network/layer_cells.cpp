#include "engine/nn/network/layer_cells.h"

#include <utility>

#include "engine/core/require.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"

namespace unfold {
namespace {

// (D + H, gates · H): inputs and state from one start, or from one each.
Tensor starting_kernel(const RecurrentLayer& layer, int D, OpSeed seed) {
  const int H = layer.units, columns = gate_count(layer.cell) * H;
  if (layer.recurrent) {
    return concat({started(layer.kernel, Shape{D, columns}, seed),
                   started(*layer.recurrent, Shape{H, columns}, {seed.graph, seed.op + 1})},
                  0);
  }
  if (const auto* initializer = std::get_if<Initializer>(&layer.kernel)) {
    return initial_kernel(layer.cell, D, H, *initializer, seed);
  }
  return started(layer.kernel, Shape{D + H, columns}, seed);
}

}  // namespace

Tensor merged(Merge merge, const Tensor& forward, const Tensor& backward) {
  switch (merge) {
    case Merge::concat: return concat({forward, backward}, -1);
    case Merge::sum: return forward + backward;
    case Merge::average: return (forward + backward) * 0.5f;
    case Merge::product: return forward * backward;
  }
  return Tensor();
}

Tensor started(const WeightStart& start, const Shape& shape, OpSeed seed) {
  if (const auto* value = std::get_if<float>(&start)) return Tensor::filled(shape, *value);
  if (const auto* uniform = std::get_if<UniformWeights>(&start)) {
    return random_uniform(shape, seed, -uniform->limit, uniform->limit);
  }
  if (const auto* given = std::get_if<GivenWeights>(&start)) {
    if (given->values.empty()) return Tensor::zeros(shape);
    require(given->values.shape() == shape, "network", "the given weights must be ", shape,
            ", not ", given->values.shape());
    return given->values;
  }
  return initialize(std::get<Initializer>(start), shape, seed);
}

LayerCells make_layer_cells(const Network& network, int place, int D, Variables& variables) {
  const auto& layer = std::get<RecurrentLayer>(network.layers[place]);
  const std::uint64_t op = layer_op_seed(network, place);
  const std::string scope = layer_scope(network, place);
  const auto cell = [&](const std::string& name, std::uint64_t op_seed) -> CellPointer {
    const Tensor kernel = starting_kernel(layer, D, {network.seed, op_seed});
    if (layer.reset_after) return layer.reset_after.make(kernel, layer.biases, name, variables);
    return make_cell(layer.cell, kernel, D, name, variables, layer.biases);
  };
  if (!layer.bidirectional) return {.forward = cell(scope, op), .backwards = layer.backwards};
  constexpr std::uint64_t seeds_of_a_cell = 2;
  const CellPointer forward = cell(scope + "/fw", op);
  const CellPointer backward =
      cell(scope + "/bw", layer.backward_op_seed.value_or(op + seeds_of_a_cell));
  return {forward, backward, *layer.bidirectional};
}

StateSizes LayerCells::state_sizes() const {
  StateSizes sizes = forward->state_sizes();
  if (backward != nullptr) {
    for (const int size : backward->state_sizes()) sizes.push_back(size);
  }
  return sizes;
}

State LayerCells::zero_state(int B) const {
  State state;
  for (const int size : state_sizes()) state.push_back(Tensor::zeros(Shape{B, size}));
  return state;
}

LayerCells::Result LayerCells::run(const Tensor& x, std::span<const int> lengths,
                                   const State& initial) const {
  if (backward == nullptr) {
    CellResult result =
        dynamic_rnn(*forward, backwards ? reverse_sequence(x, lengths) : x, lengths, initial);
    const Tensor h = result.state.back();
    return {std::move(result.outputs), h, std::move(result.state)};
  }
  const auto middle = initial.begin() + static_cast<std::ptrdiff_t>(initial.size() / 2);
  auto [ahead, back] =
      bidirectional_dynamic_rnn(*forward, *backward, x, lengths, State(initial.begin(), middle),
                                State(middle, initial.end()));
  State state = std::move(ahead.state);
  const Tensor h = merged(merge, state.back(), back.state.back());
  state.insert(state.end(), back.state.begin(), back.state.end());
  return {merged(merge, ahead.outputs, back.outputs), h, std::move(state)};
}

}  // namespace unfold
