// What is seen of a lab before its first step.
#include <doctest/doctest.h>

#include "engine/lab/session.h"
#include "examples/course.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

std::size_t count_of_reports(const Report& report) {
  return report.texts().size() + report.matrices().size() + report.tables().size() +
         report.plots().size() + report.images().size() + report.points().size() +
         report.graphs().size();
}

void finish_step(Session& session) {
  do session.advance();
  while (session.is_within_step());
}

}  // namespace

TEST_CASE("a lab that trains shows its data and the untrained model before the first step") {
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    Session session(lab, "", {});
    session.look();
    CHECK((count_of_reports(session.report()) > 0) == (session.total() > 1));
    CHECK(session.report().curves().empty());
    CHECK(session.published().empty());
  }
}

TEST_CASE("a look before the first step leaves no trace in the run") {
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    const Inputs inputs = small_inputs(lab);
    Session watched(lab, "", inputs), unwatched(lab, "", inputs);
    watched.look();
    CHECK(watched.save() == unwatched.save());
    finish_step(watched);
    finish_step(unwatched);
    CHECK(watched.fingerprint() == unwatched.fingerprint());
    CHECK(watched.save() == unwatched.save());
  }
}
