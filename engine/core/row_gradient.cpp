#include "engine/core/row_gradient.h"

#include <cstddef>

#include "engine/kernels/map.h"

namespace unfold {
namespace {

void add_row(int width, const float* row, float* sum) {
  kernels::map(width, sum, row, sum, [](kernels::f32x4 a, kernels::f32x4 b) { return a + b; });
}

}  // namespace

void RowGradient::add(std::span<const int> ids, const float* rows) {
  const std::size_t most = index_.ids().size() + ids.size();
  index_.reserve(most);
  values_.reserve(most * width_);
  for (const int id : ids) {
    const int known = index_.size(), n = index_.number(id);
    if (n == known) {
      values_.insert(values_.end(), rows, rows + width_);
    } else {
      add_row(width_, rows, values_.data() + n * width_);
    }
    rows += width_;
  }
}

void RowGradient::add_to(float* table) const {
  for (int n = 0; n < index_.size(); ++n) {
    add_row(width_, row(n), table + static_cast<std::ptrdiff_t>(ids()[n]) * width_);
  }
}

}  // namespace unfold
