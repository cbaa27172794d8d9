// The course in parts: its chapters, and a lab that weighs too much to be loaded with its
// neighbours. Each is a function of its own, so that a program may hold one alone.
#pragma once

#include <span>

#include "examples/lab.h"

namespace unfold {

std::span<const LabEntry> basics_labs();
std::span<const LabEntry> text_labs();
std::span<const LabEntry> char_rnn_labs();
std::span<const LabEntry> memory_labs();
std::span<const LabEntry> series_labs();
std::span<const LabEntry> images_labs();
std::span<const LabEntry> words_labs();

}  // namespace unfold
