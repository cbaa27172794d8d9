// SparseMatrix: the elements of a matrix that are not zero, row by row.
#pragma once

#include <vector>

namespace unfold {

struct SparseMatrix {
  std::vector<int> row_begin = {0};  // where each row begins; the last is where the last row ends
  std::vector<int> columns;
  std::vector<float> values;

  int rows() const { return static_cast<int>(row_begin.size()) - 1; }
  void add(int column, float value) {
    columns.push_back(column);
    values.push_back(value);
  }
  void end_row() { row_begin.push_back(static_cast<int>(columns.size())); }
};

}  // namespace unfold
