// pca: principal components, the directions in which points vary most.
#pragma once

#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

struct Pca {
  Tensor mean;        // (E)
  Tensor components;  // (C, E), unit vectors, the one of the largest variance first
  std::vector<double> variance_share;  // (C): of the whole variance

  Tensor project(const Tensor& x) const;  // (N, E) to (N, C)
  // On the first two components: (N, 2), the second zero where there is but one.
  Tensor plane(const Tensor& x) const;
};

// Of x (N, E). The largest loading of each component is positive.
Pca pca(const Tensor& x, int components);

}  // namespace unfold
