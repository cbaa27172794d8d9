// Muted: words or characters of a sentence that a question leaves out, as if they were not there.
// The encoder steps over them and the decoder cannot look at them, which for a recurrent network is
// what a mask does.
#pragma once

#include <span>
#include <vector>

#include "engine/core/tensor.h"
#include "engine/lab/form.h"

namespace unfold {

// A field of a question: places in its sentence, counted from 1. Those behind its end mute nothing.
Field& muted_field(Form& form, std::vector<int>& muted, int longest);

// The symbols that are left. Refuses to mute all of them.
std::vector<int> heard(std::span<const int> symbols, std::span<const int> muted);

// Attention (written, heard) with a column of zeros for each muted one of `length` symbols. Stays
// empty where there is none.
Tensor with_muted(const Tensor& attention, int length, std::span<const int> muted);

}  // namespace unfold
