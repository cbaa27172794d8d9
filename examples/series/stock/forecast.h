// Forecast: prices of the days ahead, each predicted from the predictions before it, and how far
// off such predictions were, beside those of a price that stays.
#pragma once

#include <span>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/lab/report.h"

namespace unfold {

// Windows (N, T, D) a day later: the new day is as the last one was, but for its target, a row of
// `value` (N, 1).
Tensor moved_on(const Tensor& windows, int target, const Tensor& value);

// `predict` makes (N, 1) of windows (N, T, D); N rows of `ahead` predictions.
template <typename Predict>
Tensor predict_ahead(const Predict& predict, Tensor windows, int target, int ahead) {
  const int N = windows.size(0);
  Tensor predictions(Shape{N, ahead});
  for (int i = 0; i < ahead; ++i) {
    const Tensor next = predict(windows);
    for (int n = 0; n < N; ++n) predictions.mutable_data()[n * ahead + i] = next.data()[n];
    windows = moved_on(windows, target, next);
  }
  return predictions;
}

struct Forecast {
  std::span<const double> prices;  // known ones, of each day
  std::span<const double> dates;   // of each day; empty if there are none
  int day;                         // the first that is predicted
  std::vector<double> predicted;   // of that day and those after it
};
Table table_of(const Forecast& forecast);
// With as many days before it as a window has.
Plot plot_of(const Forecast& forecast, int window);

// Root mean squares over the days tried, so many days ahead.
struct ErrorAhead {
  int ahead, tried;  // only where the true price is known
  double network, kept;
};
// `predicted`: a row for each of `days`, its own price and those of the days after it.
std::vector<ErrorAhead> errors_ahead(std::span<const double> prices, std::span<const int> days,
                                     std::span<const double> predicted);
Table table_of(const std::vector<ErrorAhead>& errors);

}  // namespace unfold
