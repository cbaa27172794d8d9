#include "examples/basics/stacked-cells/stacked_cells.h"
#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> stacked_cells_labs() {
  static const LabEntry labs[] = {entry<StackedCells>()};
  return labs;
}

}  // namespace unfold
