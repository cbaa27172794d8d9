#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <span>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "examples/course.h"
#include "tests/engine/long_lab.h"
#include "tests/engine/test_lab.h"
#include "tests/engine/told.h"

using namespace unfold;
using unfold::testing::long_lab;
using unfold::testing::test_lab;
using unfold::testing::told;

namespace {

using Inputs = std::map<std::string, std::string>;

std::span<const LabEntry> course() {
  static const LabEntry labs[] = {test_lab(), long_lab()};
  return labs;
}

void advance(Session& session, int calls) {
  for (int i = 0; i < calls; ++i) session.advance();
}

Session finished(Session session) {
  while (!session.done()) session.advance();
  return session;
}

std::string saved_after(int calls, const Inputs& inputs = {}) {
  Session session(long_lab(), "", inputs);
  advance(session, calls);
  return session.save();
}

std::string refusal_code(std::string_view file) {
  try {
    Session::load(file, course());
  } catch (const Refusal& refusal) {
    return refusal.code();
  }
  return "";
}

template <typename Change>
std::string changed(const std::string& file, Change change) {
  SavedRun run = read_saved_run(file);
  change(run);
  return write_saved_run(run);
}

// Changes a byte of what a lab keeps beside its weights, under a hash that is right again: it is
// refused or goes on. The sanitizers watch.
void check_forged(const std::string& lab, const Inputs& inputs, int calls, std::mt19937& random) {
  CAPTURE(lab);
  Session session(find_lab(lab), "", inputs);
  advance(session, calls);
  const SavedRun sound = read_saved_run(session.save());
  int refused = 0;
  for (int i = 0; i < 60; ++i) {
    SavedRun run = sound;
    auto& entry = run.state[random() % run.state.size()];
    CAPTURE(entry.name);
    if (entry.type != SafeTensors::Type::u8 || entry.bytes.empty()) continue;
    entry.bytes[random() % entry.bytes.size()] = static_cast<char>(random());
    try {
      Session forged = Session::load(read_saved_run(write_saved_run(run)), labs());
      advance(forged, 3);
      CHECK(!forged.fingerprint().empty());
    } catch (const Refusal& refusal) {
      CHECK(refusal.code() == "other-version");
      ++refused;
    }
  }
  CHECK(refused > 0);
}

}  // namespace

TEST_CASE("a restored run goes on bit for bit, wherever it was saved, also within a long step") {
  Session uninterrupted = finished(Session(long_lab(), "", {}));
  const int calls = 20 + 5 * 3;
  bool was_within = false;
  for (int call = 0; call <= calls; ++call) {
    CAPTURE(call);
    Session session = Session::load(saved_after(call), course());
    was_within = was_within || session.is_within_step();
    session = finished(std::move(session));
    CHECK(session.fingerprint() == uninterrupted.fingerprint());
    CHECK(told(session) == told(uninterrupted));
  }
  CHECK(was_within);
}

TEST_CASE("saving changes nothing of the run that is saved") {
  Session session(long_lab(), "", {});
  while (!session.done()) {
    session.save();
    session.advance();
  }
  Session untouched = finished(Session(long_lab(), "", {}));
  CHECK(session.fingerprint() == untouched.fingerprint());
  CHECK(told(session) == told(untouched));
}

TEST_CASE("a run saved again is the same file") {
  const std::string file = saved_after(9);
  CHECK(Session::load(file, course()).save() == file);
}

TEST_CASE("all that is reported is restored, with its words") {
  Session before(long_lab(), "", {});
  advance(before, 13);
  const Session after = Session::load(before.save(), course());
  const Report& report = after.report();
  CHECK(report.step() == before.steps_done());
  REQUIRE(report.curves().size() == 2);
  CHECK(report.curves()[0].name == "walk");
  CHECK(report.curves()[0].y == before.report().curves()[0].y);
  CHECK(report.curves()[0].x.capacity() >= 20);
  REQUIRE(report.levels().size() == 2);
  CHECK(report.levels()[1].curve == "rarely");
  CHECK(report.levels()[1].name == "start");
  CHECK(report.levels()[1].value == before.report().levels()[1].value);
  CHECK(report.texts()[0].target == "target");
  CHECK(report.matrices()[0].labels.axes == std::vector<std::string>{"row", "column"});
  CHECK(report.matrices()[0].labels.ticks == std::vector<std::vector<std::string>>{{"a", "b"}, {}});
  CHECK(report.matrices()[1].values.empty());
  CHECK(report.tables()[0].table.rows.size() == 2);
  REQUIRE(report.plots()[0].plot.lines.size() == 2);
  CHECK(report.plots()[0].plot.lines[0].x.empty());
  CHECK(report.plots()[0].plot.x_axis == "step");
  CHECK(report.plots()[0].plot.logarithmic);
  CHECK(report.images()[0].captions == std::vector<std::string>{"caption"});
  CHECK(report.images()[0].wrong == std::vector<bool>{true});
  CHECK(report.points()[0].words == before.report().points()[0].words);
  CHECK(report.points()[0].counts == std::vector<float>(25, 1));
  CHECK(report.points()[0].at.values()[2] == 1);
  const Graph &graph = report.graphs()[0].graph, &saved = before.report().graphs()[0].graph;
  REQUIRE(graph.nodes.size() == 2);
  CHECK(graph.input == "word");
  CHECK(graph.nodes[0].name == "x");
  CHECK(graph.nodes[0].gradient.values()[1] == saved.nodes[0].gradient.values()[1]);
  CHECK(graph.nodes[1].rule == "tanh({a})");
  CHECK(graph.nodes[1].value.empty());
  REQUIRE(graph.nodes[1].reads.size() == 1);
  CHECK(graph.nodes[1].reads[0].rule == "{dy}");
  CHECK(graph.nodes[1].reads[0].value.values()[0] == saved.nodes[1].reads[0].value.values()[0]);
  CHECK(report.invariants()[0].expected == 1);
}

