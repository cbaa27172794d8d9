// The lab on translation: what it learns, and what it says of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "engine/lab/provided_data.h"
#include "examples/words/translation/translation.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

// Letters whose translation is doubled and stands in the opposite order.
const std::string& reversed_letters() {
  static const std::string text = [] {
    std::string lines;
    const auto add = [&](char a, char b, char c) {
      const auto big = [](char letter) { return std::string(2, letter); };
      lines += std::string{a, ' ', b, ' ', c, '\t'} + big(c) + ' ' + big(b) + ' ' + big(a) + ".\n";
    };
    for (char a = 'a'; a <= 'f'; ++a) {
      for (char b = 'a'; b <= 'f'; ++b) {
        for (char c = 'a'; c <= 'f'; ++c) add(a, b, c);
      }
    }
    provide_data("letters.tsv", lines);
    return lines;
  }();
  return text;
}

Inputs letters(const Inputs& more = {}) {
  reversed_letters();
  return with({{"pairs", "letters.tsv"},
               {"embedding", "12"},
               {"units", "24"},
               {"batch", "16"},
               {"learning_rate", "0.02"},
               {"steps", "150"},
               {"test_every", "150"}},
              more);
}

Inputs small(const Inputs& more = {}) {
  return with({{"training_pairs", "300"},
               {"embedding", "8"},
               {"units", "16"},
               {"layers", "1"},
               {"batch", "8"},
               {"test_pairs", "10"},
               {"test_every", "3"},
               {"steps", "4"}},
              more);
}

}  // namespace

TEST_CASE("three thousand pairs of Tatoeba are read, learnt from and translated") {
  std::ifstream file("../shared/data/kor.txt");
  if (!file) {
    MESSAGE("skipped: ../shared/data/kor.txt is not here");
    return;
  }
  provide_data("kor.txt", std::string(std::istreambuf_iterator<char>(file), {}));
  Session session =
      run("translation", "",
          {{"pairs", "kor.txt"}, {"units", "16"}, {"steps", "2"}, {"test_pairs", "4"}});
  session.look();
  const auto& rows = table(session.report(), "corpus").rows;
  CHECK(rows[0][0] == "3788");
  CHECK(curve(session, "loss").y.size() == 2);
  const Report answer = session.ask({{"sentence", "Tom is happy."}});
  CHECK(!matrix(answer, "attention").empty());
}

TEST_CASE("letters in the opposite order are learnt, and held-out ones are right") {
  const Session session = run("translation", "", letters());
  CHECK(last(session, "exact_match") > 0.9);
  CHECK(last(session, "bleu") > 90);
  CHECK(last(session, "loss") < 0.1);
  CHECK(line(session.report(), "by_length", "exact_match") ==
        std::vector<float>{last(session, "exact_match")});
}

TEST_CASE("a sampled softmax learns them too") {
  CHECK(last(run("translation", "", letters({{"sampled", "6"}, {"steps", "300"}})), "exact_match") >
        0.9);
}

TEST_CASE("attention looks at the opposite end of letters in the opposite order") {
  Session session = run("translation", "", letters());
  const Report answer = session.ask({{"sentence", "A b F"}});
  CHECK(text(answer, "translation").value == "ff bb aa.");
  const Tensor& attention = matrix(answer, "attention");
  REQUIRE(attention.shape() == Shape{4, 3});
  for (int row = 0; row < 4; ++row) {
    const float* weights = attention.data() + 3 * row;
    CHECK(weights[0] + weights[1] + weights[2] == doctest::Approx(1));
  }
  CHECK(answer.matrices()[0].labels.ticks ==
        std::vector<Sentence>{{"ff", "bb", "aa", "."}, {"a", "b", "f"}});
}

TEST_CASE("a muted word is not read, and nothing looks at it") {
  Session session = run("translation", "", letters());
  const auto ask = [&](const char* sentence, const char* muted) {
    return session.ask({{"sentence", sentence}, {"muted", muted}});
  };
  const Report answer = ask("A b F", "2");
  const Report shorter = ask("A F", "");
  CHECK(text(answer, "translation").value != "ff bb aa.");
  CHECK(table(answer, "candidates").rows == table(shorter, "candidates").rows);
  CHECK(answer.matrices()[0].labels.ticks[1] == Sentence{"a", "b", "f"});
  const Tensor& attention = matrix(answer, "attention");
  const Tensor& of_shorter = matrix(shorter, "attention");
  REQUIRE(attention.shape() == Shape{of_shorter.size(0), 3});
  for (int row = 0; row < attention.size(0); ++row) {
    CHECK(attention.data()[3 * row] == of_shorter.data()[2 * row]);
    CHECK(attention.data()[3 * row + 1] == 0);
    CHECK(attention.data()[3 * row + 2] == of_shorter.data()[2 * row + 1]);
  }
  CHECK(text(ask("A b F", "4, 9"), "translation").value ==
        text(ask("A b F", ""), "translation").value);
  CHECK_THROWS_WITH_AS(ask("A b", "1, 2"), doctest::Contains("everything is muted"), Refusal);
}

