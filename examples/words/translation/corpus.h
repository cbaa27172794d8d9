// ParallelCorpus: sentences and their translations, some of them kept apart for tests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "examples/words/translation/grammar.h"

namespace unfold {

struct ParallelSentences {
  std::vector<Sentence> sources, targets;

  int count() const { return static_cast<int>(sources.size()); }
  void add(Sentence source, Sentence target);
};

// Which columns of a file its sentences and translations are, counted from 0.
struct PairColumns {
  int count, source, target;
  bool has_header;
};

struct ParallelCorpus {
  ParallelSentences training, held_out;
  int left_out = 0;                         // pairs too long
  std::optional<PairColumns> columns = {};  // of a file
};

struct CorpusLimits {
  int training, held_out;  // pairs at most
  int words;               // of a sentence at most
  std::uint32_t seed;      // of what is drawn
};

// Sentences of the grammar, each different. No subject, verb and object of a held-out sentence
// meet in training.
ParallelCorpus generate_parallel_corpus(Language language, const CorpusLimits& limits);

// A file of lines, each with a sentence and its translation among others (pair_table.h). Every
// tenth sentence is held out, with all its translations. Refuses what is wrong with the file's
// line, as the input `pairs`.
ParallelCorpus read_parallel_corpus(std::string_view text, const CorpusLimits& limits);

}  // namespace unfold
