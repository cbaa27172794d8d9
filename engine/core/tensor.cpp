#include "engine/core/tensor.h"

#include <algorithm>
#include <new>

#include "engine/core/pool.h"
#include "engine/core/require.h"
#include "engine/kernels/map.h"

namespace unfold {

// Header and values lie in one block; a view's values lie in its owner's.
struct Tensor::Storage {
  int references = 1;
  bool tracked = false;
  bool variable = false;
  Shape shape;
  float* values;
  Tensor owner;
  Tensor gradient;
};

namespace {

constexpr std::size_t header_bytes(std::size_t size) { return (size + 63) / 64 * 64; }

}  // namespace

Tensor::Tensor(const Shape& shape) {
  constexpr std::size_t header = header_bytes(sizeof(Storage));
  void* block = pool_take(header + sizeof(float) * static_cast<std::size_t>(shape.count()));
  storage_ = new (block) Storage;
  storage_->shape = shape;
  storage_->values = reinterpret_cast<float*>(static_cast<char*>(block) + header);
}

Tensor::Tensor(const Shape& shape, std::span<const float> values) : Tensor(shape) {
  require(static_cast<int>(values.size()) == shape.count(), "tensor", values.size(),
          " values do not fill ", to_string(shape));
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

void Tensor::retain() const {
  if (storage_) ++storage_->references;
}

void Tensor::release() {
  if (!storage_ || --storage_->references > 0) return;
  storage_->~Storage();
  pool_give(storage_);
}

const Shape& Tensor::shape() const {
  require(storage_ != nullptr, "tensor", "an empty tensor has no shape");
  return storage_->shape;
}

const float* Tensor::data() const { return storage_ ? storage_->values : nullptr; }
float* Tensor::mutable_data() { return storage_ ? storage_->values : nullptr; }

float Tensor::item() const {
  require(count() == 1, "item", "a tensor of shape ", to_string(shape()), " is not one number");
  return *data();
}

Tensor Tensor::view(const Shape& shape) const {
  require(shape.count() == count(), "view", to_string(this->shape()), " has ", count(),
          " elements, ", to_string(shape), " has ", shape.count());
  Tensor view;
  view.storage_ = new (pool_take(sizeof(Storage))) Storage;
  view.storage_->shape = shape;
  view.storage_->values = storage_->values;
  view.storage_->owner = storage_->owner.empty() ? *this : storage_->owner;
  return view;
}

bool Tensor::tracked() const { return storage_ && storage_->tracked; }
void Tensor::set_tracked() { storage_->tracked = true; }
bool Tensor::is_variable() const { return storage_ && storage_->variable; }

const Tensor& Tensor::gradient() const {
  static const Tensor none;
  return storage_ ? storage_->gradient : none;
}

void Tensor::accumulate(Tensor dy) const {
  if (!tracked()) return;
  require(dy.shape() == shape(), "accumulate", "a gradient of shape ", to_string(dy.shape()),
          " does not fit a tensor of shape ", to_string(shape()));
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

void Tensor::clear_gradient() const {
  if (storage_) storage_->gradient = Tensor();
}

}  // namespace unfold
