// NamedArrays for files, and weights in the layouts of other frameworks.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/io/export/exported.h"
#include "engine/io/safetensors.h"
#include "engine/nn/network/weights.h"

namespace unfold {

using NamedArrays = std::vector<SafeTensors::Entry>;

SafeTensors::Entry float_array(std::string name, const Tensor& values);
// Numbers as bytes, if all of them are whole ones up to 255, else as they are.
SafeTensors::Entry small_array(std::string name, const Tensor& values);

// x, y and, of streams, state_0, state_1 … of all cells.
NamedArrays data_arrays(const TrainingData& data);

// (rows, columns) of a matrix, or the columns of a vector's.
Tensor rows_of(const Tensor& x, int first, int count);
Tensor transposed(const Tensor& x);
// Columns in blocks of H, the blocks in another order.
Tensor blocks_of(const Tensor& x, int H, std::span<const int> order);
Tensor side_by_side(const Tensor& a, const Tensor& b);  // of columns

// Of the recurrent layer at this place: one cell, or the forward and the backward one.
std::vector<CellWeights> cell_weights(const Exportable& model, int place);

DenseWeights dense_weights(const Exportable& model, int place);
const Tensor& table_of(const Exportable& model);

}  // namespace unfold
