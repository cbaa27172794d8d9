// symmetric_eigen: the eigenvectors of a symmetric matrix. Ours, since Eigen's solver weighs 19 kB
// in the page (gzipped, this one 2) and cuts its sums by the sizes of the processor's caches, so
// that their bits are not the same everywhere; a test compares the two.
#pragma once

#include <vector>

namespace unfold {

struct SymmetricEigen {
  std::vector<double> values;   // (n), the largest first
  std::vector<double> vectors;  // (n, n): row k is the unit vector of values[k]
};

// Of `matrix` (n, n), row-major. The element of largest size in each vector is positive.
SymmetricEigen symmetric_eigen(const std::vector<double>& matrix, int n);

}  // namespace unfold