TEST_CASE("a report outlives the session that restored it") {
  const auto restored = [] { return Session::load(saved_after(5), course()).report(); };
  CHECK(restored().curves()[0].name == "walk");
}

TEST_CASE("a restored run has the inputs and the preset that it was saved with") {
  Session session(long_lab(), "short", {{"drawing", "0,1;0.5,0.25"}, {"steps", "7"}});
  const Session restored = Session::load(session.save(), course());
  CHECK(restored.entry().about.id == "long-lab");
  CHECK(restored.preset_name() == "short");
  CHECK(restored.form().print() == session.form().print());
  CHECK(restored.total() == 7);
}

TEST_CASE("a saved run tells others what it is") {
  const SafeTensors file = read_safetensors(saved_after(7));
  CHECK(file.metadata.at("format") == "unfold");
  CHECK(file.metadata.at("lab") == "long-lab");
  CHECK(file.metadata.at("step") == "4");
  CHECK(file.metadata.at("input.word") == "hello\n\"세계\"");
  const auto weight = std::find_if(file.entries.begin(), file.entries.end(),
                                   [](const auto& entry) { return entry.name == "walk/weight"; });
  REQUIRE(weight != file.entries.end());
  CHECK(weight->shape == Shape{2, 2});
}

TEST_CASE("a file that is cut or of another kind is refused") {
  const std::string file = saved_after(6);
  for (std::size_t size = 0; size < file.size(); size += 97) {
    CHECK(refusal_code(file.substr(0, size)) == "damaged-save");
  }
  CHECK(refusal_code("PK\x03\x04 a zip file, most likely") == "damaged-save");
  CHECK(refusal_code(write_safetensors({{{"format", "pt"}}, {}})) == "damaged-save");
}

TEST_CASE("a file with any bit changed is refused, or it is the same run") {
  const std::string file = saved_after(6);
  Session sound = Session::load(file, course());
  for (std::size_t i = 0; i < file.size(); i += 13) {
    CAPTURE(i);
    std::string damaged = file;
    damaged[i] ^= static_cast<char>(1 << i % 8);
    const std::string code = refusal_code(damaged);
    if (code.empty()) CHECK(Session::load(damaged, course()).save() == file);
    if (!code.empty()) CHECK(code == "damaged-save");
  }
}

TEST_CASE("a state that was changed under a right hash is refused or goes on") {
  std::mt19937 random(2017);
  std::string text;
  for (int i = 0; i < 3000; ++i) text += static_cast<char>('a' + i * i % 23);
  provide_data("forged.txt", text);
  const Inputs reading = {{"corpus", "forged.txt"},
                          {"hidden", "32"},
                          {"layers", "1"},
                          {"batch", "2"},
                          {"time_steps", "8"}};
  for (const int calls : {1, 2, 3, 40}) check_forged("char-rnn", reading, calls, random);
  const Inputs remembering = {{"length", "400"}, {"batch", "10"}};
  check_forged("binary-memory", remembering, 3, random);
  check_forged("gradient-flow", {{"hidden", "4"}, {"distance", "5"}, {"batch", "4"}}, 3, random);
  check_forged("dropout", {{"hidden", "4"}}, 3, random);
  check_forged("hihello", {}, 3, random);
  forget_data("forged.txt");
}

TEST_CASE("a random stream of nothing but zeros is refused before it is drawn from for ever") {
  const auto zeroed = [](const std::string& lab, std::string_view stream) {
    Session session(find_lab(lab), "", {});
    session.advance();
    SavedRun run = read_saved_run(session.save());
    for (auto& entry : run.state) {
      if (entry.name == stream) entry.bytes.assign(entry.bytes.size(), '\0');
    }
    return write_saved_run(run);
  };
  for (const auto& one :
       {std::pair("gradient-flow", "random"), std::pair("binary-memory", "epoch_start")}) {
    const char* lab = one.first;
    CAPTURE(lab);
    try {
      Session::load(zeroed(lab, one.second), labs());
      FAIL("taken");
    } catch (const Refusal& refusal) {
      CHECK(refusal.code() == "damaged-save");
      CHECK(refusal.values().at("reason") == "\"" + std::string(one.second) + "\" is damaged");
    }
  }
}

TEST_CASE("a run of a lab that is not here is refused") {
  CHECK(refusal_code(changed(saved_after(1), [](SavedRun& run) { run.lab = "lost-lab"; })) ==
        "unknown-lab");
}

TEST_CASE("a run of a lab that has changed since is refused") {
  const std::string file = saved_after(6);
  CHECK(refusal_code(changed(file, [](SavedRun& run) { run.fingerprint = "0"; })) ==
        "other-version");
  CHECK(refusal_code(changed(file, [](SavedRun& run) { run.state.pop_back(); })) ==
        "other-version");
  CHECK(refusal_code(changed(file, [](SavedRun& run) { run.state[0].shape = {4}; })) ==
        "other-version");
  CHECK(refusal_code(changed(file, [](SavedRun& run) { run.inputs["lost"] = "1"; })) ==
        "unknown-input");
}

TEST_CASE("a run goes on with the reader's own file that it was saved with and with no other") {
  provide_data("mine.txt", "abc");
  const std::string file = saved_after(6, {{"file", "mine.txt"}});
  CHECK(refusal_code(file) == "");
  provide_data("mine.txt", "abd");
  CHECK(refusal_code(file) == "other-data");
  forget_data("mine.txt");
  CHECK(refusal_code(file) == "missing-data");
}
