// Nearest words: the rows of a table of vectors that point where another vector points.
#pragma once

#include <span>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

struct NearWord {
  int code;
  float cosine;
};

// A word that is added to a direction, or taken from it where `sign` is -1.
struct Term {
  int code;
  float sign = 1;
};

// Whose neighbours are asked for: those of a direction, without the words that it was made of.
struct Direction {
  std::vector<float> vector;  // (E), of length 1
  std::vector<int> left_out;
};

// The sum of the words' rows of the table (V, E), each first made as long as 1.
Direction towards(const Tensor& table, const std::vector<Term>& terms);

// For each direction the `count` words with the largest cosine, the largest first; of equal ones
// the more frequent. Fewer where there are not so many.
std::vector<std::vector<NearWord>> nearest_words(const Tensor& table,
                                                 std::span<const Direction> directions, int count);

// The first rows of a table, each divided by the root of the mean of its squares, as the notebook's
// final_embeddings.
Tensor normalized_rows(const Tensor& table, int rows);

}  // namespace unfold
