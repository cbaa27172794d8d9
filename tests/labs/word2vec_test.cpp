// The lab word2vec.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/lab/provided_data.h"
#include "examples/words/word2vec/nearest_words.h"
#include "examples/words/word2vec/word2vec.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

using Words = std::vector<std::string>;

// The preset `typed`, thirteen words of five kinds, for fewer steps.
Session typed(const Inputs& inputs = {}) {
  return run("word2vec", "typed", with({{"steps", "800"}}, inputs));
}

std::string refused(const Inputs& inputs) {
  return refusal([&] { Session(find_lab("word2vec"), "typed", inputs); });
}

Words row_of(const Table& table, const std::string& word) {
  for (const Words& row : table.rows) {
    if (row[0] == word) return {row.begin() + 1, row.end()};
  }
  FAIL("no row of " << word);
  return {};
}

Words column(const Table& table, std::size_t number) {
  Words cells;
  for (const Words& row : table.rows) cells.push_back(row[number]);
  return cells;
}

Words first(const Words& words, std::size_t count) {
  Words some(words.begin(), words.begin() + count);
  std::sort(some.begin(), some.end());
  return some;
}

double cosine(const Tensor& table, int a, int b) {
  const int E = table.size(1);
  double ab = 0, aa = 0, bb = 0;
  for (int i = 0; i < E; ++i) {
    const double x = table.data()[a * E + i], y = table.data()[b * E + i];
    ab += x * y, aa += x * x, bb += y * y;
  }
  return ab / std::sqrt(aa * bb);
}

Word2Vec small_lab() {
  Fitting fitting;
  Word2Vec::Inputs inputs;
  inputs.text = Word2Vec::Text::typed;
  inputs.typed = "one two three one two one";
  inputs.vocabulary = 4;
  inputs.sampled = 2;
  inputs.embedding = 7;
  return {inputs, fitting};
}

}  // namespace

TEST_CASE("the pairs that the notebook prints of its nine words come out") {
  check_agreement(run("word2vec", "first-batch", {{"steps", "1"}}));
}

TEST_CASE("words that are used alike come together") {
  const Session session = typed();
  const Table& nearest = table(session.report(), "nearest");
  CHECK(first(row_of(nearest, "red"), 2) == Words{"black", "white"});
  CHECK(first(row_of(nearest, "dog"), 2) == Words{"cat", "horse"});
  CHECK(first(row_of(nearest, "eats"), 2) == Words{"runs", "sleeps"});
  CHECK(row_of(nearest, "the")[0] == "a");
}

TEST_CASE("sampled softmax, TensorFlow's Adam and a wide window learn as well") {
  for (const Inputs& inputs : {Inputs{{"loss", "sampled_softmax"}}, Inputs{{"optimizer", "adam"}},
                               Inputs{{"skip_window", "2"}, {"num_skips", "4"}}}) {
    const std::vector<float> loss = curve(typed(with(inputs, {{"steps", "300"}})), "loss").y;
    CHECK(loss.back() < 0.8f * loss.front());
  }
}

TEST_CASE("the first average loss is the first loss, the others are means of 2000") {
  const Session session = typed({{"steps", "4001"}, {"batch", "2"}});
  const std::vector<float>& loss = curve(session, "loss").y;
  const auto& average = curve(session, "average_loss");
  CHECK(average.x == std::vector<float>{0, 2000, 4000});
  CHECK(average.y[0] == loss[0]);
  double sum = 0;
  for (int step = 1; step <= 2000; ++step) sum += loss[step];
  CHECK(average.y[1] == static_cast<float>(sum / 2000));
}

TEST_CASE("the notebook's sixteen words are watched where none are named") {
  const Session session = run("word2vec", "", {{"steps", "1"}});
  const Words words = session.embeddings()[0].words;
  Words drawn;
  for (const int code : {80, 4, 40, 69, 10, 45, 70, 66, 47, 11, 98, 36, 83, 51, 18, 0}) {
    drawn.push_back(words[code]);
  }
  CHECK(column(table(session.report(), "nearest"), 0) == drawn);
}

TEST_CASE("words to watch are taken in any case and with any separator") {
  const Session session = typed({{"steps", "1"}, {"watched", " Dog,RED; the "}});
  CHECK(column(table(session.report(), "nearest"), 0) == Words{"dog", "red", "the"});
}

