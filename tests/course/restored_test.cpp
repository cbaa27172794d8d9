// A run of any lab of the course goes on after it was saved as if it had not been.
#include <doctest/doctest.h>

#include <chrono>
#include <random>
#include <span>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "examples/course.h"
#include "tests/engine/told.h"
#include "tests/examples.h"

using namespace unfold;
using unfold::testing::told;

namespace {

void advance(Session& session, int calls) {
  for (int i = 0; i < calls; ++i) session.advance();
}

int calls_within(Session& session, int most_steps, double seconds) {
  const auto start = std::chrono::steady_clock::now();
  const auto is_over = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() >
           seconds;
  };
  int calls = 0;
  for (; !session.done() && session.steps_done() < most_steps && !is_over(); ++calls) {
    session.advance();
  }
  return calls;
}

// Compares a run of some steps with the same run saved and restored at a random call.
void check_restored(const LabEntry& lab, const Preset& preset, std::mt19937& random) {
  Session uninterrupted(lab, preset.name, {});
  const int calls = calls_within(uninterrupted, 30, 0.03);
  const int saved_at = static_cast<int>(random() % (calls + 1));
  CAPTURE(calls);
  CAPTURE(saved_at);
  Session first(lab, preset.name, {});
  advance(first, saved_at);
  Session second = Session::load(first.save(), labs());
  CHECK(second.steps_done() == first.steps_done());
  CHECK(second.is_within_step() == first.is_within_step());
  advance(second, calls - saved_at);
  CHECK(second.fingerprint() == uninterrupted.fingerprint());
  CHECK(told(second) == told(uninterrupted));
}

}  // namespace

TEST_CASE("every preset of every lab goes on bit for bit when it is restored") {
  std::mt19937 random(1848);
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    const int presets = examples(static_cast<int>(lab.presets.size()));
    for (const Preset& preset : std::span(lab.presets).first(presets)) {
      CAPTURE(preset.name);
      try {
        check_restored(lab, preset, random);
      } catch (const Refusal& refusal) {
        REQUIRE_MESSAGE(refusal.code() == "missing-data", refusal.what());
        MESSAGE("skipped " << lab.about.id << " " << preset.name << ": "
                           << std::string(refusal.what()));
      }
    }
  }
}
