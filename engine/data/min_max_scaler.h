// MinMaxScaler: numbers to about 0 to 1, in double, as the notebooks write it.
#pragma once

#include <algorithm>
#include <span>

namespace unfold {

struct MinMaxScaler {
  double min = 0, max = 0;

  static MinMaxScaler fitted(std::span<const double> values) {
    const auto [min, max] = std::minmax_element(values.begin(), values.end());
    return {*min, *max};
  }

  // max - min, and a little more against a division by zero.
  double range() const { return max - min + 1e-7; }
  double scaled(double value) const { return (value - min) / range(); }
  double unscaled(double value) const { return value * range() + min; }
  bool is_constant() const { return min == max; }
};

}  // namespace unfold
