// The lab embedding-map.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "engine/lab/provided_data.h"
#include "examples/words/embedding-map/counted_vectors.h"
#include "examples/words/embedding-map/embedding_map.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

const Inputs few = {{"words", "150"}, {"perplexity", "15"}, {"iterations", "300"}};

// Of the shipped prose; made once, since its words must be counted.
const Session& pca_run() {
  static const Session session = run("embedding-map", "pca");
  return session;
}
const Session& short_run() {
  static const Session session = run("embedding-map", "", few);
  return session;
}

// Twenty words of two numbers in two clusters.
std::string two_clusters() {
  std::string text = "20 2\n";
  for (int i = 0; i < 20; ++i) {
    const std::string near = "0." + std::to_string(100 + i * 37 % 90);
    text += "w" + std::to_string(i) + (i % 2 ? " 1 " : " -1 ") + near + "\n";
  }
  return text;
}

// A run with a file of the reader's own.
Session run_on(const std::string& text, const Inputs& inputs = {}) {
  provide_data("own.vec", text);
  return run("embedding-map", "", with({{"vectors", "own.vec"}, {"perplexity", "4"}}, inputs));
}

std::string refusal_of(const std::string& text, const Inputs& inputs = {}) {
  return refusal([&] { run_on(text, inputs); });
}

const Points& map_of(const Session& session) { return session.report().points().front(); }

Report asked(const Session& session, const std::string& word) {
  return session.ask({{"word", word}});
}

std::set<std::string> neighbors_of(const Session& session, const std::string& word) {
  const Report answer = asked(session, word);
  std::set<std::string> words;
  for (const auto& row : table(answer, "nearest").rows)
    words.insert(row[1].substr(0, row[1].find(' ')));
  return words;
}

int count_in(const std::set<std::string>& words, std::initializer_list<const char*> expected) {
  return static_cast<int>(std::count_if(expected.begin(), expected.end(),
                                        [&](const char* word) { return words.count(word) > 0; }));
}

}  // namespace

TEST_CASE("embedding-map reports its golden transcript") {
  check_golden("embedding-map", {{"words", "310"}, {"iterations", "60"}},
               {"perplexity-100", "words-2000", "random-start", "other-start"});
}

TEST_CASE("mutual information is the logarithm of how much more often words meet than by chance") {
  // a b a b c: pairs ab ba ba ab bc cb and back, each once in both directions.
  const int codes[] = {0, 1, 0, 1, 2};
  const SparseMatrix m = positive_mutual_information(codes, 3, 1);
  REQUIRE(m.rows() == 3);
  CHECK(m.columns == std::vector<int>{1, 0, 2, 1});
  // #(a) = 3, #(b) = 4, #(c) = 1 of 8 pairs.
  CHECK(m.values[0] == doctest::Approx(std::log(3 * 8 / (3.0 * 4))));
  CHECK(m.values[2] == doctest::Approx(std::log(1 * 8 / (4.0 * 1))));
}

TEST_CASE("words that stand beside the same words have similar vectors") {
  const Session& session = pca_run();
  CHECK(count_in(neighbors_of(session, "two"), {"three", "four", "ten", "few", "many"}) >= 4);
  CHECK(count_in(neighbors_of(session, "he"), {"she", "it", "they", "i", "we"}) >= 4);
}

TEST_CASE("a map by t-SNE keeps more neighbours than one by PCA, which keeps more than chance") {
  const Session& tsne = short_run();
  const Session pca = run("embedding-map", "pca", few);
  CHECK(last(tsne, "kept") > 1.5f * last(pca, "kept"));
  CHECK(last(pca, "kept") > 1.5f * level(pca, "chance"));
  CHECK(level(tsne, "kept_by_pca") == last(pca, "kept"));
  CHECK(level(tsne, "chance") == doctest::Approx(10.0 / 149));
}

TEST_CASE("the loss is the divergence of the true p also while it is exaggerated") {
  const Session& session = short_run();
  const auto& loss = curve(session, "loss").y;
  CHECK(loss.front() > loss[200]);
  CHECK(loss[200] > loss.back());
}

TEST_CASE("PCA is done after one step, and says how much of the variance each component holds") {
  const Session& session = pca_run();
  CHECK(session.steps_done() == 1);
  const auto each = line(session.report(), "variance", "each");
  const auto together = line(session.report(), "variance", "together");
  CHECK(std::is_sorted(each.rbegin(), each.rend()));
  CHECK(together[1] == doctest::Approx(each[0] + each[1]));
}

TEST_CASE("the map has the most frequent words with their counts") {
  const Session& session = pca_run();
  const Points& map = map_of(session);
  CHECK(map.name == "map");
  REQUIRE(map.words.size() == 500);
  CHECK(map.words[0] == "the");
  CHECK(map.counts[0] > 10000);
  CHECK(std::is_sorted(map.counts.rbegin(), map.counts.rend()));
}

