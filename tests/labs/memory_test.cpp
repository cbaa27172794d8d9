// The labs on memory: binary-memory and gradient-flow.
#include <doctest/doctest.h>

#include <cmath>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "engine/text/number_text.h"
#include "examples/memory/binary-memory/binary_memory.h"
#include "examples/memory/binary-memory/pattern.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

// The mean predictions for (0, 0), (0, 1), (1, 0) and (1, 1) at the two distances.
std::vector<double> predictions(const Session& session) {
  std::vector<double> numbers;
  for (const auto& row : table(session.report(), "contexts").rows) {
    numbers.push_back(*read_number(row[3]));
  }
  return numbers;
}

std::string names_of(const Report& report) {
  std::string names;
  for (const auto& text : report.texts()) names += std::string(text.name) + " ";
  for (const auto& matrix : report.matrices()) names += std::string(matrix.name) + " ";
  for (const auto& table : report.tables()) names += std::string(table.name) + " ";
  for (const auto& plot : report.plots()) names += std::string(plot.name) + " ";
  return names;
}

}  // namespace

TEST_CASE("the levels of binary-memory are the three losses known for the task") {
  const Pattern pattern;
  CHECK(pattern.loss_without_memory() == doctest::Approx(0.661563).epsilon(1e-6));
  CHECK(pattern.loss_with_first() == doctest::Approx(0.519167).epsilon(1e-6));
  CHECK(pattern.loss_with_both() == doctest::Approx(0.454454).epsilon(1e-6));
  const Session session = run("binary-memory", "", {{"steps", "1"}});
  CHECK(level(session, "no_memory") == static_cast<float>(pattern.loss_without_memory()));
  CHECK(level(session, "first_only") == static_cast<float>(pattern.loss_with_first()));
  CHECK(level(session, "both") == static_cast<float>(pattern.loss_with_both()));
}

TEST_CASE("a pattern averages over bits that are not known, and keeps to probabilities") {
  const Pattern pattern;
  CHECK(pattern.probability(1, 0) == 1);
  CHECK(pattern.probability(0, 1) == 0.25);
  CHECK(pattern.probability(1, {}) == 0.875);
  CHECK(pattern.probability({}, {}) == 0.625);
  Pattern steep;
  steep.first.effect = 1;
  CHECK(steep.probability(1, 0) == 1);
}

TEST_CASE("two dependencies at one distance are one") {
  Pattern same;
  same.second.distance = same.first.distance;
  CHECK(same.probability({}, {}) == 0.625);
  CHECK(same.loss_with_both() == same.loss_with_first());
  const auto rows =
      table(run("binary-memory", "", {{"second_distance", "3"}, {"steps", "1"}}).report(),
            "contexts")
          .rows;
  CHECK(rows.size() == 2);
}

TEST_CASE("the bits are NumPy's, and before the first step they go round to the end") {
  RandomState random(0);
  const Bits bits = Pattern().generate(10, random);
  CHECK(bits.x == std::vector<std::uint8_t>{0, 1, 1, 0, 1, 1, 1, 1, 1, 1});

  RandomState again(0);
  const std::vector<int> x = again.choice(2, 10);
  for (int i = 0; i < 10; ++i) {
    const double threshold = 0.5 + 0.5 * x[(i + 7) % 10] - 0.25 * x[(i + 2) % 10];
    CHECK(bits.y[i] == (again.rand() > threshold ? 0 : 1));
  }
  CHECK(random == again);
}

TEST_CASE("binary-memory prints the notebook's shapes and ten bits, and its invariants hold") {
  for (const char* preset : {"as-published", "as-first-written"}) {
    const Session session = run("binary-memory", preset, {{"steps", "2"}});
    const auto rows = session.published();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].printed == "(200, 5) (200, 5)");
    for (const auto& row : rows) CHECK(row.agrees);
    const std::string& bits = session.report().texts()[0].value;
    CHECK(bits.size() == 21);
    CHECK(bits.find_first_not_of("[01 ]") == std::string::npos);
  }
}

TEST_CASE("binary-memory: windows of 5 learn the first dependency and not the second") {
  const Session session = run("binary-memory", "as-published");
  CHECK(curve(session, "smoothed_loss").y.size() == 9);
  CHECK(last(session, "smoothed_loss") == doctest::Approx(0.519).epsilon(0.02));
  const auto p = predictions(session);
  CHECK(std::abs(p[0] - p[1]) < 0.02);
  CHECK(std::abs(p[2] - p[3]) < 0.02);
  CHECK(p[2] - p[0] > 0.45);
}

TEST_CASE("binary-memory: windows of 10 and sixteen units learn both dependencies") {
  const Session session =
      run("binary-memory", "both",
          {{"optimizer", "adam"}, {"learning_rate", "0.02"}, {"batch", "50"}, {"steps", "350"}});
  CHECK(last(session, "smoothed_loss") < 0.487);
  const auto p = predictions(session);
  CHECK(p[0] - p[1] > 0.15);
  CHECK(p[2] - p[3] > 0.15);
}

TEST_CASE("binary-memory: sixteen units echo both bits, even where no gradient flows back") {
  const auto smoothed = [](const char* hidden) {
    return last(run("binary-memory", "", {{"num_steps", "1"}, {"hidden", hidden}}),
                "smoothed_loss");
  };
  CHECK(smoothed("16") < 0.51);
  CHECK(smoothed("4") > 0.63);
}

