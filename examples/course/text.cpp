#include "examples/char-sentence/char_sentence.h"
#include "examples/course.h"
#include "examples/hihello/hihello.h"
#include "examples/long-sentence/long_sentence.h"

namespace unfold {

std::span<const LabEntry> text_labs() {
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
