#include "engine/io/export/arrays.h"

#include <algorithm>
#include <cmath>

#include "engine/core/require.h"
#include "engine/io/export/script.h"

namespace unfold {
namespace {

int columns_of(const Tensor& x) { return x.size(-1); }
int row_count(const Tensor& x) { return x.count() / columns_of(x); }

Shape with_columns(const Tensor& x, int columns) { return x.shape().with(-1, columns); }

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
  return cell_weights(model.network, model.variables, place);
}

DenseWeights dense_weights(const Exportable& model, int place) {
  return dense_weights(model.network, model.variables, place);
}

const Tensor& table_of(const Exportable& model) { return table_of(model.network, model.variables); }

}  // namespace unfold
