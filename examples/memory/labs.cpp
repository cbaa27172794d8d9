#include "examples/course.h"
#include "examples/memory/binary-memory/binary_memory.h"
#include "examples/memory/gradient-flow/gradient_flow.h"

namespace unfold {

std::span<const LabEntry> memory_labs() {
  // clang-format off
  static const LabEntry labs[] = {
      entry<BinaryMemory>(),
      entry<GradientFlow>(),
  };
  // clang-format on
  return labs;
}

}  // namespace unfold
