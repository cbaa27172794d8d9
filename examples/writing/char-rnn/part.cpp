#include "examples/writing/char-rnn/char_rnn.h"

#include "examples/course.h"

namespace unfold {

std::span<const LabEntry> char_rnn_labs() {
  static const LabEntry labs[] = {entry<CharRnn>()};
  return labs;
}

}  // namespace unfold
