#include "examples/basics/autograd/autograd.h"
#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> autograd_labs() {
  static const LabEntry labs[] = {entry<Autograd>()};
  return labs;
}

}  // namespace unfold
