// The course of a module that holds one chapter alone.
#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> labs() { return UNFOLD_CHAPTER(); }

}  // namespace unfold
