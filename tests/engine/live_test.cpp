// What changes in the middle of a run.
#include <doctest/doctest.h>

#include <cmath>

#include "engine/lab/session.h"
#include "tests/engine/long_lab.h"
#include "tests/engine/test_lab.h"

using namespace unfold;
using unfold::testing::long_lab;
using unfold::testing::test_lab;

namespace {

using Inputs = std::map<std::string, std::string>;

std::span<const LabEntry> course() {
  static const LabEntry labs[] = {test_lab(), long_lab()};
  return labs;
}

Session started(const Inputs& inputs = {}) { return Session(test_lab(), "", inputs); }

Session advanced(Session session, int calls) {
  for (int i = 0; i < calls; ++i) session.advance();
  return session;
}

Session finished(Session session) {
  while (!session.done()) session.advance();
  return session;
}

template <typename Work>
std::string refused(Work work) {
  try {
    work();
  } catch (const Refusal& refusal) {
    const std::string message = refusal.what();
    CHECK_MESSAGE(message.find_first_of("{}") == std::string::npos, message);
    return refusal.input() + " " + refusal.code();
  }
  return "";
}

std::vector<float> weights(const Session& session) { return session.report().curves()[0].y; }

}  // namespace

TEST_CASE("a live input changes in the middle of a run, from the next step on") {
  Session session = advanced(started(), 2);
  session.set("rate", "2");
  CHECK(weights(finished(std::move(session))) == std::vector<float>{.5f, .25f, .5f, 1, 2});
}

TEST_CASE("a run tells what it began with and what changed when, and how its inputs are now") {
  Session session = advanced(started({{"rate", "0.25"}}), 2);
  session.set("rate", "1e0");
  CHECK(session.inputs().at("rate") == "0.25");
  CHECK(session.inputs().at("at.2.rate") == "1");
  CHECK(session.form().find("rate")->print() == "1");
  CHECK(session.first_values() == Inputs{{"rate", "0.25"}});
}

TEST_CASE("the inputs of a run with its changes give the same run again") {
  Session session = advanced(started(), 2);
  session.set("rate", "2");
  session = advanced(std::move(session), 1);
  session.set("rate", "0.5");
  session.set("steps", "7");
  session = finished(std::move(session));
  Session again = finished(started(session.inputs()));
  CHECK(again.total() == 7);
  CHECK(weights(again) == weights(session));
  CHECK(again.fingerprint() == session.fingerprint());
  CHECK(again.inputs() == session.inputs());
}

TEST_CASE("a saved run has its changes, those to come too") {
  Session session = advanced(started({{"at.4.rate", "8"}}), 1);
  session.set("rate", "2");
  const std::string file = advanced(std::move(session), 1).save();
  Session restored = Session::load(file, course());
  CHECK(restored.form().find("rate")->print() == "2");
  CHECK(restored.inputs().at("rate") == "0.5");
  CHECK(restored.save() == file);
  CHECK(weights(finished(std::move(restored))) == std::vector<float>{.5f, 1, 2, 4, 8});
}

TEST_CASE("what is set anew forgets what was to come of the same input") {
  Session session = advanced(started({{"at.1.rate", "4"}, {"at.4.rate", "8"}}), 2);
  session.set("rate", "2");
  CHECK(session.inputs().count("at.4.rate") == 0);
  CHECK(weights(finished(std::move(session))) == std::vector<float>{.5f, 2, 4, 8, 16});
}

TEST_CASE("a change that is taken back at the same step has never been") {
  Session session = advanced(started(), 2);
  session.set("rate", "2");
  CHECK(session.preset() == nullptr);
  session.set("rate", "0.5");
  CHECK(session.inputs().count("at.2.rate") == 0);
  CHECK(session.preset() != nullptr);
  CHECK(finished(std::move(session)).fingerprint() == finished(started()).fingerprint());
}

TEST_CASE("the fingerprint of a run is another once a live input has changed, and not before") {
  Session session = advanced(started({{"at.3.rate", "2"}}), 2);
  CHECK(session.fingerprint() == advanced(started(), 2).fingerprint());
  session = advanced(std::move(session), 1);
  CHECK(session.fingerprint() != advanced(started(), 3).fingerprint());
}

