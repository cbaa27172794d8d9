// word_vectors: vectors of words in the text format of word2vec, which fastText, GloVe, gensim and
// others share.
#pragma once

#include <climits>
#include <optional>
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
  bool has_words = true;           // else they are all ""
  int without_word = 0;            // lines left out, whose word was white space
  // What the first line says of the file, "N E", whether it is true or not.
  std::optional<int> stated_count = {}, stated_size = {};
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

// Reads lines "word v1 … vE" behind a line "N E", one of names or none, between spaces, tabs,
// commas or semicolons, also with decimal commas. Most lines say how many numbers there are; what
// stands before them is the word, spaces included. Lines of numbers alone have no words, all the
// more where their names stand in another file. A byte order mark and blank lines do no harm.
// Throws WordVectorsError.
WordVectors read_word_vectors(std::string_view text, bool has_names = false);

// Such a text with its first line, in as many digits as give back the same numbers. White space
// within a word becomes "_". Of the first words alone if there are more than `most`.
std::string write_word_vectors(std::span<const std::string> words, const Tensor& vectors,
                               int most = INT_MAX);

}  // namespace unfold
