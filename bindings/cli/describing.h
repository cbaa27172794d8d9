// describing: what the runner tells of the labs.
#pragma once

#include <ostream>
#include <span>

#include "engine/lab/lab.h"

namespace unfold {

void list(std::span<const LabEntry> labs, std::ostream& out);
// Usage, inputs, questions and presets of a lab.
void describe(const LabEntry& lab, std::ostream& out);

}  // namespace unfold
