#include "examples/words/translation/corpus.h"

#include <algorithm>
#include <functional>
#include <span>
#include <unordered_set>
#include <utility>

#include "engine/lab/refusal.h"
#include "engine/text/utf8.h"
#include "engine/text/web_page.h"
#include "examples/shared/refusals.h"
#include "examples/words/translation/pair_table.h"
#include "examples/words/translation/refusals.h"
#include "examples/words/translation/words.h"

namespace unfold {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct SentenceHash {
  std::size_t operator()(const Sentence& sentence) const {
    std::size_t hash = sentence.size();
    for (const std::string& word : sentence) hash = hash * 31 + std::hash<std::string>()(word);
    return hash;
  }
};

using SentenceSet = std::unordered_set<Sentence, SentenceHash>;

// ---- The grammar.

// Draws until there are enough different ones, or none new for long.
ParallelSentences drawn(Language language, int count, bool held_out, RandomState& random) {
  constexpr int patience = 10000;
  ParallelSentences drawn;
  SentenceSet known;
  for (int missed = 0; drawn.count() < count && missed < patience; ++missed) {
    const Meaning meaning = draw_meaning(random);
    if (is_held_out(meaning) != held_out) continue;
    Sentence sentence = in_english(meaning);
    if (!known.insert(sentence).second) continue;
    drawn.add(std::move(sentence), in(language, meaning));
    missed = 0;
  }
  return drawn;
}

// ---- Files.

struct Pair {
  Sentence source, target;
};

std::vector<Pair> pairs_of(const PairTable& table) {
  std::vector<Pair> pairs;
  for (const auto& [line, source, target] : table.rows) {
    Pair pair{words_of(source), words_of(target)};
    if (pair.source.empty() || pair.target.empty()) {
      refuse<translation_refusals>("pairs", "pairs-empty-side", {{"line", std::to_string(line)}});
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

void leave_out_long_ones(std::vector<Pair>& pairs, int most_words) {
  std::erase_if(pairs, [&](const Pair& pair) {
    return static_cast<int>(std::max(pair.source.size(), pair.target.size())) > most_words;
  });
}

// The places of different sources, in any order.
std::vector<int> shuffled_sources(const std::vector<Pair>& pairs, RandomState& random) {
  SentenceSet known;
  std::vector<int> firsts;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (known.insert(pairs[i].source).second) firsts.push_back(static_cast<int>(i));
  }
  random.shuffle(std::span(firsts));
  return firsts;
}

}  // namespace

void ParallelSentences::add(Sentence source, Sentence target) {
  sources.push_back(std::move(source));
  targets.push_back(std::move(target));
}

ParallelCorpus generate_parallel_corpus(Language language, const CorpusLimits& limits) {
  RandomState random(limits.seed);
  ParallelCorpus corpus;
  corpus.held_out = drawn(language, limits.held_out, true, random);
  corpus.training = drawn(language, limits.training, false, random);
  return corpus;
}

ParallelCorpus read_parallel_corpus(std::string_view text, const CorpusLimits& limits) {
  constexpr int least = 10, held_out_share = 10;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const std::size_t invalid = invalid_utf8(text);
  if (invalid != std::string_view::npos) {
    refuse<file_refusals>("pairs", "file-not-utf8", {{"byte", std::to_string(invalid + 1)}});
  }
  if (is_web_page(text)) refuse<file_refusals>("pairs", "web-page");
  const PairTable table = read_pair_table(text);
  std::vector<Pair> pairs = pairs_of(table);
  ParallelCorpus corpus;
  corpus.columns = PairColumns{table.columns, table.source, table.target, table.has_header};
  corpus.left_out = static_cast<int>(pairs.size());
  leave_out_long_ones(pairs, limits.words);
  corpus.left_out -= static_cast<int>(pairs.size());

  RandomState random(limits.seed);
  const std::vector<int> firsts = shuffled_sources(pairs, random);
  const int sources = static_cast<int>(firsts.size());
  if (sources < least) {
    refuse<translation_refusals>("pairs", "pairs-too-few",
                                 {{"min", std::to_string(least)},
                                  {"count", std::to_string(sources)},
                                  {"words", std::to_string(limits.words)}});
  }
  SentenceSet held_out;
  for (int i = 0; i < std::min(sources / held_out_share, limits.held_out); ++i) {
    Pair& pair = pairs[firsts[i]];
    held_out.insert(pair.source);
    corpus.held_out.add(pair.source, pair.target);
  }
  for (Pair& pair : pairs) {
    if (corpus.training.count() == limits.training) break;
    if (held_out.count(pair.source) > 0) continue;
    corpus.training.add(std::move(pair.source), std::move(pair.target));
  }
  return corpus;
}

}  // namespace unfold
