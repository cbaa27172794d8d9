// The course: its chapters in order.
#include <vector>

#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> labs() {
  static const std::vector<LabEntry> course = [] {
    std::vector<LabEntry> labs;
    for (const auto chapter :
         {basics_labs(), text_labs(), memory_labs(), series_labs(), images_labs(), words_labs()}) {
      labs.insert(labs.end(), chapter.begin(), chapter.end());
    }
    return labs;
  }();
  return course;
}

}  // namespace unfold
