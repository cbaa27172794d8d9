// SentenceBatch: sentences as numbers of symbols, and what each becomes in another language.
#pragma once

#include <vector>

namespace unfold {

// The first symbols of every vocabulary.
inline constexpr int pad_id = 0, go_id = 1, eos_id = 2, unknown_id = 3, first_own_id = 4;

// Row-major, shorter rows filled up with PAD. Targets have no GO and end with EOS, which their
// lengths count.
struct SentenceBatch {
  int size = 0, source_steps = 0, target_steps = 0;
  std::vector<int> source = {}, source_lengths = {}, target = {}, target_lengths = {};
};

}  // namespace unfold
