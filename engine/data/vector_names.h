// vector_names: the words of vectors that stand in a file of their own, as the TensorFlow Projector
// has them: vectors.tsv and metadata.tsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unfold {

// One for each line, in order, with or without a line of columns' names: one line more than there
// are vectors is such a line. Of several columns the one that is called a word or a label, or else
// the first that is not all numbers. As many as the file has, which may not be `count`.
std::vector<std::string> read_vector_names(std::string_view text, int count);

}  // namespace unfold
