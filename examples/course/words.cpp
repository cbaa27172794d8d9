#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> words_labs() { return {}; }

}  // namespace unfold
