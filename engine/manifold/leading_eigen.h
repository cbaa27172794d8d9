// leading_eigen: the few eigenvectors of a large sparse matrix that hold most of it, by subspace
// iteration from a random start (Halko, Martinsson & Tropp 2011).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/manifold/sparse_matrix.h"

namespace unfold {

struct LeadingEigen {
  std::vector<double> values;  // (K), the largest in size first
  Tensor vectors;              // (N, K), orthonormal columns
};

// Of a symmetric matrix (N, N), the `count` eigenvalues that are largest in size: their sizes are
// its singular values. The element of largest size in each vector is positive.
LeadingEigen leading_eigen(const SparseMatrix& matrix, int count, std::uint32_t seed);

}  // namespace unfold
