// word_vectors: vectors of words in the text format of word2vec, which fastText, GloVe, gensim and
// others share.
#pragma once

#include <climits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/tensor.h"

namespace unfold {

struct WordVectors {
  std::vector<std::string> words;  // N, in the order of the file: the most frequent first
  Tensor vectors;                  // (N, E)
};

// What makes a text no table of vectors, and where.
struct WordVectorsError : std::invalid_argument {
  enum class Problem {
    empty,          // no lines
    not_text,       // zero bytes: vectors in a binary format, or something else
    no_numbers,     // `line` has nothing after its word
    unequal_lines,  // `line` has `actual` numbers instead of `expected`
    not_a_number    // `value` after the word of `line`
  };
  WordVectorsError(Problem problem, int line, std::string value = "", int expected = 0,
                   int actual = 0);

  Problem problem;
  int line;  // of the text, from 1
  std::string value;
  int expected, actual;
};

// Reads lines "word v1 … vE" behind a line "N E" or none, between spaces or tabs; a word before a
// tab may have spaces. A byte order mark and blank lines do no harm. Throws WordVectorsError.
WordVectors read_word_vectors(std::string_view text);

// Such a text with its first line, in as many digits as give back the same numbers. White space
// within a word becomes "_". Of the first words alone if there are more than `most`.
std::string write_word_vectors(std::span<const std::string> words, const Tensor& vectors,
                               int most = INT_MAX);

}  // namespace unfold
