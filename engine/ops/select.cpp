#include "engine/ops/select.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/map.h"
#include "engine/ops/matrices.h"

namespace unfold {
namespace {

using Indices = std::vector<int, PoolAllocator<int>>;

}  // namespace

Tensor gather(const Tensor& x, std::span<const int> indices) {
  Tensor y = rows_at("gather", x, indices);
  if (!Tape::recording({x})) return y;
  const Indices kept(indices.begin(), indices.end());
  return Tape::record("gather", {x}, y, [=](const Tensor& dy) {
    const int row = x.shape().product(1, x.rank());
    Tensor dx = Tensor::zeros(x.shape());
    const float* from = dy.data();
    for (int index : kept) {
      kernels::add_to(row, from, dx.mutable_data() + index * row);
      from += row;
    }
    x.accumulate(dx);
  });
}

Tensor embedding_lookup(const Tensor& table, std::span<const int> ids) {
  Tensor y = rows_at("embedding_lookup", table, ids);
  if (!Tape::recording({table})) return y;
  const Indices kept(ids.begin(), ids.end());
  return Tape::record("embedding_lookup", {table}, y,
                      [=](const Tensor& dy) { table.accumulate_rows(kept, dy); });
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