TEST_CASE("a run of changed inputs is no preset's any more: nothing more is compared") {
  Session session = advanced(started(), 2);
  const std::size_t rows = session.published().size();
  session.set("rate", "2");
  CHECK(finished(std::move(session)).published().size() == rows);
}

TEST_CASE("a run that is done goes on for some steps more, as the longer one") {
  Session session = finished(started());
  session.extend(3);
  CHECK_FALSE(session.done());
  CHECK(session.total() == 8);
  CHECK(session.preset() != nullptr);
  Session longer = finished(started({{"steps", "8"}}));
  session = finished(std::move(session));
  CHECK(weights(session) == weights(longer));
  CHECK(session.fingerprint() == longer.fingerprint());
  CHECK(session.inputs().at("at.5.steps") == "8");
  CHECK(refused([&] { session.extend(100'000); }) == "steps out-of-range");
}

TEST_CASE("a run can be made shorter, but not than it is") {
  Session session = advanced(started(), 3);
  CHECK(refused([&] { session.set("steps", "2"); }) == "steps steps-are-done");
  CHECK(session.total() == 5);
  session.set("steps", "3");
  CHECK(session.done());
}

TEST_CASE("a change in a long step comes after it") {
  Session session(long_lab(), "", {{"steps", "4"}});
  while (!session.is_within_step()) session.advance();
  CHECK(session.steps_done() == 3);
  session.set("steps", "6");
  CHECK(session.total() == 4);
  const std::string file = session.save();
  session = finished(std::move(session));
  CHECK(session.steps_done() == 6);
  CHECK(session.inputs().at("at.4.steps") == "6");
  Session restored = finished(Session::load(file, course()));
  CHECK(restored.fingerprint() == session.fingerprint());
}

TEST_CASE("what cannot change in the middle of a run is refused, and what can is named") {
  Session session = advanced(started(), 2);
  CHECK(refused([&] { session.set("hidden", "3"); }) == "hidden not-live");
  CHECK(refused([&] { session.set("lost", "3"); }) == " unknown-input");
  CHECK(refused([&] { session.set("rate", "abc"); }) == "rate not-a-number");
  CHECK(refused([&] { session.set("rate", "3", 1); }) == "rate step-is-past");
  CHECK(refused([&] { started({{"at.3.hidden", "3"}}); }) == "hidden not-live");
  CHECK(refused([&] { started({{"at.3.rate", "11"}}); }) == "rate out-of-range");
  CHECK(refused([&] { started({{"at.x.rate", "1"}}); }) == " unknown-input");
  CHECK(refused([&] { started({{"at.-1.rate", "1"}}); }) == " unknown-input");
  try {
    session.set("hidden", "3");
  } catch (const Refusal& refusal) {
    CHECK(refusal.values().at("allowed") == "rate, steps");
  }
  CHECK(weights(finished(std::move(session))) == weights(finished(started())));
}

TEST_CASE("a curve that leaves the finite numbers ends the run and says since when") {
  Session session = finished(started({{"rate", "10"}, {"steps", "60"}}));
  CHECK(session.steps_done() == 39);
  CHECK(session.done());
  CHECK(std::isinf(weights(session).back()));
  REQUIRE(session.trouble());
  CHECK(session.trouble()->code() == "diverged");
  CHECK(session.trouble()->values().at("step") == "38");
  CHECK(session.fingerprint() ==
        finished(started({{"rate", "10"}, {"steps", "60"}})).fingerprint());
}

TEST_CASE("nothing is shown of a run whose curve has left the finite numbers but its curves") {
  Session session = finished(started({{"rate", "10"}, {"steps", "60"}}));
  session.look();
  CHECK(session.report().curves().size() == 1);
  CHECK(session.report().texts().empty());
  CHECK(session.report().matrices().empty());
  CHECK(session.report().tables().empty());
  Session restored = Session::load(session.save(), course());
  CHECK(restored.done());
  REQUIRE(restored.trouble());
  CHECK(std::string(restored.trouble()->what()) == session.trouble()->what());
}
