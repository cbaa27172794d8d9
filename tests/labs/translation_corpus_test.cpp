// Words, vocabularies and files of pairs of the lab on translation.
#include <doctest/doctest.h>

#include "examples/words/attention_model.h"
#include "examples/words/translation/corpus.h"
#include "examples/words/translation/vocabulary.h"
#include "examples/words/translation/words.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

ParallelCorpus corpus_of(std::string_view text, int longest = 20) {
  return read_parallel_corpus(text, {1000, 200, longest, 1});
}

std::string refused_pairs(std::string_view text) {
  return refusal([&] { corpus_of(text); });
}

}  // namespace

// ---- Words.

TEST_CASE("sentences are cut into words in lower case, with punctuation apart") {
  CHECK(words_of("Élle n'a PAS, «Œuf»?") ==
        Sentence{"élle", "n'a", "pas", ",", "«", "œuf", "»", "?"});
  CHECK(words_of("  나는 눈이 좋아요. ") == Sentence{"나는", "눈이", "좋아요", "."});
  CHECK(words_of("我喜欢茶。") == Sentence{"我", "喜", "欢", "茶", "。"});
  CHECK(words_of("我 喜欢 茶。") == Sentence{"我", "喜欢", "茶", "。"});
  CHECK(words_of(" \t ").empty());
}

TEST_CASE("words are joined as each language is written") {
  const auto join = [](const Sentence& words) { return joined(words); };
  CHECK(join({"est-ce", "qu'", "elle", "boit", "de", "l'", "eau", "?"}) ==
        "est-ce qu'elle boit de l'eau?");
  CHECK(join({"사과", "두", "개", "+를", "먹어요", "."}) == "사과 두 개를 먹어요.");
  CHECK(join({"我", "喜欢", "茶", "。"}) == "我喜欢茶。");
  CHECK(join({"«", "oui", "»", "(", "a", ")"}) == "«oui» (a)");
}

TEST_CASE("a vocabulary holds the most frequent words; others are unknown") {
  const std::vector<Sentence> sentences = {{"b", "a", "b"}, {"c", "b", "a"}};
  const SentenceVocabulary words(sentences, 2);
  CHECK(words.size() == 6);
  CHECK(words.ids({"b", "a", "c"}) == std::vector<int>{4, 5, unknown_symbol});
  CHECK(words.sentence(std::vector<int>{5, 4}) == Sentence{"a", "b"});
  CHECK(std::vector<int>(words.counts().begin(), words.counts().end()) == std::vector<int>{3, 2});
}

// ---- Files of pairs.

TEST_CASE("pairs are read with any line ends, a mark at the start and a third column") {
  std::string lines = "\xEF\xBB\xBF";
  for (char letter = 'a'; letter < 'a' + 20; ++letter) {
    lines += std::string{letter} + ".\tB " + letter + "\tby somebody\r\n\r\n";
  }
  const ParallelCorpus corpus = corpus_of(lines);
  CHECK(corpus.held_out.count() == 2);
  CHECK(corpus.training.count() == 18);
  for (int i = 0; i < 18; ++i) {
    CHECK(corpus.training.sources[i][1] == ".");
    CHECK(corpus.training.targets[i] == Sentence{"b", corpus.training.sources[i][0]});
  }
}

TEST_CASE("a sentence that is held out is not learnt with another translation either") {
  std::string lines;
  for (int i = 0; i < 60; ++i)
    lines += "word" + std::to_string(i % 20) + "\tx" + std::to_string(i) + "\n";
  const ParallelCorpus corpus = corpus_of(lines);
  CHECK(corpus.held_out.count() == 2);
  CHECK(corpus.training.count() == 54);
}

TEST_CASE("what is wrong with a file of pairs is said with its line") {
  CHECK(refused_pairs("a\tb\n\nonly one\n") == "pairs pairs-one-column");
  try {
    corpus_of("a\tb\n\nonly one\n");
  } catch (const Refusal& refused) {
    CHECK(refused.values().at("line") == "3");
  }
  CHECK(refused_pairs("a\tb\nc\t \n") == "pairs pairs-empty-side");
  CHECK(refused_pairs("\tb\n") == "pairs pairs-empty-side");
  CHECK(refused_pairs("") == "pairs pairs-too-few");
  CHECK(refused_pairs("a\tb\n") == "pairs pairs-too-few");
  CHECK(refused_pairs("a\tb\xFF\n") == "pairs file-not-utf8");
}

TEST_CASE("pairs with a long side are left out and counted") {
  std::string lines = "one two three\tx\nx\tone two three\n";
  for (char letter = 'a'; letter < 'a' + 10; ++letter) lines += std::string{letter} + "\tb\n";
  const ParallelCorpus corpus = corpus_of(lines, 2);
  CHECK(corpus.left_out == 2);
  CHECK(corpus.training.count() + corpus.held_out.count() == 10);
}
