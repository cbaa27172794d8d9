#include "engine/io/export/pytorch_weights.h"

#include <algorithm>

#include "engine/io/export/script.h"

namespace unfold {
namespace {

// PyTorch's gates are i, f, g, o.
constexpr int of_lstm[] = {0, 2, 1, 3}, as_they_are[] = {0, 1, 2};

std::span<const int> gate_order(CellKind cell) {
  return gate_count(cell) == 4 ? std::span<const int>(of_lstm)
                               : std::span(as_they_are).first(gate_count(cell));
}

void add_layer(NamedArrays& arrays, const std::string& name, const std::string& direction,
               const RecurrentLayer& layer, const CellWeights& weights) {
  const auto arranged = [&](const Tensor& x) {
    return blocks_of(x, layer.units, gate_order(layer.cell));
  };
  const auto add = [&](const std::string& part, const Tensor& x) {
    arrays.push_back(float_array(name + "." + part + "_l0" + direction, x));
  };
  add("weight_ih", transposed(arranged(weights.kernel)));
  add("weight_hh", transposed(arranged(weights.recurrent)));
  if (!layer.biases.used) return;
  add("bias_ih", arranged(weights.bias));
  add("bias_hh", layer.reset_after ? weights.recurrent_bias : Tensor::zeros(weights.bias.shape()));
}

void add_linear(NamedArrays& arrays, const std::string& name, const Tensor& weight,
                const Tensor& bias) {
  arrays.push_back(float_array(name + ".weight", weight));
  if (!bias.empty()) arrays.push_back(float_array(name + ".bias", bias));
}

Tensor part_of(const Tensor& vector, int first, int count) {
  return {Shape{count}, vector.values().subspan(first, count)};
}

void add_cell(NamedArrays& arrays, const std::string& name, const RecurrentLayer& layer,
              const CellWeights& weights) {
  const int H = layer.units;
  const Tensor both = side_by_side(transposed(weights.kernel), transposed(weights.recurrent));
  const auto add = [&](const char* part, int first, int count) {
    add_linear(arrays, name + part, rows_of(both, first, count),
               layer.biases.used ? part_of(weights.bias, first, count) : Tensor());
  };
  if (layer.cell == CellKind::gru) {
    add(".gates", 0, 2 * H);
    add(".candidate", 2 * H, H);
    return;
  }
  Tensor peepholes(Shape{3, H});
  float* next = peepholes.mutable_data();
  for (const Tensor& of_gate : weights.peepholes) next = std::copy_n(of_gate.data(), H, next);
  arrays.push_back(float_array(name + ".peepholes", peepholes));
  add(".gates", 0, 4 * H);
}

void add_recurrent(NamedArrays& arrays, const std::string& name, const RecurrentLayer& layer,
                   const std::vector<CellWeights>& cells) {
  for (std::size_t n = 0; n < cells.size(); ++n) {
    if (has_pytorch_layer(layer)) {
      add_layer(arrays, name, n == 0 ? "" : "_reverse", layer, cells[n]);
    } else {
      add_cell(arrays, name + ".cells." + std::to_string(n), layer, cells[n]);
    }
  }
}

}  // namespace

bool has_pytorch_layer(const RecurrentLayer& layer) {
  return layer.cell != CellKind::peephole_lstm &&
         (layer.cell != CellKind::gru || layer.reset_after);
}

NamedArrays pytorch_state_dict(const Exportable& model) {
  const Network& network = model.network;
  const std::vector<std::string> names = layer_names(network);
  NamedArrays arrays;
  if (network.input.kind == InputLayer::Kind::ids) {
    arrays.push_back(float_array("embedding.weight", table_of(model)));
  }
  for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
    const Layer& layer = network.layers[place];
    if (std::holds_alternative<DenseLayer>(layer)) {
      const auto [kernel, bias] = dense_weights(model, place);
      add_linear(arrays, names[place], transposed(kernel), bias);
    } else if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer)) {
      add_recurrent(arrays, names[place], *recurrent, cell_weights(model, place));
    }
  }
  return arrays;
}

}  // namespace unfold
