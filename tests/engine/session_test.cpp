#include <doctest/doctest.h>

#include <cmath>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "examples/course.h"
#include "tests/engine/long_lab.h"
#include "tests/engine/test_lab.h"

using namespace unfold;
using unfold::testing::long_lab;
using unfold::testing::test_lab;

namespace {

using Inputs = std::map<std::string, std::string>;

std::string refusal_code(std::string_view preset, const Inputs& inputs) {
  try {
    Session session(test_lab(), preset, inputs);
  } catch (const Refusal& refusal) {
    return refusal.code();
  }
  return "";
}

std::string fingerprint(const Inputs& inputs, int steps) {
  Session session(test_lab(), "", inputs);
  for (int i = 0; i < steps; ++i) session.advance();
  return session.fingerprint();
}

std::vector<std::string> names(const std::vector<Comparison>& rows) {
  std::vector<std::string> all;
  for (const auto& row : rows) all.push_back(row.name);
  return all;
}

}  // namespace

TEST_CASE("a session runs its steps and then stays done") {
  Session session(test_lab(), "", {});
  CHECK(session.total() == 5);
  for (int i = 0; i < 9; ++i) session.advance();
  CHECK(session.done());
  CHECK(session.steps_done() == 5);
  CHECK(session.report().curves()[0].y == std::vector<float>{.5f, .25f, .125f, .0625f, .03125f});
}

TEST_CASE("inputs come from the defaults, then the preset, then the caller") {
  Session session(test_lab(), "wide", {{"rate", "4"}});
  const auto values = session.form().print();
  CHECK(values.at("word") == "hello");
  CHECK(values.at("hidden") == "3");
  CHECK(values.at("rate") == "4");
}

TEST_CASE("a session belongs to the preset whose inputs it has, steps aside") {
  CHECK(Session(test_lab(), "", {}).preset()->name == "as-published");
  CHECK(Session(test_lab(), "", {{"steps", "3"}}).preset()->name == "as-published");
  CHECK(Session(test_lab(), "", {{"hidden", "3"}, {"rate", "2.0"}}).preset()->name == "wide");
  CHECK(Session(test_lab(), "wide", {{"hidden", "2"}, {"rate", "0.5"}}).preset()->name ==
        "as-published");
  CHECK(Session(test_lab(), "", {{"hidden", "4"}}).preset() == nullptr);
}

TEST_CASE("unknown labs, presets and inputs are refused by name") {
  CHECK(refusal_code("narrow", {}) == "unknown-preset");
  CHECK(refusal_code("", {{"nothing", "1"}}) == "unknown-input");
  CHECK(refusal_code("", {{"hidden", "0"}}) == "out-of-range");
  CHECK_THROWS_AS(Session(find_lab("no-such-lab"), "", {}), Refusal);
}

TEST_CASE("a refusal of the lab itself speaks of the input by its label") {
  try {
    Session session(test_lab(), "", {{"word", "fox"}});
    FAIL("taken");
  } catch (const Refusal& refusal) {
    CHECK(refusal.input() == "word");
    CHECK(std::string(refusal.what()).starts_with("Word has the symbol \"x\""));
  }
}

TEST_CASE("published rows appear when their step is reached, in the notebook's order") {
  Session session(test_lab(), "", {});
  CHECK(session.published().empty());
  session.advance();
  CHECK(names(session.published()) ==
        std::vector<std::string>{"weight, step 0", "kernel[0, 0]", "kernel[0, 1]", "kernel[1, 0]",
                                 "kernel[1, 1]", "weight is positive"});
  session.advance();
  CHECK(names(session.published())[1] == "word, step 1");
}

TEST_CASE("published rows agree within their tolerance only") {
  Session session(test_lab(), "", {});
  while (!session.done()) session.advance();
  const auto rows = session.published();
  REQUIRE(rows.size() == 10);
  CHECK(rows[0].here == "0.5");
  CHECK(rows[0].printed == "0.5");
  CHECK(rows[0].agrees);
  CHECK(rows[1].is_text);
  CHECK(rows[1].agrees);
  CHECK(rows[2].agrees);
  CHECK_FALSE(rows[4].agrees);  // kernel[1, 0] is 0, printed 0.1
  CHECK(rows[6].here == "0.0625");
  CHECK(rows[6].agrees);
  CHECK(rows[9].invariant);
  CHECK(rows[9].agrees);
}

TEST_CASE("a printed matrix that is not reported disagrees, number by number") {
  Session session(test_lab(), "", {});
  while (!session.done()) session.advance();
  const auto rows = session.published();
  CHECK(rows[7].name == "absent[0]");
  CHECK(rows[7].here.empty());
  CHECK_FALSE(rows[7].agrees);
  CHECK(rows[8].name == "absent[1]");
}

