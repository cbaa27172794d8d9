#include "engine/ops/select.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"

namespace unfold {

Tensor gather(const Tensor& x, std::span<const int> indices) {
  require(x.rank() >= 1, "gather", "a scalar has no rows");
  const int row = x.size(0) ? x.count() / x.size(0) : 0;
  Tensor y(x.shape().with(0, static_cast<int>(indices.size())));
  float* to = y.mutable_data();
  for (int index : indices) {
    require(index >= 0 && index < x.size(0), "gather", "index ", index, " is outside [0, ",
            x.size(0), ")");
    to = std::copy_n(x.data() + index * row, row, to);
  }
  if (!Tape::recording({x})) return y;
  std::vector<int, PoolAllocator<int>> kept(indices.begin(), indices.end());
  return Tape::record("gather", {x}, y, [=](const Tensor& dy) {
    Tensor dx = Tensor::zeros(x.shape());
    const float* from = dy.data();
    for (int index : kept) {
      float* to = dx.mutable_data() + index * row;
      kernels::map(row, to, from, to, [](kernels::f32x4 a, kernels::f32x4 b) { return a + b; });
      from += row;
    }
    x.accumulate(dx);
  });
}

Tensor one_hot(std::span<const int> indices, int depth) {
  Tensor y = Tensor::zeros(Shape{static_cast<int>(indices.size()), depth});
  float* row = y.mutable_data();
  for (int index : indices) {
    if (index >= 0 && index < depth) row[index] = 1;
    row += depth;
  }
  return y;
}

void argmax(const Tensor& x, std::span<int> positions) {
  require(x.rank() >= 1 && x.size(-1) >= 1, "argmax", "there is nothing to choose from in ",
          x.shape());
  const int n = x.size(-1);
  require(static_cast<int>(positions.size()) == x.count() / n, "argmax", "there are ",
          x.count() / n, " rows and room for ", positions.size());
  for (std::size_t row = 0; row < positions.size(); ++row) {
    positions[row] = kernels::argmax(n, x.data() + row * n);
  }
}

std::vector<int> argmax(const Tensor& x) {
  std::vector<int> positions(x.rank() && x.size(-1) ? x.count() / x.size(-1) : 0);
  argmax(x, positions);
  return positions;
}

}  // namespace unfold
