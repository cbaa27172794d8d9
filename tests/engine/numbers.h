// What numeric tests share.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/core/tensor.h"
#include "engine/random/tensorflow.h"

namespace unfold {

// The largest |a - b|; infinite where one is NaN or the shapes differ.
inline double widest_difference(const Tensor& a, const Tensor& b) {
  if (a.shape() != b.shape()) return INFINITY;
  double largest = 0;
  for (int i = 0; i < a.count(); ++i) {
    const double difference = std::abs(double(a.data()[i]) - b.data()[i]);
    if (std::isnan(difference)) return INFINITY;
    largest = std::max(largest, difference);
  }
  return largest;
}

// Uniform in ±1 from a seed.
inline Tensor some(const Shape& shape, unsigned seed) {
  return random_uniform(shape, {.graph = 7, .op = seed}, -1, 1);
}

}  // namespace unfold
