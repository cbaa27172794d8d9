#include "examples/course.h"
#include "examples/date-format/date_format.h"
#include "examples/embedding-map/embedding_map.h"
#include "examples/translation/translation.h"
#include "examples/word2vec/word2vec.h"

namespace unfold {

std::span<const LabEntry> words_labs() {
  // clang-format off
  static const LabEntry labs[] = {
      entry<Word2Vec>(),
      entry<EmbeddingMap>(),
      entry<Translation>(),
      entry<DateFormat>(),
  };
  // clang-format on
  return labs;
}

}  // namespace unfold
