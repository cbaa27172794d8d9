// The course, and its parts: chapters, the lab that most readers open first, which is to be loaded
// soon, and labs that weigh too much to be loaded with their neighbours. Each part is a function of
// its own, so that a program may hold one alone.
#pragma once

#include <span>

#include "engine/lab/lab.h"

namespace unfold {

// In order.
std::span<const LabEntry> labs();
// Throws Refusal "unknown-lab".
inline const LabEntry& find_lab(std::string_view id) { return find_lab(id, labs()); }

std::span<const LabEntry> one_cell_labs();
std::span<const LabEntry> basics_labs();
std::span<const LabEntry> stacked_cells_labs();
std::span<const LabEntry> autograd_labs();
std::span<const LabEntry> writing_labs();
std::span<const LabEntry> char_rnn_labs();
std::span<const LabEntry> memory_labs();
std::span<const LabEntry> series_labs();
std::span<const LabEntry> images_labs();
std::span<const LabEntry> words_labs();

}  // namespace unfold
