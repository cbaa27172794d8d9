#include "engine/core/shape.h"

#include <algorithm>
#include <limits>

#include "engine/core/require.h"

namespace unfold {

Shape::Shape(std::span<const int> sizes) : rank_(static_cast<int>(sizes.size())) {
  require(rank_ <= max_rank, "shape", "a tensor has at most ", max_rank, " axes, not ", rank_);
  std::copy(sizes.begin(), sizes.end(), sizes_.begin());
  long long count = 1;
  for (int size : sizes) {
    require(size >= 0, "shape", "a size is negative: ", size);
    count *= size;
    require(count <= std::numeric_limits<int>::max(), "shape", "more than 2^31 elements");
  }
  count_ = static_cast<int>(count);
}

void Shape::fail_axis(int axis) const { fail("shape", {"there is no axis ", axis, " in ", *this}); }

int Shape::product(int first, int last) const {
  int product = 1;
  for (int axis = first; axis < last; ++axis) product *= sizes_[axis];
  return product;
}

Shape Shape::with(int axis, int size) const {
  std::array<int, max_rank> sizes = sizes_;
  sizes[normalize(axis)] = size;
  return Shape(std::span<const int>(sizes.data(), rank_));
}

Shape Shape::without(int axis) const {
  axis = normalize(axis);
  std::array<int, max_rank> sizes{};
  std::copy(begin(), begin() + axis, sizes.begin());
  std::copy(begin() + axis + 1, end(), sizes.begin() + axis);
  return Shape(std::span<const int>(sizes.data(), rank_ - 1));
}

Shape Shape::inserted(int axis, int size) const {
  require(rank_ < max_rank && axis >= 0 && axis <= rank_, "shape", "cannot insert axis ", axis,
          " into ", *this);
  std::array<int, max_rank> sizes{};
  std::copy(begin(), begin() + axis, sizes.begin());
  sizes[axis] = size;
  std::copy(begin() + axis, end(), sizes.begin() + axis + 1);
  return Shape(std::span<const int>(sizes.data(), rank_ + 1));
}

std::string to_string(const Shape& shape) {
  std::string text = "(";
  for (int size : shape) {
    if (text.size() > 1) text += ", ";
    text += std::to_string(size);
  }
  return text + (shape.rank() == 1 ? ",)" : ")");
}

}  // namespace unfold
