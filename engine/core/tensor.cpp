#include "engine/core/tensor.h"

#include <algorithm>
#include <new>

#include "engine/core/pool.h"
#include "engine/core/require.h"
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

void Tensor::accumulate(Tensor dy) const {
  if (!tracked()) return;
  require(dy.shape() == shape(), "accumulate", "a gradient of shape ", dy.shape(),
          " does not fit a tensor of shape ", shape());
  Tensor& gradient = storage_->gradient;
  if (gradient.empty()) {
    gradient = std::move(dy);
    return;
  }
  // A gradient that nobody else holds is added to in place.
  const Storage& held = *gradient.storage_;
  Tensor sum = held.references == 1 && held.owner.empty() ? gradient : Tensor(shape());
  kernels::map(count(), gradient.data(), dy.data(), sum.mutable_data(),
               [](kernels::f32x4 a, kernels::f32x4 b) { return a + b; });
  gradient = std::move(sum);
}

void Tensor::clear_gradient() const noexcept {
  if (storage_) storage_->gradient = Tensor();
}

}  // namespace unfold
