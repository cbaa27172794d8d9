#include "examples/shared/fits.h"

#include <algorithm>

#include "engine/text/number_text.h"
#include "examples/shared/refusals.h"
#include "examples/shared/tensors.h"

namespace unfold {

void keep_at_most(Fitting& fitting, std::string_view input, int& value, int most,
                  const Fitting::Names& because) {
  if (value <= most) return;
  value = most;
  fitting.note<fit_refusals>(input, "at-most", {}, because);
}

void keep_at_least(Fitting& fitting, std::string_view input, int& value, int least,
                   const Fitting::Names& because) {
  if (value >= least) return;
  value = least;
  fitting.note<fit_refusals>(input, "at-least", {}, because);
}

void fit_list(Fitting& fitting, std::string_view input, std::vector<int>& list, int count, int most,
              const Fitting::Names& because) {
  std::vector<int> fitted = list;
  fitted.resize(count, most);
  for (int& value : fitted) value = std::min(value, most);
  if (fitted == list) return;
  list = std::move(fitted);
  fitting.note<fit_refusals>(input, "fitted", {}, because);
}

void fit_matrix(Fitting& fitting, std::string_view input, Tensor& matrix, const Shape& shape,
                float fill, const Fitting::Names& because) {
  const Shape actual = matrix.shape();
  if (actual == shape) return;
  matrix = resized(matrix, shape, fill);
  fitting.note<fit_refusals>(
      input, "resized",
      {{"expected", to_string(shape)}, {"actual", to_string(actual)}, {"fill", number_text(fill)}},
      because);
}

}  // namespace unfold
