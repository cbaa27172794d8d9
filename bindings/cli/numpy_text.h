// numpy_text: a matrix the way NumPy prints it.
#pragma once

#include <string>

#include "engine/core/tensor.h"

namespace unfold {

// numpy.array2string of a float32 array with NumPy's default options: eight digits, lines of 75
// columns, more than 1000 values summarized.
std::string numpy_text(const Tensor& matrix);

}  // namespace unfold
