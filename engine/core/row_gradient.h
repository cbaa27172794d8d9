// RowGradient: the gradient of a few rows of a table, TensorFlow's IndexedSlices. The other rows
// have none, so that nothing of the size of the table is touched.
#pragma once

#include <span>
#include <vector>

#include "engine/core/id_index.h"
#include "engine/core/pool.h"

namespace unfold {

class RowGradient {
 public:
  explicit RowGradient(int width) : width_(width) {}  // floats of a row

  // Adds one row of `rows` to the gradient of each id. What an id is given more than once is summed
  // in the order it comes, as TensorFlow does before an optimizer sees it.
  void add(std::span<const int> ids, const float* rows);

  int width() const { return width_; }
  std::span<const int> ids() const { return index_.ids(); }  // each once, in the order they came
  const float* row(int n) const { return values_.data() + n * width_; }  // of ids()[n]
  std::span<const float> values() const { return values_; }              // all rows, one by one
  std::span<float> mutable_values() { return values_; }

  // Adds the rows to a table (…, width).
  void add_to(float* table) const;

 private:
  int width_;
  IdIndex index_;
  std::vector<float, PoolAllocator<float>> values_;
};

}  // namespace unfold