TEST_CASE("binary-memory: what lies before the window of 5 is not learned") {
  const Session session = run("binary-memory", "farther", {{"batch", "50"}, {"steps", "500"}});
  CHECK(last(session, "smoothed_loss") == doctest::Approx(0.6616).epsilon(0.01));
}

TEST_CASE("binary-memory: without a carried state three of five answers are guesses") {
  const Session session = run("binary-memory", "forgetful");
  const Pattern pattern;
  const double guesses = 0.6 * pattern.loss_without_memory() + 0.4 * pattern.loss_with_first();
  CHECK(last(session, "smoothed_loss") == doctest::Approx(guesses).epsilon(0.015));
}

TEST_CASE("binary-memory: the objective as first written falls below what is possible") {
  const Session session = run("binary-memory", "as-first-written", {{"steps", "300"}});
  CHECK(last(session, "loss") < 0.01);
  for (const double p : predictions(session)) CHECK(p < 0.02);
}

TEST_CASE("binary-memory: raw operations and dynamic_rnn learn alike") {
  const auto losses = [](const char* spelling) {
    return curve(run("binary-memory", "", {{"spelling", spelling}, {"steps", "101"}}), "loss").y;
  };
  const auto raw = losses("raw"), api = losses("api");
  CHECK(raw[0] == api[0]);
  for (std::size_t i = 0; i < raw.size(); ++i) CHECK(std::abs(raw[i] - api[i]) < 1e-5);
}

TEST_CASE("binary-memory: the smoothed loss is the mean of the losses since its last point") {
  const Session session = run("binary-memory", "", {{"batch", "10"}, {"steps", "201"}});
  const auto& loss = curve(session, "loss").y;
  double sum = 0;
  for (int i = 101; i <= 200; ++i) sum += loss[i];
  const auto& smoothed = curve(session, "smoothed_loss");
  CHECK(smoothed.x == std::vector<float>{100, 200});
  CHECK(smoothed.y[1] == static_cast<float>(sum / 100));
}

TEST_CASE("binary-memory: an epoch has a window, of fewer rows if its bits are few") {
  const auto fitted = [](const Inputs& inputs, const char* input) {
    const Session session(find_lab("binary-memory"), "", inputs);
    return noted(session) + ": " + session.form().find(input)->print();
  };
  CHECK(fitted({{"length", "1000"}}, "batch") == ": 200");
  CHECK(fitted({{"length", "999"}}, "batch") == "batch at-most: 199");
  const Session small(find_lab("binary-memory"), "", {{"length", "100"}, {"num_steps", "50"}});
  CHECK(small.form().find("batch")->print() == "2");
}

TEST_CASE("binary-memory answers with what is known at each bit") {
  const Session session = run("binary-memory", "", {{"steps", "1"}});
  const Report answer = session.ask({{"bits", "100000001"}});
  const auto truth = plot(answer, "probabilities").lines[0].y;
  const float expected[] = {0.625f, 0.625f, 0.625f, 0.875f, 0.375f, 0.375f, 0.375f, 0.375f, 0.25f};
  for (int t = 0; t < 9; ++t) CHECK(truth.values()[t] == expected[t]);
  CHECK(table(answer, "answers").rows.size() == 9);
  CHECK(refusal([&] { session.ask({{"bits", "0120"}}); }) == "bits symbol-not-allowed");
  CHECK(refusal([&] { session.ask({{"bits", ""}}); }) == "bits too-short");
}

TEST_CASE("the labs on memory take up a saved run bit for bit, also in the next epoch") {
  struct Run {
    const char* lab;
    Inputs inputs;
  };
  const Run runs[] = {
      {"binary-memory", {{"length", "20000"}, {"steps", "110"}}},  // 20 windows an epoch
      {"binary-memory", {{"length", "20000"}, {"steps", "110"}, {"carry_state", "false"}}},
      {"gradient-flow", {{"distance", "5"}, {"steps", "30"}}}};
  for (const Run& one : runs) {
    CAPTURE(one.lab);
    const std::string whole = run(one.lab, "", one.inputs).fingerprint();
    for (const int at : {1, 20, 25}) {
      Session first(find_lab(one.lab), "", one.inputs);
      while (first.steps_done() < at) first.advance();
      Session second = Session::load(first.save(), labs());
      while (!second.done()) second.advance();
      CHECK(second.fingerprint() == whole);
    }
  }
}

TEST_CASE("the labs on memory show the same names at each look, whatever the preset") {
  for (const char* id : {"binary-memory", "gradient-flow"}) {
    CAPTURE(id);
    const std::string usual = names_of(run(id, "", {{"steps", "1"}}).report());
    for (const Preset& preset : find_lab(id).presets) {
      CAPTURE(preset.name);
      Session session(find_lab(id), preset.name, {{"steps", "2"}});
      CHECK(session.preset()->name == preset.name);
      session.advance();
      session.look();
      CHECK(names_of(session.report()) == usual);
      CHECK(std::isfinite(last(session, "loss")));
    }
  }
}

TEST_CASE("the beginnings of the labs on memory are their golden transcripts") {
  check_golden("binary-memory", {{"steps", "20"}, {"length", "20000"}});
  check_golden("gradient-flow", {{"steps", "20"}});
}
