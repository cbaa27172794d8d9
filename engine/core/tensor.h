// Tensor: a handle to float32 values of rank up to four, contiguous and row-major.
#pragma once

#include <concepts>
#include <memory>
#include <span>
#include <utility>

#include "engine/core/shape.h"

namespace unfold {

class RowGradient;

// Copying a Tensor copies the handle. Values are written while a tensor is made and by optimizers;
// everything else makes new tensors.
class Tensor {
 public:
  Tensor() = default;                   // no values; empty() is true
  explicit Tensor(const Shape& shape);  // uninitialized values
  Tensor(const Shape& shape, std::span<const float> values);
  Tensor(const Shape& shape, std::initializer_list<float> values)
      : Tensor(shape, std::span(values.begin(), values.size())) {}
  template <std::same_as<float> F>  // a scalar; float only, so that `1 - y` is spelled with a float
  Tensor(F value) : Tensor(Shape{}, {value}) {}

  static Tensor filled(const Shape& shape, float value);
  static Tensor zeros(const Shape& shape) { return filled(shape, 0); }
  static Tensor ones(const Shape& shape) { return filled(shape, 1); }
  // A trainable copy of `initial`: operations on it are recorded and it receives a gradient.
  static Tensor variable(const Tensor& initial);

  Tensor(const Tensor& other) noexcept : storage_(other.storage_) { retain(); }
  Tensor(Tensor&& other) noexcept : storage_(std::exchange(other.storage_, nullptr)) {}
  Tensor& operator=(Tensor other) noexcept {
    std::swap(storage_, other.storage_);
    return *this;
  }
  ~Tensor() { release(); }

  bool empty() const noexcept { return storage_ == nullptr; }
  const Shape& shape() const;
  int rank() const { return shape().rank(); }
  int count() const { return shape().count(); }
  int size(int axis) const { return shape()[axis]; }

  const float* data() const noexcept;
  float* mutable_data() noexcept;
  std::span<const float> values() const { return {data(), static_cast<std::size_t>(count())}; }
  std::span<float> mutable_values() { return {mutable_data(), static_cast<std::size_t>(count())}; }
  float item() const;  // the value of a tensor of one element; throws for any other

  // The same values under another shape of the same count. Shares the memory and is not recorded;
  // the differentiable form is `reshape`.
  Tensor view(const Shape& shape) const;

  // Whether gradients flow to this tensor: it is a variable or was computed from one under a tape.
  bool tracked() const noexcept;
  void set_tracked() noexcept;
  bool is_variable() const noexcept;
  // The gradient that Tape::backward left here; empty if nothing flowed or if it is kept as rows.
  const Tensor& gradient() const noexcept;
  // The gradient of a variable to which nothing but rows flowed; null otherwise.
  RowGradient* row_gradient() const noexcept;
  // Either of them as a tensor of this shape, zero where no row is; empty if nothing flowed.
  Tensor dense_gradient() const;
  // Adds to the gradient. `dy` has this tensor's shape; ignored unless tracked.
  void accumulate(Tensor dy) const;
  // Adds row n of dy (N, …) to row ids[n] of the gradient; ignored unless tracked.
  void accumulate_rows(std::span<const int> ids, const Tensor& dy) const;
  // The gradient of a tracked tensor, to be added to in place; zeros if nothing flowed yet.
  float* gradient_to_add_to() const;
  void clear_gradient() const noexcept;
  // Takes the gradient out of a variable, or adds one that was taken out of it.
  struct Gradient;
  Gradient take_gradient() const noexcept;
  void add_gradient(Gradient gradient) const;

  bool same(const Tensor& other) const { return storage_ == other.storage_; }

 private:
  struct Storage;
  struct GiveBack {
    void operator()(RowGradient* rows) const noexcept;
  };

  [[noreturn]] static void fail_empty();
  void retain() const noexcept;
  void release() noexcept;
  void recycle() noexcept;
  bool exclusive() const noexcept;  // nobody else sees the values
  void rows_to_dense() const;

  Storage* storage_ = nullptr;
};

// Of either kind, or of none.
struct Tensor::Gradient {
  Tensor dense;
  std::unique_ptr<RowGradient, GiveBack> rows;
};

// Header and values lie in one block; a view's values lie in its owner's.
struct Tensor::Storage {
  int references = 1;
  bool tracked = false;
  bool variable = false;
  Shape shape;
  float* values;
  Tensor owner;
  Tensor gradient;
  std::unique_ptr<RowGradient, GiveBack> rows;  // never beside `gradient`
};

inline const Shape& Tensor::shape() const {
  if (!storage_) fail_empty();
  return storage_->shape;
}

inline const float* Tensor::data() const noexcept { return storage_ ? storage_->values : nullptr; }
inline float* Tensor::mutable_data() noexcept { return storage_ ? storage_->values : nullptr; }

inline bool Tensor::tracked() const noexcept { return storage_ && storage_->tracked; }
inline void Tensor::set_tracked() noexcept { storage_->tracked = true; }
inline bool Tensor::is_variable() const noexcept { return storage_ && storage_->variable; }

inline void Tensor::retain() const noexcept {
  if (storage_) ++storage_->references;
}

inline void Tensor::release() noexcept {
  if (storage_ && --storage_->references == 0) recycle();
}

}  // namespace unfold