TEST_CASE("a printed matrix of another size disagrees, number by number") {
  LabEntry lab = test_lab();
  lab.presets[0].published = {{Published::Kind::matrix, "kernel", 0, {1, 0, 0, 1, 5, 6}}};
  Session session(lab, "", {});
  session.advance();
  const auto rows = session.published();
  REQUIRE(rows.size() == 7);
  for (int i = 0; i < 6; ++i) CHECK_FALSE(rows[i].agrees);
}

TEST_CASE("a printed number agrees with the float32 nearest to it") {
  LabEntry lab = test_lab();
  lab.presets[0].published = {{Published::Kind::curve, "weight", 0, {0.1}}};
  lab.presets[0].inputs = {{"rate", "0.1"}};
  Session session(lab, "as-published", {});
  session.advance();
  CHECK(session.published()[0].agrees);
}

TEST_CASE("a run without a preset has invariants and nothing published") {
  Session session(test_lab(), "", {{"hidden", "4"}});
  session.advance();
  CHECK(names(session.published()) == std::vector<std::string>{"weight is positive"});
}

TEST_CASE("the fingerprint is the same for the same run and another for another") {
  CHECK(fingerprint({}, 3) == fingerprint({}, 3));
  CHECK(fingerprint({}, 3) != fingerprint({}, 2));
  CHECK(fingerprint({}, 3) != fingerprint({{"rate", "0.25"}}, 3));
  CHECK(fingerprint({}, 3) != fingerprint({{"word", "hallo"}}, 3));
  CHECK(fingerprint({}, 3) != fingerprint({{"kernel", "1,0;0,2"}}, 3));
  CHECK(fingerprint({}, 3) != fingerprint({{"kernel", "1,0,0"}}, 3));
  CHECK(fingerprint({}, 3) != fingerprint({{"hidden", "5"}}, 3));
}

TEST_CASE("the fingerprint is the same on every target") {
  CHECK(fingerprint({}, 5) == "dd58c6bdf2c26051");
}

TEST_CASE("every lab of the course has presets that read, the first being its defaults") {
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    REQUIRE(!lab.presets.empty());
    const auto defaults = lab.form().form.print();
    for (const Preset& preset : lab.presets) {
      CAPTURE(preset.name);
      const BoundForm bound = lab.form();
      bound.form.read({preset.inputs.begin(), preset.inputs.end()});
      if (&preset == &lab.presets[0]) CHECK(bound.form.print() == defaults);
    }
  }
}

TEST_CASE("every lab of the course takes its own defaults and shows inputs for known reasons") {
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    const BoundForm bound = lab.form();
    CHECK_NOTHROW(bound.form.read(bound.form.print()));
    for (const Field& field : bound.form.fields()) {
      CAPTURE(field.name);
      CHECK(!field.label_.empty());
      if (field.when_input_.empty()) continue;
      const Field* other = bound.form.find(field.when_input_);
      REQUIRE(other != nullptr);
      CHECK_NOTHROW(other->read(field.when_value_));
    }
  }
}

TEST_CASE("a session answers questions from the model as it is") {
  Session session(test_lab(), "", {});
  session.advance();
  CHECK(session.ask({}).matrices()[0].values.item() == 0.5f);
  session.advance();
  CHECK(session.ask({{"factor", "2"}}).matrices()[0].values.item() == 0.5f);
  CHECK(session.report().matrices().size() == 1);
}

TEST_CASE("an unknown or wrong part of a question is refused by name") {
  const Session session(test_lab(), "", {});
  const auto code = [&](const Inputs& question) -> std::string {
    try {
      session.ask(question);
    } catch (const Refusal& refusal) {
      return refusal.code() + " " + refusal.input();
    }
    return "";
  };
  CHECK(code({{"faktor", "1"}}) == "unknown-input ");
  CHECK(code({{"factor", "11"}}) == "out-of-range factor");
  CHECK(code({{"factor", "0"}}) == "nothing-to-ask factor");
}

TEST_CASE("a file that is not here or too large is refused at its input") {
  CHECK(refusal_code("", {{"file", "lost.txt"}}) == "missing-data");
  provide_data("mine.txt", "01234567890");
  CHECK(refusal_code("", {{"file", "mine.txt"}}) == "file-too-large");
  provide_data("mine.txt", "0123456789");
  CHECK(refusal_code("", {{"file", "mine.txt"}}) == "");
  forget_data("mine.txt");
}

TEST_CASE("the fingerprint does not depend on when somebody looked") {
  Session watched(long_lab(), "", {}), unwatched(long_lab(), "", {});
  for (; !watched.done(); watched.advance(), unwatched.advance()) watched.look();
  CHECK(watched.fingerprint() == unwatched.fingerprint());
}
