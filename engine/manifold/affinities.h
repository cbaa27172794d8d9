// affinities: how likely points are neighbours of each other, the p of t-SNE.
#pragma once

#include "engine/core/tensor.h"
#include "engine/manifold/sparse_matrix.h"

namespace unfold {

struct Affinities {
  static constexpr int lanes = 4;
  // (N, N), symmetric; all elements together sum to one. Rows are filled up with zeros, on their
  // own diagonal element, to whole groups of `lanes`.
  SparseMatrix p;
  double negative_entropy = 0;  // Σ p log p
};

// Of x (N, E), each point with its `neighbors` nearest ones. p(j|i) = exp(-b_i d_ij²) / Σ, where
// b_i gives the distribution this perplexity, the exponential of its entropy; p_ij = (p(j|i) +
// p(i|j)) / 2N. The perplexity is below the number of neighbours.
Affinities affinities(const Tensor& x, double perplexity, int neighbors);

}  // namespace unfold