TEST_CASE("nearest words are those with the largest cosines, in order") {
  Tensor table(Shape{40, 6});
  RandomState random(5);
  for (float& value : table.mutable_values()) value = static_cast<float>(random.rand() - 0.5);
  const Direction directions[] = {towards(table, {Term{3}}), towards(table, {Term{0}})};
  const auto nearest = nearest_words(table, directions, 8);
  REQUIRE(nearest.size() == 2);
  std::vector<std::pair<double, int>> all;
  for (int code = 0; code < 40; ++code) {
    if (code != 3) all.emplace_back(-cosine(table, 3, code), code);
  }
  std::sort(all.begin(), all.end());
  for (int place = 0; place < 8; ++place) {
    CHECK(nearest[0][place].code == all[place].second);
    CHECK(nearest[0][place].cosine == doctest::Approx(-all[place].first).epsilon(1e-5));
  }
}

TEST_CASE("of words that are equally near the more frequent comes first") {
  const Tensor table(Shape{5, 2}, {1, 0, 0, 1, 2, 2, 1, 1, 4, 4});
  const Direction directions[] = {towards(table, {Term{0}})};
  const auto nearest = nearest_words(table, directions, 8)[0];
  std::vector<int> codes;
  for (const NearWord& word : nearest) codes.push_back(word.code);
  CHECK(codes == std::vector<int>{2, 3, 4, 1});
}

TEST_CASE("words are added and taken away at the same length, and are no answers themselves") {
  const Tensor table(Shape{4, 2}, {5, 0, 0, 3, 1, 0.1f, -1, 1});
  const Direction sum = towards(table, {Term{0}, Term{1, -1}});
  CHECK(sum.vector[0] == doctest::Approx(std::sqrt(0.5)));
  CHECK(sum.vector[1] == doctest::Approx(-std::sqrt(0.5)));
  const auto nearest = nearest_words(table, {&sum, 1}, 8)[0];
  REQUIRE(nearest.size() == 2);
  CHECK(nearest[0].code == 2);
}

TEST_CASE("a word is looked up, and a sum of words") {
  const Session session = typed();
  const Report answer = session.ask({{"word", "Dog"}, {"analogy", "red - dog + cat"}});
  CHECK(first(column(table(answer, "nearest"), 0), 2) == Words{"cat", "horse"});
  CHECK(first(column(table(answer, "analogy"), 0), 2) == Words{"black", "white"});
  const Words others = column(table(answer, "analogy"), 0);
  for (const char* asked : {"red", "dog", "cat"}) {
    CHECK(std::find(others.begin(), others.end(), asked) == others.end());
  }
}

TEST_CASE("a question that is left empty is about the first watched word") {
  const Session session = typed({{"steps", "1"}, {"watched", "cat, dog"}});
  const Report answer = session.ask({});
  CHECK(table(answer, "nearest").columns[0] == "cat");
  CHECK(answer.tables().size() == 1);
}

TEST_CASE("questions about words that have no vector are refused with a suggestion") {
  const Session session = typed({{"steps", "1"}});
  CHECK(refusal([&] { session.ask({{"word", "dogs"}}); }) == "word word-not-in-vocabulary");
  CHECK(refusal([&] { session.ask({{"word", "red dog"}}); }) == "word too-many");
  CHECK(refusal([&] {
          session.ask({{"analogy", "red - dgo"}});
        }) == "analogy word-not-in-vocabulary");
  CHECK(refusal([&] { session.ask({{"analogy", "- +"}}); }) == "analogy too-few");
  try {
    session.ask({{"word", "dogs"}});
  } catch (const Refusal& refusal) {
    CHECK(refusal.values().at("nearest") == "dog");
  }
}

TEST_CASE("Chinese without spaces is read character by character, which the lab says") {
  const Session session = typed({{"typed", "红狗跑。黑猫睡。白马吃。红猫吃。黑马跑。"},
                                 {"vocabulary", "10"},
                                 {"watched", "狗猫"},
                                 {"steps", "1"}});
  CHECK(column(table(session.report(), "nearest"), 0) == Words{"狗", "猫"});
  const Words expected = {"one character, since there are no spaces"};
  CHECK(row_of(table(session.report(), "text"), "a word is") == expected);
  CHECK(row_of(table(session.report(), "text"), "words") == Words{"15"});
}

TEST_CASE("texts and sizes that do not fit are refused at their input") {
  CHECK(refused({{"typed", "word word, word"}}) == "typed one-word-only");
  CHECK(refused({{"typed", ""}}) == "typed one-word-only");
  CHECK(refused({{"watched", "a a a a a a a a a a a a a a a a a"}}) == "watched too-many");
  CHECK(refused({{"subsample", "0.000000001"}}) == "subsample too-few-words");
}

