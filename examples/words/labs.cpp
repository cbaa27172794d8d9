#include "examples/course.h"
#include "examples/words/date-format/date_format.h"
#include "examples/words/embedding-map/embedding_map.h"
#include "examples/words/translation/translation.h"
#include "examples/words/word2vec/word2vec.h"

namespace unfold {

std::span<const LabEntry> words_labs() {
  // clang-format off
  static const LabEntry labs[] = {
      entry<Word2Vec>(),
      entry<EmbeddingMap>(),
      entry<DateFormat>(),
      entry<Translation>(),
  };
  // clang-format on
  return labs;
}

}  // namespace unfold
