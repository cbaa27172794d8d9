// counted_vectors: vectors of words from nothing but counts. Words that stand beside the same words
// get similar vectors, as in word2vec, which does the same implicitly (Levy & Goldberg 2014).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/manifold/sparse_matrix.h"

namespace unfold {

// For words 0 … vocabulary - 1 of a text, the positive part of
//   log(#(a, b) · #pairs / (#(a) · #(b))),
// where #(a, b) counts how often b stands within `window` words of a. Other codes than these are no
// words, but take their place.
SparseMatrix positive_mutual_information(std::span<const int> codes, int vocabulary, int window);

struct CountedVectors {
  std::vector<std::string> words;  // N, the most frequent first
  std::vector<float> counts;       // N
  Tensor vectors;                  // (N, E): the leading eigenvectors, each times sqrt |λ|
};

// Of the text's most frequent words, `most` at most; words within `window` of each other count.
CountedVectors counted_vectors(std::string_view text, int most, int window);

}  // namespace unfold
