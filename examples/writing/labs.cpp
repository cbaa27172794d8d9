#include "examples/course.h"
#include "examples/writing/char-sentence/char_sentence.h"
#include "examples/writing/hihello/hihello.h"
#include "examples/writing/long-sentence/long_sentence.h"

namespace unfold {

std::span<const LabEntry> writing_labs() {
  // clang-format off
  static const LabEntry labs[] = {
      entry<HiHello>(),
      entry<CharSentence>(),
      entry<LongSentence>(),
  };
  // clang-format on
  return labs;
}

}  // namespace unfold
