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

TEST_CASE("the columns of sentences are told by what is in them") {
  // Lines made of a pattern, in which @ and $ are a sentence and its translation, # is a number.
  const auto lines = [](const std::string& pattern, const std::string& header = "") {
    std::string text = header;
    for (int i = 0; i < 20; ++i) {
      for (const char c : pattern) {
        const std::string number = std::to_string(1000 + 7 * i);
        text += c == '@'   ? "It is " + number + "."
                : c == '$' ? "C'est " + number + "."
                : c == '#' ? number
                           : std::string(1, c);
      }
      text += '\n';
    }
    return text;
  };
  const auto columns = [&](const std::string& text) {
    const ParallelCorpus corpus = corpus_of(text);
    CHECK(corpus.training.count() + corpus.held_out.count() == 20);
    CHECK(corpus.training.sources[0][0] == "it");
    CHECK(corpus.training.targets[0][0] == "c'est");
    REQUIRE(corpus.columns);
    return std::to_string(corpus.columns->source + 1) + std::to_string(corpus.columns->target + 1) +
           (corpus.columns->has_header ? "h" : "");
  };
  CHECK(columns(lines("@\t$")) == "12");
  CHECK(columns(lines("#\t@\t#\t$")) == "24");
  CHECK(columns(lines("#\t@\t#\t$", "id\tEnglish\tid\tFrench\n")) == "24h");
  CHECK(columns(lines("#\tENG\t@\t#\tFRA\t$")) == "36");
  CHECK(columns(lines("#\teng\t@\tfra\t$")) == "35");
  CHECK(columns(lines("@\t$\tCC-BY 2.0 (France) Attribution: tatoeba.org # & #")) == "12");
  CHECK(columns(lines("0.9\t@\t$")) == "23");
  CHECK(columns(lines("b.Vx!#\tBasic\t@\t$", "#separator:tab\n#html:true\n")) == "34");
  CHECK(columns(lines("@ ||| $")) == "12");
  CHECK(columns(lines("\"@\",\"$\"", "English words/sentences,French words/sentences\n")) == "12h");
  CHECK(columns(lines("#;@;$;2019-01-02", "nr;source;target;day\n")) == "23h");
  CHECK(columns(lines("@\t$", "source\ttarget\n")) == "12h");
}

TEST_CASE("quotes around cells with commas are no part of them") {
  std::string lines;
  for (char letter = 'a'; letter < 'a' + 12; ++letter) {
    lines += std::string("\"x, \"\"") + letter + "\"\"\",y " + letter + "\n";
  }
  const ParallelCorpus corpus = corpus_of(lines);
  CHECK(corpus.training.sources[0].size() == 5);
  CHECK(corpus.training.targets[0].size() == 2);
}

TEST_CASE("quotes around all cells are no part of them, those of a sentence are") {
  const auto first_target = [](const std::string& before, const std::string& between) {
    std::string lines;
    for (char letter = 'a'; letter < 'a' + 12; ++letter) {
      lines += before + letter + between + letter + ".\"\n";
    }
    return corpus_of(lines).training.targets[0].size();
  };
  CHECK(first_target("\"go ", "\"\t\"va ") == 3);
  CHECK(first_target("go ", "\t\"va ") == 5);
}

TEST_CASE("tables without translations are refused with the cure") {
  std::string links, sentences;
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i), next = std::to_string(i + 77);
    links += number + "\t" + next + "\n";
    sentences += number + "\teng\tThis is sentence " + number + ".\tck\t2010-01-02\n";
  }
  CHECK(refused_pairs(links) == "pairs pairs-only-numbers");
  CHECK(refused_pairs(sentences) == "pairs pairs-one-language");
  CHECK(refused_pairs("<!doctype html>\n<html>") == "pairs web-page");
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
