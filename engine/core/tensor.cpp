#include "engine/core/tensor.h"

#include <algorithm>
#include <cstddef>
#include <new>

#include "engine/core/pool.h"
#include "engine/core/require.h"
#include "engine/core/row_gradient.h"
#include "engine/kernels/map.h"

namespace unfold {

namespace {

constexpr std::size_t header_bytes(std::size_t size) { return (size + 63) / 64 * 64; }

// The bytes of a block; std::bad_alloc where an address cannot count them.
std::size_t block_bytes(std::size_t header, int count) {
  constexpr std::size_t most = ~std::size_t{0} / 2;
  if (static_cast<std::size_t>(count) > (most - header) / sizeof(float)) throw std::bad_alloc();
  return header + sizeof(float) * static_cast<std::size_t>(count);
}

}  // namespace

Tensor::Tensor(const Shape& shape) {
  constexpr std::size_t header = header_bytes(sizeof(Storage));
  void* block = pool_take(block_bytes(header, shape.count()));
  storage_ = new (block) Storage;
  storage_->shape = shape;
  storage_->values = reinterpret_cast<float*>(static_cast<char*>(block) + header);
}

Tensor::Tensor(const Shape& shape, std::span<const float> values) : Tensor(shape) {
  require(static_cast<int>(values.size()) == shape.count(), "tensor", values.size(),
          " values do not fill ", shape);
  std::copy(values.begin(), values.end(), storage_->values);
}

Tensor Tensor::filled(const Shape& shape, float value) {
  Tensor tensor(shape);
  std::fill_n(tensor.mutable_data(), shape.count(), value);
  return tensor;
}

Tensor Tensor::variable(const Tensor& initial) {
  Tensor tensor(initial.shape(), initial.values());
  tensor.storage_->tracked = true;
  tensor.storage_->variable = true;
  return tensor;
}

void Tensor::fail_empty() { fail("tensor", {"an empty tensor has no shape"}); }

void Tensor::recycle() noexcept {
  storage_->~Storage();
  pool_give(storage_);
}

float Tensor::item() const {
  require(count() == 1, "item", "a tensor of shape ", shape(), " is not one number");
  return *data();
}

Tensor Tensor::view(const Shape& shape) const {
  require(shape.count() == count(), "view", this->shape(), " has ", count(), " elements, ", shape,
          " has ", shape.count());
  Tensor view;
  view.storage_ = new (pool_take(sizeof(Storage))) Storage;
  view.storage_->shape = shape;
  view.storage_->values = storage_->values;
  view.storage_->owner = storage_->owner.empty() ? *this : storage_->owner;
  return view;
}

const Tensor& Tensor::gradient() const noexcept {
  static const Tensor none;
  return storage_ ? storage_->gradient : none;
}

RowGradient* Tensor::row_gradient() const noexcept {
  return storage_ ? storage_->rows.get() : nullptr;
}

Tensor Tensor::dense_gradient() const {
  const RowGradient* rows = row_gradient();
  if (!rows) return gradient();
  Tensor dense = zeros(shape());
  rows->add_to(dense.mutable_data());
  return dense;
}

void Tensor::accumulate(Tensor dy) const {
  if (!tracked()) return;
  require(dy.shape() == shape(), "accumulate", "a gradient of shape ", dy.shape(),
          " does not fit a tensor of shape ", shape());
  rows_to_dense();
  if (storage_->gradient.empty()) {
    storage_->gradient = std::move(dy);
  } else {
    kernels::add_to(count(), dy.data(), gradient_to_add_to());
  }
}

void Tensor::accumulate_rows(std::span<const int> ids, const Tensor& dy) const {
  if (!tracked()) return;
  require(rank() >= 1 && dy.shape() == shape().with(0, static_cast<int>(ids.size())),
          "accumulate_rows", "gradients of shape ", dy.shape(), " for ", ids.size(),
          " rows do not fit a tensor of shape ", shape());
  const int rows = size(0), width = shape().product(1, rank());
  for (const int id : ids) {
    require(id >= 0 && id < rows, "accumulate_rows", "row ", id, " is outside [0, ", rows, ")");
  }
  if (is_variable() && storage_->gradient.empty()) {
    if (!storage_->rows)
      storage_->rows.reset(new (pool_take(sizeof(RowGradient))) RowGradient(width));
    storage_->rows->add(ids, dy.data());
    return;
  }
  RowGradient slices(width);
  slices.add(ids, dy.data());
  slices.add_to(gradient_to_add_to());
}

float* Tensor::gradient_to_add_to() const {
  rows_to_dense();
  Tensor& gradient = storage_->gradient;
  if (!gradient.exclusive()) {
    gradient = gradient.empty() ? zeros(shape()) : Tensor(shape(), gradient.values());
  }
  return gradient.mutable_data();
}

bool Tensor::exclusive() const noexcept {
  return storage_ && storage_->references == 1 && storage_->owner.empty();
}

// Rows that meet a gradient of the whole tensor become one.
void Tensor::rows_to_dense() const {
  if (!storage_->rows) return;
  storage_->gradient = dense_gradient();
  storage_->rows.reset();
}

void Tensor::GiveBack::operator()(RowGradient* rows) const noexcept {
  rows->~RowGradient();
  pool_give(rows);
}

Tensor::Gradient Tensor::take_gradient() const noexcept {
  return {std::exchange(storage_->gradient, Tensor()), std::move(storage_->rows)};
}

void Tensor::add_gradient(Gradient gradient) const {
  if (!gradient.dense.empty()) accumulate(std::move(gradient.dense));
  if (!gradient.rows) return;
  if (!storage_->gradient.empty()) {
    gradient.rows->add_to(gradient_to_add_to());
  } else if (storage_->rows) {
    storage_->rows->add(gradient.rows->ids(), gradient.rows->values().data());
  } else {
    storage_->rows = std::move(gradient.rows);
  }
}

void Tensor::clear_gradient() const noexcept {
  if (!storage_) return;
  storage_->gradient = Tensor();
  storage_->rows.reset();
}

}  // namespace unfold
