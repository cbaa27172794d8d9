// BLEU against the examples of the paper and of NLTK's documentation.
#include <doctest/doctest.h>

#include <cmath>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/data/bleu.h"

using namespace unfold;

namespace {

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

void add(Bleu& bleu, const std::string& translation, const std::vector<std::string>& references) {
  std::vector<std::vector<std::string>> split;
  for (const std::string& reference : references) split.push_back(words(reference));
  bleu.add(words(translation), split);
}

Bleu bleu_of(const std::string& translation, const std::vector<std::string>& references) {
  Bleu bleu;
  add(bleu, translation, references);
  return bleu;
}

const std::vector<std::string> party{
    "It is a guide to action that ensures that the military will forever heed Party commands",
    "It is the guiding principle which guarantees the military forces always being under the "
    "command of the Party",
    "It is the practical guide for the army always to heed the directions of the party"};
const std::string good =
    "It is a guide to action which ensures that the military always obeys the commands of the "
    "party";
const std::string poor =
    "It is to insure the troops forever hearing the activity guidebook that party direct";

}  // namespace

TEST_CASE("a word counts at most as often as in the reference that has most of it") {
  const Bleu bleu = bleu_of("the the the the the the the",
                            {"the cat is on the mat", "there is a cat on the mat"});
  CHECK(bleu.precision(1) == doctest::Approx(2.0 / 7));
  CHECK(bleu.precision(2) == 0);
  CHECK(bleu.score() == 0);
}

TEST_CASE("precisions are those of the paper's first example") {
  CHECK(bleu_of(good, party).precision(1) == doctest::Approx(17.0 / 18));
  CHECK(bleu_of(good, party).precision(2) == doctest::Approx(10.0 / 17));
  CHECK(bleu_of(poor, party).precision(1) == doctest::Approx(8.0 / 14));
  CHECK(bleu_of(poor, party).precision(2) == doctest::Approx(1.0 / 13));
}

TEST_CASE("scores are those that NLTK's documentation prints") {
  CHECK(std::abs(bleu_of(good, party).score() - 0.5045666840058485) < 1e-9);
  Bleu corpus;
  add(corpus, good, party);
  add(corpus, "he read the book because he was interested in world history",
      {"he was interested in world history because he read the book"});
  CHECK(std::abs(corpus.score() - 0.5920778868801042) < 1e-9);
}

TEST_CASE("a translation that is its reference scores 1, even if it has fewer than four words") {
  CHECK(bleu_of("a b c d", {"a b c d"}).score() == 1);
  CHECK(bleu_of("a b c d e f", {"x", "a b c d e f"}).score() == 1);
  CHECK(bleu_of("a b", {"a b"}).score() == 0);
  CHECK(bleu_of("a b", {"a b"}).score(BleuSmoothing::add_one) == 1);
}

TEST_CASE("short translations pay exp(1 - reference length / length)") {
  const Bleu bleu = bleu_of("a b c d", {"a b c d e f"});
  CHECK(bleu.precision(4) == 1);
  CHECK(bleu.brevity_penalty() == doctest::Approx(std::exp(-0.5)));
  CHECK(bleu.score() == doctest::Approx(std::exp(-0.5)));
  CHECK(bleu_of("a b c d e f g", {"a b c d"}).brevity_penalty() == 1);
  CHECK(bleu_of("", {"a"}).brevity_penalty() == 0);
  CHECK(bleu_of("", {"a"}).score(BleuSmoothing::add_one) == 0);
}

TEST_CASE("the reference that is nearest in length counts, the shorter of two") {
  CHECK(bleu_of("a b c d", {"a b c d e f g h", "a b c d e"}).brevity_penalty() ==
        doctest::Approx(std::exp(-0.25)));
  CHECK(bleu_of("a b c d", {"a b c d e", "a b c"}).brevity_penalty() == 1);
}

TEST_CASE("counts are summed over the corpus before they are divided") {
  Bleu corpus;
  corpus.add(std::vector{1, 2, 3, 4}, std::vector{1, 2, 3, 4});
  corpus.add(std::vector{5, 6, 7, 8}, std::vector{9, 9, 9, 9});
  CHECK(corpus.precision(1) == 0.5);
  CHECK(corpus.score() == 0.5);
}

TEST_CASE("add-one smoothing leaves single words as they are") {
  const Bleu bleu = bleu_of("a b x y", {"a b c d"});
  CHECK(bleu.precision(1, BleuSmoothing::add_one) == doctest::Approx(2.0 / 4));
  CHECK(bleu.precision(2, BleuSmoothing::add_one) == doctest::Approx(2.0 / 4));
  CHECK(bleu.precision(3, BleuSmoothing::add_one) == doctest::Approx(1.0 / 3));
  CHECK(bleu.precision(4, BleuSmoothing::add_one) == doctest::Approx(1.0 / 2));
  CHECK(bleu.score(BleuSmoothing::add_one) ==
        doctest::Approx(std::pow(2.0 / 4 * 2.0 / 4 / 3 / 2, 0.25)));
}

TEST_CASE("a translation without a reference is refused") {
  Bleu bleu;
  CHECK_THROWS_AS(bleu.add(std::vector{1}, std::span<const std::vector<int>>{}),
                  std::invalid_argument);
  CHECK_THROWS_AS(bleu.precision(5), std::invalid_argument);
}
