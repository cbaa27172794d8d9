#include "engine/nn/wrappers.h"

#include <algorithm>
#include <utility>

#include "engine/core/require.h"
#include "engine/ops/dropout.h"

namespace unfold {

StackedCell::StackedCell(std::vector<CellPointer> layers) : layers_(std::move(layers)) {
  require(!layers_.empty(), "stack", "there are no layers");
}

StateSizes StackedCell::state_sizes() const {
  StateSizes sizes;
  for (const CellPointer& layer : layers_) {
    for (int size : layer->state_sizes()) sizes.push_back(size);
  }
  return sizes;
}

// Calls run(layer, x, its part of the state) from the bottom up; an empty state stays empty.
template <typename Run>
CellResult StackedCell::through_layers(const Tensor& x, const State& state, Run run) const {
  require(state.empty() || state.size() == state_sizes().size(), "stack", "the state has ",
          state.size(), " tensors, ", state_sizes().size(), " are needed");
  CellResult result{x, {}};
  auto part = state.begin();
  for (const CellPointer& layer : layers_) {
    const auto end = state.empty() ? part : part + layer->state_sizes().size();
    CellResult of_layer = run(*layer, result.outputs, State(part, end));
    part = end;
    result.outputs = of_layer.outputs;
    result.state.insert(result.state.end(), of_layer.state.begin(), of_layer.state.end());
  }
  return result;
}

CellResult StackedCell::step(const Tensor& x, const State& state) const {
  return through_layers(x, state, [](const Cell& layer, const Tensor& input, const State& part) {
    return layer.step(input, part);
  });
}

CellResult StackedCell::sequence(const Tensor& x, const State& initial,
                                 std::span<const int> lengths) const {
  return through_layers(x, initial, [&](const Cell& layer, const Tensor& input, const State& part) {
    return layer.sequence(input, part, lengths);
  });
}

DropoutCell::DropoutCell(CellPointer cell, OpSeed input_seed, OpSeed output_seed)
    : cell_(std::move(cell)), input_{RandomOp(input_seed)}, output_{RandomOp(output_seed)} {}

void DropoutCell::keep(float input_probability, float output_probability) {
  for (float probability : {input_probability, output_probability}) {
    require(probability > 0 && probability <= 1, "dropout",
            "the keep probability must be above 0 and at most 1, not ", probability);
  }
  input_.keep = input_probability;
  output_.keep = output_probability;
}

void DropoutCell::visit_state(Archive& archive, const std::string& name) {
  archive.value(name + "/input_mask", input_.random);
  archive.value(name + "/output_mask", output_.random);
}

Tensor DropoutMask::step(const Tensor& x) {
  return keep == 1 ? x : dropout(x, keep, random.uniform01(x.shape()));
}

Tensor DropoutMask::sequence(const Tensor& x) {
  if (keep == 1) return x;
  const int B = x.size(0), T = x.size(1), D = x.size(2);
  Tensor uniform(x.shape());
  for (int t = 0; t < T; ++t) {
    const Tensor of_step = random.uniform01(Shape{B, D});
    for (int b = 0; b < B; ++b) {
      std::copy_n(of_step.data() + b * D, D, uniform.mutable_data() + (b * T + t) * D);
    }
  }
  return dropout(x, keep, uniform);
}

CellResult DropoutCell::step(const Tensor& x, const State& state) const {
  CellResult result = cell_->step(input_.step(x), state);
  return {output_.step(result.outputs), result.state};
}

CellResult DropoutCell::sequence(const Tensor& x, const State& initial,
                                 std::span<const int> lengths) const {
  CellResult result = cell_->sequence(input_.sequence(x), initial, lengths);
  return {output_.sequence(result.outputs), result.state};
}

OutputProjectionCell::OutputProjectionCell(CellPointer cell, Dense projection)
    : cell_(std::move(cell)), projection_(std::move(projection)) {}

CellResult OutputProjectionCell::step(const Tensor& x, const State& state) const {
  CellResult result = cell_->step(x, state);
  return {projection_(result.outputs), result.state};
}

CellResult OutputProjectionCell::sequence(const Tensor& x, const State& initial,
                                          std::span<const int> lengths) const {
  CellResult result = cell_->sequence(x, initial, lengths);
  return {projection_(result.outputs), result.state};
}

}  // namespace unfold
