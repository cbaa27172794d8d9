// What labs do to inputs that do not fit each other; each is noted.
#pragma once

#include <string_view>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/lab/fitting.h"

namespace unfold {

// The value, or the nearest that is allowed.
void keep_at_most(Fitting& fitting, std::string_view input, int& value, int most,
                  const Fitting::Names& because);
void keep_at_least(Fitting& fitting, std::string_view input, int& value, int least,
                   const Fitting::Names& because);
// As many numbers as `count`, none above `most`, which also stands for what is missing.
void fit_list(Fitting& fitting, std::string_view input, std::vector<int>& list, int count, int most,
              const Fitting::Names& because);
// Cut off or filled up.
void fit_matrix(Fitting& fitting, std::string_view input, Tensor& matrix, const Shape& shape,
                float fill, const Fitting::Names& because);

}  // namespace unfold
