// The course of a module that holds one part alone.
#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> labs() { return UNFOLD_PART(); }

}  // namespace unfold
