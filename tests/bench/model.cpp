#include "tests/bench/model.h"

#include <array>
#include <stdexcept>

#include "engine/nn/recurrent.h"
#include "engine/ops/arrange.h"

namespace unfold::bench {
namespace {

// The column blocks of these gates, side by side.
Tensor gate_columns(const Tensor& weights, int gates, std::span<const int> order) {
  const int width = weights.size(-1) / gates;
  std::vector<Tensor> blocks;
  for (const int gate : order) blocks.push_back(slice(weights, -1, gate * width, width));
  return concat(blocks, -1);
}

struct Arranged {
  Tensor kernel, bias;
};
Arranged arranged(const CellWeights& weights, int gates, std::span<const int> order,
                  const std::string& scope, Variables& variables) {
  const Tensor kernel = concat({weights.Wx, weights.Wh}, 0);
  return {variables.make(scope + "/kernel", gate_columns(kernel, gates, order)),
          variables.make(scope + "/bias", gate_columns(weights.b, gates, order))};
}

CellPointer make_lstm(const CellWeights& weights, const std::string& scope, Variables& variables) {
  const Arranged all = arranged(weights, 4, std::array{0, 2, 1, 3}, scope, variables);
  return std::make_shared<LstmCell>(all.kernel, all.bias, 0.0f);
}

CellPointer make_gru(const Spec& spec, const CellWeights& weights, const std::string& scope,
                     Variables& variables) {
  const std::array gate_order = spec.reset_first ? std::array{0, 1} : std::array{1, 0};
  const Arranged gates = arranged(weights, 3, gate_order, scope + "/gates", variables);
  const Arranged candidate = arranged(weights, 3, std::array{2}, scope + "/candidate", variables);
  return std::make_shared<GruCell>(gates.kernel, gates.bias, candidate.kernel, candidate.bias);
}

CellPointer make_rnn(const Spec& spec, const CellWeights& weights, const std::string& scope,
                     Variables& variables) {
  const Arranged all = arranged(weights, 1, std::array{0}, scope, variables);
  const bool relu = spec.cell == CellKind::relu_rnn;
  return std::make_shared<BasicRnnCell>(
      all.kernel, all.bias, relu ? kernels::Activation::relu : kernels::Activation::tanh);
}

// The harness's `h` of a layer: the last tensor of a state is the output.
const Tensor& final_output(const CellResult& result) { return result.state.back(); }

}  // namespace

CellPointer make_cell(const Spec& spec, const CellWeights& weights, const std::string& scope,
                      Variables& variables) {
  if (spec.cell == CellKind::lstm) return make_lstm(weights, scope, variables);
  if (spec.cell == CellKind::gru) return make_gru(spec, weights, scope, variables);
  return make_rnn(spec, weights, scope, variables);
}

Tensor shaped(const Data& data, const std::string& name, const Shape& shape) {
  const auto found = data.floats.find(name);
  if (found == data.floats.end()) throw std::invalid_argument("[data] there is no " + name);
  return found->second.view(shape);
}

const std::vector<int>& integers(const Data& data, const std::string& name) {
  const auto found = data.ints.find(name);
  if (found == data.ints.end()) throw std::invalid_argument("[data] there is no " + name);
  return found->second;
}

Model::Model(const Spec& spec, const Data& data, Variables& variables) : spec_(spec) {
  for (int layer = 0; layer < spec.layers; ++layer) {
    layers_.push_back(make_layer(data, layer, variables));
  }
  const Tensor kernel = shaped(data, "head.W", Shape{spec.head_input(), spec.output});
  head_ = {variables.make("head/kernel", kernel),
           variables.make("head/bias", shaped(data, "head.b", Shape{spec.output}))};
}

Model::Layer Model::make_layer(const Data& data, int layer, Variables& variables) const {
  const int columns = spec_.gates() * spec_.hidden;
  const std::string name = "l" + std::to_string(layer);
  const auto cell = [&](const std::string& way) {
    const CellWeights weights{
        shaped(data, name + ".Wx" + way, Shape{spec_.layer_input(layer), columns}),
        shaped(data, name + ".Wh" + way, Shape{spec_.hidden, columns}),
        shaped(data, name + ".b" + way, Shape{columns})};
    return make_cell(spec_, weights, name + way, variables);
  };
  return {cell(""), spec_.bidirectional ? cell("_reverse") : nullptr};
}

Model::LayerResult Model::run(const Layer& layer, const Tensor& x, std::span<const int> lengths) {
  if (!layer.backward) {
    const CellResult result = dynamic_rnn(*layer.forward, x, lengths);
    return {result.outputs, final_output(result)};
  }
  const BidirectionalResult both =
      bidirectional_dynamic_rnn(*layer.forward, *layer.backward, x, lengths);
  return {concat({both.forward.outputs, both.backward.outputs}, -1),
          concat({final_output(both.forward), final_output(both.backward)}, -1)};
}

Tensor Model::operator()(const Tensor& x, std::span<const int> lengths) const {
  LayerResult result{x, {}};
  State finals;
  for (const Layer& layer : layers_) {
    result = run(layer, result.outputs, lengths);
    finals.push_back(result.final);
  }
  switch (spec_.head) {
    case Spec::Head::all: return head_(result.outputs);
    case Spec::Head::last: return head_(result.final);
    case Spec::Head::concat: return head_(concat(finals, -1));
  }
  throw std::invalid_argument("[model] there is no such head");
}

Tensor Model::operator()(const Tensor& x, std::vector<State>& state) const {
  state.resize(layers_.size());
  Tensor outputs = x;
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    CellResult result = layers_[layer].forward->sequence(outputs, state[layer], {});
    outputs = result.outputs;
    state[layer] = std::move(result.state);
  }
  return head_(outputs);
}

}  // namespace unfold::bench
