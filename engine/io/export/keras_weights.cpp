#include "engine/io/export/keras_weights.h"

#include <algorithm>

#include "engine/io/export/script.h"

namespace unfold {
namespace {

// Keras' gates are i, f, c, o and z, r, h, whose z is u.
constexpr int keras_lstm[] = {0, 2, 1, 3}, keras_gru[] = {1, 0, 2}, keras_rnn_gates[] = {0};

std::span<const int> keras_gates(CellKind cell) {
  if (gate_count(cell) == 4) return keras_lstm;
  if (gate_count(cell) == 3) return keras_gru;
  return keras_rnn_gates;
}

// (N, columns)
Tensor rows(const std::vector<Tensor>& all) {
  Tensor y(Shape{static_cast<int>(all.size()), all[0].count()});
  float* next = y.mutable_data();
  for (const Tensor& row : all) next = std::copy_n(row.data(), row.count(), next);
  return y;
}

void add_keras_cell(NamedArrays& arrays, const std::string& name, const RecurrentLayer& layer,
                    const CellWeights& cell) {
  const auto arranged = [&](const Tensor& x) {
    return blocks_of(x, layer.units, keras_gates(layer.cell));
  };
  arrays.push_back(float_array(name + "/kernel", arranged(cell.kernel)));
  arrays.push_back(float_array(name + "/recurrent_kernel", arranged(cell.recurrent)));
  if (layer.biases.used) {
    const Tensor bias = arranged(cell.bias);
    arrays.push_back(float_array(
        name + "/bias",
        cell.recurrent_bias.empty() ? bias : rows({bias, arranged(cell.recurrent_bias)})));
  }
  if (!cell.peepholes.empty()) {
    arrays.push_back(float_array(name + "/peepholes", rows(cell.peepholes)));
  }
}

}  // namespace

NamedArrays keras_weights(const Exportable& model) {
  const Network& network = model.network;
  const std::vector<std::string> names = layer_names(network);
  NamedArrays arrays;
  if (network.input.kind == InputLayer::Kind::ids) {
    arrays.push_back(float_array("embedding/embeddings", table_of(model)));
  }
  for (int place = 0; place < static_cast<int>(names.size()); ++place) {
    const Layer& layer = network.layers[place];
    if (std::holds_alternative<DenseLayer>(layer)) {
      const auto [kernel, bias] = dense_weights(model, place);
      arrays.push_back(float_array(names[place] + "/kernel", kernel));
      if (!bias.empty()) arrays.push_back(float_array(names[place] + "/bias", bias));
    } else if (const auto* recurrent = std::get_if<RecurrentLayer>(&layer)) {
      const std::vector<CellWeights> cells = cell_weights(model, place);
      const char* directions[] = {"/forward", "/backward"};
      for (std::size_t n = 0; n < cells.size(); ++n) {
        add_keras_cell(arrays, names[place] + (cells.size() > 1 ? directions[n] : ""), *recurrent,
                       cells[n]);
      }
    }
  }
  return arrays;
}

}  // namespace unfold
