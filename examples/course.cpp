#include "examples/course.h"

#include <vector>

namespace unfold {

std::span<const LabEntry> labs() {
  static const std::vector<LabEntry> course = [] {
    std::vector<LabEntry> labs;
    for (const auto part :
         {one_cell_labs(), basics_labs(), stacked_cells_labs(), autograd_labs(), writing_labs(),
          char_rnn_labs(), memory_labs(), series_labs(), images_labs(), words_labs()}) {
      labs.insert(labs.end(), part.begin(), part.end());
    }
    return labs;
  }();
  return course;
}

}  // namespace unfold