TEST_CASE("sizes that do not fit the text or each other are made to fit") {
  const auto fitted = [](Inputs inputs, const char* input) {
    inputs.emplace("steps", "1");
    const Session session = typed(inputs);
    return noted(session) + ": " + session.form().find(input)->print();
  };
  CHECK(fitted({{"vocabulary", "15"}}, "vocabulary") == "vocabulary vocabulary-all: 14");
  CHECK(fitted({{"vocabulary", "14"}}, "vocabulary") == ": 14");
  CHECK(fitted({{"sampled", "15"}}, "sampled") == "sampled at-most: 14");
  CHECK(fitted({{"num_skips", "4"}}, "skip_window") == "skip_window at-least: 2");
  CHECK(fitted({{"num_skips", "4"}, {"skip_window", "2"}}, "num_skips") == ": 4");
  CHECK(fitted({{"batch", "127"}}, "batch") == "batch multiple: 126");
  CHECK(fitted({{"batch", "1"}}, "batch") == "batch multiple: 2");
  CHECK(fitted({{"watched", "dog, wolf, bear"}}, "watched") ==
        "watched words-left-out: dog, wolf, bear");
  CHECK(table(typed({{"watched", "dog, wolf"}}).report(), "nearest").rows.size() == 1);
  CHECK(table(typed({{"watched", "wolf"}}).report(), "nearest").rows.size() == 14);
}

TEST_CASE("a text to type is there before one is typed") {
  CHECK(run("word2vec", "", {{"text", "typed"}, {"steps", "1"}}).done());
}

TEST_CASE("a file of one word, or not in UTF-8, is refused at its input") {
  const auto refused_file = [](const char* bytes) {
    provide_data("mine.txt", bytes);
    return refused({{"corpus", "mine.txt"}});
  };
  CHECK(refused_file("same SAME same") == "corpus one-word-only");
  CHECK(refused_file("caf\xE9") == "corpus file-not-utf8");
  forget_data("mine.txt");
}

TEST_CASE("frequent words are thinned out for wider windows") {
  const auto first_loss = [](const char* subsample) {
    return curve(typed({{"subsample", subsample}, {"steps", "1"}}), "loss").y[0];
  };
  CHECK(first_loss("1") == first_loss("0"));
  CHECK(first_loss("0.01") != first_loss("0"));
}

TEST_CASE("the embeddings are the notebook's normalized ones, the most frequent word first") {
  const Word2Vec lab = small_lab();
  const Embedding table = lab.embeddings()[0];
  CHECK(table.words == Words{"UNK", "one", "two", "three"});
  CHECK(table.counts == std::vector<float>{0, 3, 2, 1});
  REQUIRE(table.vectors.shape() == Shape{4, 7});
  for (int row = 0; row < 4; ++row) {
    double squares = 0;
    for (int i = 0; i < 7; ++i) {
      const double value = table.vectors.data()[row * 7 + i];
      squares += value * value;
    }
    CHECK(squares / 7 == doctest::Approx(1));
  }
}

TEST_CASE("weights start as the notebook's: uniform, normal over the root of the size, zero") {
  const Word2Vec lab = small_lab();
  const auto& named = lab.variables().named();
  REQUIRE(named.size() == 3);
  const auto equal = [](const Tensor& a, const Tensor& b) {
    return std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end());
  };
  const Shape shape{4, 7};
  CHECK(equal(named[0].value, random_uniform(shape, {42, 5}, -1, 1)));
  CHECK(equal(named[1].value,
              truncated_normal(shape, {42, 19}, 0, static_cast<float>(1 / std::sqrt(7.0)))));
  CHECK(equal(named[2].value, Tensor::zeros(Shape{4})));
}

TEST_CASE("a run of word2vec that was saved anywhere goes on bit for bit") {
  for (const char* optimizer : {"lazy_adam", "adam", "sgd"}) {
    CAPTURE(optimizer);
    const Inputs inputs = {{"optimizer", optimizer}, {"steps", "6"}};
    const std::string whole = typed(inputs).fingerprint();
    for (int saved_after = 0; saved_after < 6; ++saved_after) {
      CAPTURE(saved_after);
      Session begun(find_lab("word2vec"), "typed", inputs);
      for (int i = 0; i < saved_after; ++i) begun.advance();
      Session restored = Session::load(begun.save(), labs());
      finish(restored);
      CHECK(restored.fingerprint() == whole);
    }
  }
}

TEST_CASE("word2vec computes its golden transcript") {
  check_golden("word2vec", {{"steps", "30"}}, {"as-published", "hundred-thousand"});
}
