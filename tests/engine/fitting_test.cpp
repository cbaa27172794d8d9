// Fitting: which inputs are the reader's own, and what is noted of the others.
#include <doctest/doctest.h>

#include "engine/lab/fitting.h"
#include "tests/engine/test_lab.h"

using namespace unfold;
using unfold::testing::test_refusals;
using unfold::testing::TestLab;

TEST_CASE("an input is the reader's own where it says something else than the preset") {
  const BoundForm bound = bound_form<TestLab::Inputs>();
  bound.form.read({{"hidden", "3"}});  // as a preset does
  const Fitting fitting(bound.form, {{"hidden", " 3 "}, {"rate", "5e-1"}, {"word", "hallo"}});
  CHECK_FALSE(fitting.is_own("hidden"));
  CHECK_FALSE(fitting.is_own("rate"));
  CHECK(fitting.is_own("word"));
  CHECK(fitting.is_any_own({"hidden", "word"}));
  CHECK_FALSE(fitting.is_any_own({"hidden", "seed"}));
  CHECK(bound.form.find("word")->print() == "hallo");
}

TEST_CASE("a note has the label, the value as it is now, and the way back to the preset") {
  const BoundForm bound = bound_form<TestLab::Inputs>();
  auto& inputs = *static_cast<TestLab::Inputs*>(bound.inputs.get());
  Fitting fitting(bound.form, {{"word", "hallo"}, {"hidden", "9"}});
  inputs.hidden = 4;
  fitting.note<test_refusals>("hidden", "rounded", {}, {"hidden", "word", "rate"});
  REQUIRE(fitting.notes().size() == 1);
  const Note& note = fitting.notes()[0];
  CHECK(note.input == "hidden");
  CHECK(note.message == "Hidden units is 4 here: it must be even.");
  CHECK(note.value == "4");
  CHECK(note.way_back == std::map<std::string, std::string>{{"hidden", "2"}, {"word", "hello"}});
}

TEST_CASE("inputs that nobody has set are fitted without a word") {
  Fitting fitting;
  fitting.note<test_refusals>("hidden", "rounded", {}, {"hidden"});
  CHECK(fitting.notes().empty());
  CHECK_FALSE(fitting.is_own("hidden"));
}
