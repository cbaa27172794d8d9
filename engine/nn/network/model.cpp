#include "engine/nn/network/model.h"

#include "engine/core/require.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/select.h"

namespace unfold {
namespace {

Dense make_projection(const Network& network, int place, int K, Variables& variables) {
  const auto& layer = std::get<DenseLayer>(network.layers[place]);
  const std::string scope = layer_scope(network, place);
  const OpSeed seed{network.seed, layer_op_seed(network, place)};
  const Tensor kernel =
      variables.make(scope + "/kernel", started(layer.kernel, Shape{K, layer.units}, seed));
  const Tensor bias = Tensor::filled(Shape{layer.units}, layer.bias);
  return {kernel, layer.has_bias ? variables.make(scope + "/bias", bias)
                                 : Tensor::zeros(Shape{layer.units})};
}

// As many tensors of a state from this one on; none of an empty one.
State part_of(const State& state, std::size_t first, std::size_t count) {
  if (state.empty()) return {};
  require(first + count <= state.size(), "network", "the state has only ", state.size(),
          " tensors");
  const auto begin = state.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

Tensor activated(DenseLayer::Activation activation, const Tensor& x) {
  using Activation = DenseLayer::Activation;
  switch (activation) {
    case Activation::linear: return x;
    case Activation::tanh: return tanh(x);
    case Activation::sigmoid: return sigmoid(x);
    case Activation::relu: return relu(x);
    case Activation::softmax: return softmax(x);
  }
  return Tensor();
}

Tensor make_table(const Network& network, Variables& variables) {
  const InputLayer& input = network.input;
  if (input.kind != InputLayer::Kind::ids) return Tensor();
  constexpr std::uint64_t usual_op_seed = 1;
  const OpSeed seed{network.seed, input.origins.op_seed.value_or(usual_op_seed)};
  return variables.make(table_scope(input),
                        started(input.table, Shape{input.size, input.width}, seed));
}

NetworkModel::NetworkModel(const Network& network, Variables& variables)
    : input_(network.input),
      last_recurrent_(unfold::last_recurrent(network)),
      readout_(network.readout) {
  check(network);
  table_ = make_table(network, variables);
  const std::vector<int> widths = layer_widths(network);
  for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
    parts_.push_back(make_part(network, place, widths[place], variables));
  }
}

NetworkModel::Part NetworkModel::make_part(const Network& network, int place, int D,
                                           Variables& variables) {
  const Layer& layer = network.layers[place];
  if (std::holds_alternative<RecurrentLayer>(layer)) {
    return make_layer_cells(network, place, D, variables);
  }
  if (const auto* dropout = std::get_if<DropoutLayer>(&layer)) {
    return DropoutMask{RandomOp({network.seed, layer_op_seed(network, place)}),
                       static_cast<float>(dropout->keep)};
  }
  return Projection{make_projection(network, place, D, variables),
                    std::get<DenseLayer>(layer).activation};
}

Tensor NetworkModel::input(std::span<const int> symbols, int B) const {
  require(B > 0 && symbols.size() % B == 0, "input", symbols.size(), " symbols are not ", B,
          " sequences of equal length");
  const int T = static_cast<int>(symbols.size()) / B;
  if (table_.empty()) return one_hot(symbols, input_.size).view(Shape{B, T, input_.size});
  return reshape(embedding_lookup(table_, symbols), Shape{B, T, input_.width});
}

NetworkModel::Result NetworkModel::forward(const Tensor& x, std::span<const int> lengths,
                                           const State& initial, Purpose purpose) const {
  Result result;
  Tensor here = x;
  State final_h;
  for (int place = 0; place <= last_recurrent_; ++place) {
    const auto* cells = std::get_if<LayerCells>(&parts_[place]);
    if (cells == nullptr) {
      here = pointwise(parts_[place], here, purpose);
      continue;
    }
    const std::size_t tensors = cells->state_sizes().size();
    auto [outputs, h, state] =
        cells->run(here, lengths, part_of(initial, result.state.size(), tensors));
    result.state.insert(result.state.end(), state.begin(), state.end());
    result.recurrent.push_back(outputs);
    final_h.push_back(h);
    here = outputs;
  }
  result.outputs = behind_readout(readout(here, final_h), purpose);
  return result;
}

Tensor NetworkModel::behind_readout(const Tensor& read, Purpose purpose) const {
  Tensor here = read;
  for (std::size_t place = last_recurrent_ + 1; place < parts_.size(); ++place) {
    here = pointwise(parts_[place], here, purpose);
  }
  return here;
}

Tensor NetworkModel::pointwise(Part& part, const Tensor& x, Purpose purpose) {
  if (const auto* projection = std::get_if<Projection>(&part)) {
    return activated(projection->activation, projection->dense(x));
  }
  if (purpose == Purpose::use) return x;
  auto& mask = std::get<DropoutMask>(part);
  return x.rank() == 3 ? mask.sequence(x) : mask.step(x);
}

Tensor NetworkModel::readout(const Tensor& outputs, const State& final_h) const {
  switch (readout_) {
    case Readout::every_step: return outputs;
    case Readout::last: return final_h.back();
    case Readout::all_layers: return concat(final_h, 1);
  }
  return Tensor();
}

State NetworkModel::zero_state(int B) const {
  State state;
  for (const Part& part : parts_) {
    const auto* cells = std::get_if<LayerCells>(&part);
    if (cells == nullptr) continue;
    const State zeros = cells->zero_state(B);
    state.insert(state.end(), zeros.begin(), zeros.end());
  }
  return state;
}

void NetworkModel::set_keep(double keep) {
  for (Part& part : parts_) {
    if (auto* mask = std::get_if<DropoutMask>(&part)) mask->keep = static_cast<float>(keep);
  }
}

void NetworkModel::visit_state(Archive& archive) {
  int masks = 0;
  for (Part& part : parts_) {
    auto* mask = std::get_if<DropoutMask>(&part);
    if (mask == nullptr) continue;
    archive.value("dropout_" + std::to_string(masks++) + "/input_mask", mask->random);
  }
}

}  // namespace unfold
