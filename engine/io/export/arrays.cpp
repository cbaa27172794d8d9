#include "engine/io/export/arrays.h"

#include <algorithm>
#include <cmath>

#include "engine/core/require.h"
#include "engine/io/export/script.h"

namespace unfold {
namespace {

const Tensor& variable(const Exportable& model, const std::string& name) {
  const auto found = std::find_if(model.variables.begin(), model.variables.end(),
                                  [&](const auto& known) { return known.name == name; });
  require(found != model.variables.end(), "export", "there is no variable ", name);
  return found->value;
}

int columns_of(const Tensor& x) { return x.size(-1); }
int row_count(const Tensor& x) { return x.count() / columns_of(x); }

Shape with_columns(const Tensor& x, int columns) { return x.shape().with(-1, columns); }

void split_rows(const Tensor& whole, int H, CellWeights& weights) {
  const int D = whole.size(0) - H;
  weights.kernel = rows_of(whole, 0, D);
  weights.recurrent = rows_of(whole, D, H);
}

void add_forget_bias(Tensor& bias, int H, float forget) {
  Tensor sum(bias.shape(), bias.values());
  for (int unit = 2 * H; unit < 3 * H; ++unit) sum.mutable_data()[unit] += forget;
  bias = sum;
}

CellWeights weights_of(const Exportable& model, const RecurrentLayer& layer,
                       const std::string& scope) {
  const int H = layer.units, gates = gate_count(layer.cell);
  const auto named = [&](const char* name) { return variable(model, scope + "/" + name); };
  const auto bias = [&](const char* name, int count) {
    return layer.biases.used ? named(name) : Tensor::zeros(Shape{count});
  };
  CellWeights weights;
  if (layer.cell == CellKind::gru && !layer.reset_after) {
    split_rows(side_by_side(named("gates/kernel"), named("candidate/kernel")), H, weights);
    weights.bias = side_by_side(bias("gates/bias", 2 * H), bias("candidate/bias", H));
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

SafeTensors::Entry float_array(std::string name, const Tensor& values) {
  const auto* bytes = reinterpret_cast<const char*>(values.data());
  return {std::move(name), SafeTensors::Type::f32, values.shape(),
          std::string(bytes, sizeof(float) * values.count())};
}

SafeTensors::Entry small_array(std::string name, const Tensor& values) {
  const auto is_byte = [](float value) {
    return value >= 0 && value <= 255 && value == std::floor(value);
  };
  const auto all = values.values();
  if (!std::all_of(all.begin(), all.end(), is_byte)) return float_array(std::move(name), values);
  std::string bytes(all.size(), '\0');
  std::transform(all.begin(), all.end(), bytes.begin(),
                 [](float value) { return static_cast<char>(static_cast<unsigned char>(value)); });
  return {std::move(name), SafeTensors::Type::u8, values.shape(), std::move(bytes)};
}

NamedArrays data_arrays(const TrainingData& data) {
  Tensor x = data.x;
  if (data.x_divisor > 0) {
    x = Tensor(data.x.shape());
    std::transform(data.x.values().begin(), data.x.values().end(), x.mutable_data(),
                   [&](float value) { return std::round(value * data.x_divisor); });
  }
  NamedArrays arrays = {small_array("x", x), small_array("y", data.y)};
  for (std::size_t n = 0; n < data.state.size(); ++n) {
    arrays.push_back(float_array(state_name(static_cast<int>(n)), data.state[n]));
  }
  return arrays;
}

Tensor rows_of(const Tensor& x, int first, int count) {
  const int columns = columns_of(x);
  return {Shape{count, columns}, x.values().subspan(first * columns, count * columns)};
}

Tensor transposed(const Tensor& x) {
  const int rows = x.size(0), columns = x.size(1);
  Tensor y(Shape{columns, rows});
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < columns; ++j) y.mutable_data()[j * rows + i] = x.data()[i * columns + j];
  }
  return y;
}

Tensor blocks_of(const Tensor& x, int H, std::span<const int> order) {
  const int from = columns_of(x), to = H * static_cast<int>(order.size());
  Tensor y(with_columns(x, to));
  for (int row = 0; row < row_count(x); ++row) {
    float* next = y.mutable_data() + row * to;
    for (const int block : order) next = std::copy_n(x.data() + row * from + block * H, H, next);
  }
  return y;
}

Tensor side_by_side(const Tensor& a, const Tensor& b) {
  const int m = columns_of(a), n = columns_of(b);
  Tensor y(with_columns(a, m + n));
  float* next = y.mutable_data();
  for (int row = 0; row < row_count(a); ++row) {
    next = std::copy_n(a.data() + row * m, m, next);
    next = std::copy_n(b.data() + row * n, n, next);
  }
  return y;
}

std::vector<CellWeights> cell_weights(const Exportable& model, int place) {
  const auto& layer = std::get<RecurrentLayer>(model.network.layers[place]);
  const std::string scope = layer_scope(model.network, place);
  if (!layer.bidirectional) return {weights_of(model, layer, scope)};
  return {weights_of(model, layer, scope + "/fw"), weights_of(model, layer, scope + "/bw")};
}

DenseWeights dense_weights(const Exportable& model, int place) {
  const auto& layer = std::get<DenseLayer>(model.network.layers[place]);
  const std::string scope = layer_scope(model.network, place);
  return {variable(model, scope + "/kernel"),
          layer.has_bias ? variable(model, scope + "/bias") : Tensor()};
}

const Tensor& table_of(const Exportable& model) {
  const std::string& scope = model.network.input.origins.scope;
  return variable(model, scope.empty() ? "embedding" : scope);
}

}  // namespace unfold
