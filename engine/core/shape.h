// Shape: the sizes of a tensor's axes, at most four, row-major.
#pragma once

#include <array>
#include <initializer_list>
#include <span>
#include <string>

namespace unfold {

class Shape {
 public:
  static constexpr int max_rank = 4;

  Shape() = default;  // rank 0: a scalar
  Shape(std::initializer_list<int> sizes) : Shape(std::span(sizes.begin(), sizes.size())) {}
  // Throws std::invalid_argument for more than four axes, a negative size or 2^31 elements and up.
  explicit Shape(std::span<const int> sizes);

  int rank() const { return rank_; }
  int count() const { return count_; }  // number of elements
  // Size of an axis; negative axes count from the end. Throws when there is no such axis.
  int operator[](int axis) const { return sizes_[normalize(axis)]; }
  int normalize(int axis) const {
    if (axis < -rank_ || axis >= rank_) fail_axis(axis);
    return axis < 0 ? axis + rank_ : axis;
  }
  // Product of the sizes of the axes [first, last).
  int product(int first, int last) const;

  const int* begin() const { return sizes_.data(); }
  const int* end() const { return sizes_.data() + rank_; }

  Shape with(int axis, int size) const;  // the same shape with one size replaced
  Shape without(int axis) const;
  Shape inserted(int axis, int size) const;

  bool operator==(const Shape&) const = default;

 private:
  [[noreturn]] void fail_axis(int axis) const;

  std::array<int, max_rank> sizes_{};
  int rank_ = 0;
  int count_ = 1;
};

std::string to_string(const Shape&);  // "(2, 5, 100)"

}  // namespace unfold
