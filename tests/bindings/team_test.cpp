#include "bindings/cli/team.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "examples/course.h"

namespace unfold {
namespace {

struct Run {
  const char* lab;
  std::map<std::string, std::string> inputs;
  int steps;
};

std::string fingerprint(const Run& run, int members) {
  Session session(find_lab(run.lab), "", run.inputs);
  Team team(session, members);
  while (session.steps_done() < run.steps) team.advance();
  return session.fingerprint();
}

TEST_CASE("a team of any size computes the bits of one that works alone") {
  const Run runs[] = {{"long-sentence", {{"hidden", "96"}}, 3},
                      {"time-series", {{"hidden", "192"}, {"cell", "gru"}}, 4},
                      {"translation", {{"units", "192"}, {"training_pairs", "300"}}, 3},
                      {"date-format", {{"hidden", "128"}, {"batch", "64"}}, 3},
                      {"embedding-map", {{"words", "5000"}, {"theta", "0.3"}}, 3}};
  for (const Run& run : runs) {
    CAPTURE(run.lab);
    Session alone(find_lab(run.lab), "", run.inputs);
    CHECK(alone.open_parts() > 1);
    while (alone.steps_done() < run.steps) alone.advance();
    for (const int members : {1, 2, 3, 5}) {
      CAPTURE(members);
      CHECK(fingerprint(run, members) == alone.fingerprint());
    }
  }
}

TEST_CASE("tests between steps are shared too") {
  const Run runs[] = {
      {"date-format", {{"hidden", "128"}, {"test_every", "1"}}, 1},
      {"char-rnn", {{"hidden", "128"}, {"test_every", "1"}, {"test_size", "2000"}}, 1}};
  for (const Run& run : runs) {
    CAPTURE(run.lab);
    Session alone(find_lab(run.lab), "", run.inputs);
    bool is_shared = false;
    while (alone.steps_done() < run.steps) {
      is_shared |= alone.is_within_step() && alone.open_parts() > 1;
      alone.advance();
    }
    CHECK(is_shared);
    for (const int members : {2, 3}) CHECK(fingerprint(run, members) == alone.fingerprint());
  }
}

TEST_CASE("a step that is too small to be cut is taken by one") {
  const Run run{"hihello", {}, 3};
  CHECK(Session(find_lab(run.lab), "", run.inputs).open_parts() == 1);
  CHECK(fingerprint(run, 2) == fingerprint(run, 1));
}

TEST_CASE("what is asked of a session in the middle of a step completes it first") {
  const std::map<std::string, std::string> inputs{{"hidden", "96"}};
  const LabEntry& lab = find_lab("long-sentence");
  Session open(lab, "", inputs), closed(lab, "", inputs);
  open.open_parts();
  open.compute_parts(1, 1);
  closed.advance();
  const std::string file = open.save();
  CHECK(open.steps_done() == 1);
  CHECK(open.fingerprint() == closed.fingerprint());

  Session replica(lab, "", inputs);
  replica.catch_up(read_saved_run(file));
  CHECK(replica.fingerprint() == closed.fingerprint());
  open.open_parts();
  open.set("learning_rate", "0.01");
  CHECK(open.steps_done() == 2);
}

}  // namespace
}  // namespace unfold