TEST_CASE("another seed draws another random start and another map of the same words") {
  const Inputs inputs = with(few, {{"start", "random"}});
  Session one = run("embedding-map", "", inputs);
  Session other = run("embedding-map", "", with(inputs, {{"seed", "2"}}));
  CHECK(one.fingerprint() != other.fingerprint());
  CHECK(last(one, "kept") == doctest::Approx(last(other, "kept")).epsilon(0.1));
}

TEST_CASE("vectors of the reader's own are mapped, and clusters stay together") {
  Session session = run_on(two_clusters());
  const Points& map = map_of(session);
  REQUIRE(map.words.size() == 20);
  CHECK(map.words[3] == "w3");
  CHECK(map.counts.empty());
  const Report answer = asked(session, "w3");
  for (const auto& row : table(answer, "nearest").rows) CHECK((row[3][1] - '0') % 2 == 1);
}

TEST_CASE("the answer says which neighbours are kept") {
  const Session session = run_on(two_clusters());
  const Report answer = asked(session, "");
  const Table& nearest = table(answer, "nearest");
  REQUIRE(nearest.rows.size() == 9);
  int kept = 0;
  for (const auto& row : nearest.rows) kept += row[1].find("✓") != std::string::npos;
  CHECK(text(answer, "word").value == "w0: " + std::to_string(kept) + " / 9");
}

TEST_CASE("a word that is not on the map is refused with one that is") {
  const Session& session = pca_run();
  CHECK(refusal([&] { asked(session, "whale-ship"); }) == "word word-not-in-vocabulary");
}

TEST_CASE("a perplexity asks for no more neighbours than there are") {
  const auto fitted = [](const char* preset, const char* words) {
    const Session session(find_lab("embedding-map"), preset, {{"words", words}});
    return noted(session) + ": " + session.form().find("perplexity")->print();
  };
  CHECK(fitted("", "90") == "perplexity at-most: 29");
  CHECK(fitted("", "91") == ": 30");
  CHECK(fitted("pca", "10") == ": 30");
  CHECK(noted(run_on(two_clusters(), {{"perplexity", "6.5"}})) == "perplexity at-most");
}

TEST_CASE("a file of vectors that cannot be read is refused with its line") {
  CHECK(refusal_of("") == "vectors vectors-empty");
  CHECK(refusal_of("a 1 2\nb 1\n") == "vectors vectors-unequal-lines");
  CHECK(refusal_of("a 1 2\nb 1 2 3\n") == "vectors vectors-unequal-lines");
  CHECK(refusal_of("a 1 2\nb 1 x\n") == "vectors vectors-not-a-number");
  CHECK(refusal_of("a 1 2\nb 1 nan\n") == "vectors vectors-not-a-number");
  CHECK(refusal_of("a\nb\n") == "vectors vectors-no-numbers");
  CHECK(refusal_of(std::string("a 1\0b", 5)) == "vectors vectors-not-text");
  CHECK(refusal_of("word 1 2 3\n") == "vectors vectors-too-few");
  std::string long_line = "w";
  for (int i = 0; i < 513; ++i) long_line += " 1";
  std::string text;
  for (int i = 0; i < 10; ++i) text += long_line + "\n";
  CHECK(refusal_of(text) == "vectors vectors-too-long");
}

TEST_CASE("vectors without words are mapped with those of a second file") {
  std::string numbers, words;
  for (int i = 0; i < 20; ++i) {
    numbers += std::to_string(i % 2) + ".5\t0." + std::to_string(100 + i) + "\n";
    words += "w" + std::to_string(i) + "\n";
  }
  provide_data("own-words", words);
  provide_data("other-words", words + "one\ntwo\n");
  CHECK(refusal_of(numbers) == "vectors vectors-only-numbers");
  CHECK(refusal_of(numbers, {{"metadata", "other-words"}}) == "metadata names-unequal");
  CHECK(refusal([&] {
          run("embedding-map", "", {{"metadata", "own-words"}});
        }) == "vectors vectors-missing");
  const Session session = run_on(numbers, {{"metadata", "own-words"}});
  CHECK(map_of(session).words[19] == "w19");
  CHECK(table(session.report(), "file").rows[1][1] == "2");
}

TEST_CASE("what a file of vectors says wrongly of itself is told, and a web page is none") {
  const Session session = run_on("21 3\n" + two_clusters().substr(5));
  const auto& rows = table(session.report(), "file").rows;
  REQUIRE(rows.size() == 4);
  CHECK(rows[2] == std::vector<std::string>{"words by its first line, which is wrong", "21"});
  CHECK(rows[3] == std::vector<std::string>{"numbers by its first line, which is wrong", "3"});
  CHECK(table(run_on(two_clusters()).report(), "file").rows.size() == 2);
  CHECK(refusal_of("\n<!DOCTYPE HTML><html>") == "vectors web-page");
}

TEST_CASE("vectors that are all zero or the same are mapped without a number that is none") {
  for (const char* numbers : {" 0 0 0\n", " 1 2 3\n"}) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "w" + std::to_string(i) + numbers;
    const Session session = run_on(text, {{"iterations", "60"}});
    const auto values = map_of(session).at.values();
    CHECK(std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); }));
  }
}
