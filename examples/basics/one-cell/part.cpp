#include "examples/basics/one-cell/one_cell.h"
#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> one_cell_labs() {
  static const LabEntry labs[] = {entry<OneCell>()};
  return labs;
}

}  // namespace unfold