TEST_CASE("candidates come the likeliest first, and a wider beam has more of them") {
  Session session = run("translation", "", letters({{"steps", "40"}}));
  const auto rows = [&](const char* beam) {
    return table(session.ask({{"sentence", "a b c"}, {"beam", beam}}), "candidates").rows;
  };
  CHECK(rows("1").size() == 1);
  const auto four = rows("4");
  REQUIRE(four.size() == 4);
  for (int i = 1; i < 4; ++i) CHECK(std::stod(four[i - 1][2]) >= std::stod(four[i][2]));
}

TEST_CASE("without attention no map is drawn") {
  for (const char* attention : {"true", "false"}) {
    const Session session = run("translation", "", small({{"attention", attention}}));
    CHECK(session.report().matrices().empty() == (std::string(attention) == "false"));
    CHECK(table(session.report(), "translations").rows.size() == 10);
  }
}

TEST_CASE("what cannot be translated is refused with what to do") {
  Session session = run("translation", "", small());
  const auto asked = [&](const std::string& sentence) {
    return refusal([&] { session.ask({{"sentence", sentence}}); });
  };
  CHECK(asked("She reads this book.").empty());
  CHECK(asked("She readz this book.") == "sentence unknown-word");
  CHECK(asked("   ") == "sentence no-words");
  CHECK(asked("") == "sentence too-short");
  CHECK(asked("a a a a a a a a a a a a a a a a a a a a a") == "sentence too-many-words");
  try {
    session.ask({{"sentence", "readz"}});
  } catch (const Refusal& refused) {
    CHECK(refused.values().at("word") == "readz");
    CHECK(refused.values().at("nearest") == "read");
  }
}

TEST_CASE("tests are made in parts, of which the step counter knows nothing") {
  Session session(find_lab("translation"), "", small({{"test_pairs", "2000"}, {"steps", "2"}}));
  session.advance();
  CHECK(session.is_within_step());
  CHECK(session.steps_done() == 0);
  while (session.is_within_step()) session.advance();
  CHECK(session.steps_done() == 1);
  CHECK(curve(session, "exact_match").y.size() == 1);
}

TEST_CASE("a saved run with sampled candidates goes on bit for bit, within a test too") {
  const Inputs inputs = letters({{"sampled", "6"}, {"steps", "12"}, {"test_every", "5"}});
  for (const int calls : {1, 5, 7}) {
    Session whole(find_lab("translation"), "", inputs), first(find_lab("translation"), "", inputs);
    for (int i = 0; i < calls; ++i) first.advance();
    Session second = Session::load(first.save(), labs());
    finish(whole);
    finish(second);
    CHECK(second.fingerprint() == whole.fingerprint());
  }
}

TEST_CASE("the words that are read have vectors, the most frequent first") {
  const Translation lab([] {
    Translation::Inputs inputs;
    inputs.training_pairs = 300;
    return inputs;
  }());
  const std::vector<Embedding> tables = lab.embeddings();
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].vectors.shape() == Shape{static_cast<int>(tables[0].words.size()), 32});
  CHECK(tables[0].counts.size() == tables[0].words.size());
  CHECK(std::is_sorted(tables[0].counts.rbegin(), tables[0].counts.rend()));
}

TEST_CASE("as published, three layers of 200 units read words of 150 numbers") {
  Session session(find_lab("translation"), "as-published", {{"training_pairs", "300"}});
  const auto values = session.form().print();
  CHECK(values.at("layers") == "3");
  CHECK(values.at("units") == "200");
  CHECK(values.at("embedding") == "150");
  CHECK(values.at("vocabulary") == "20000");
  CHECK(values.at("learning_rate") == "0.01");
  CHECK(session.published().empty());
}

TEST_CASE("translation prints its golden transcript") { check_golden("translation", small()); }
