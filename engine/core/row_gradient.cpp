#include "engine/core/row_gradient.h"

#include <cstddef>

#include "engine/kernels/map.h"

namespace unfold {

void RowGradient::add(std::span<const int> ids, const float* rows) {
  const std::size_t most = index_.ids().size() + ids.size();
  index_.reserve(most);
  values_.reserve(most * width_);
  for (const int id : ids) {
    const int known = index_.size(), n = index_.number(id);
    if (n == known) {
      values_.insert(values_.end(), rows, rows + width_);
    } else {
      kernels::add_to(width_, rows, values_.data() + n * width_);
    }
    rows += width_;
  }
}

void RowGradient::add_to(float* table) const {
  for (int n = 0; n < index_.size(); ++n) {
    kernels::add_to(width_, row(n), table + static_cast<std::ptrdiff_t>(ids()[n]) * width_);
  }
}

}  // namespace unfold
