// What changes in the middle of a run of each lab.
#include <cmath>

#include "engine/text/number_text.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

constexpr int before = 3, after = 3;

void advance(Session& session, int steps) {
  const int goal = session.steps_done() + steps;
  while (!session.done() && session.steps_done() < goal) session.advance();
}

// Half way between the value and the lower limit, or the upper one.
std::string another(const Field& field) {
  const double value = *read_number(field.print());
  const double towards = value > field.min_ ? field.min_ : field.max_;
  const double moved = (value + towards) / 2;
  return number_text(field.kind == Field::Kind::integer ? std::ceil(moved) : moved);
}

// Every live input changes at once.
void change_all(Session& session) {
  std::map<std::string, std::string> values;
  for (const Field& field : session.form().fields()) {
    if (field.live_ && !field.lengthens_) values[std::string(field.name)] = another(field);
  }
  for (const auto& [name, value] : values) session.set(name, value);
  if (session.total() > 1) session.extend(1);
}

void check_live(const LabEntry& lab) {
  CAPTURE(lab.about.id);
  Session session(lab, "", small_inputs(lab));
  advance(session, before);
  change_all(session);
  const std::string file = session.save();
  Session restored = Session::load(file, labs());
  advance(session, after);
  advance(restored, after);
  Session again(lab, "", session.inputs());
  advance(again, before + after);
  CHECK(restored.fingerprint() == session.fingerprint());
  CHECK(again.fingerprint() == session.fingerprint());
  CHECK(again.total() == session.total());
}

// The losses of some steps, after the first of which one input changes.
std::vector<float> losses(const LabEntry& lab, const Inputs& inputs, const Inputs& changes) {
  Session session(lab, "", with(small_inputs(lab), inputs));
  advance(session, 1);
  for (const auto& [input, value] : changes) session.set(input, value);
  advance(session, after);
  for (const auto& curve : session.report().curves()) {
    if (curve.name.starts_with("loss")) return curve.y;
  }
  return {};
}

bool has_data(const LabEntry& lab) {
  try {
    Session session(lab, "", {});
  } catch (const Refusal& refusal) {
    REQUIRE_MESSAGE(refusal.code() == "missing-data", refusal.what());
    MESSAGE("skipped " << lab.about.id << ": " << std::string(refusal.what()));
    return false;
  }
  return true;
}

}  // namespace

TEST_CASE(
    "a run of every lab whose live inputs have changed is the same again, saved or begun anew") {
  for (const LabEntry& lab : labs()) {
    if (has_data(lab)) check_live(lab);
  }
}

TEST_CASE("every lab that trains can be lengthened, and its learning rate is live") {
  for (const LabEntry& lab : labs()) {
    if (!has_data(lab)) continue;
    CAPTURE(lab.about.id);
    Session session(lab, "", small_inputs(lab));
    if (session.total() == 1) continue;
    const int total = session.total();
    session.extend(1);
    CHECK(session.total() > total);
    const Field* rate = session.form().find("learning_rate");
    REQUIRE(rate != nullptr);
    CHECK(rate->live_);
    const double another = rate->min_ > 0 ? rate->min_ : rate->max_;  // 0 is automatic
    const auto changed = losses(lab, {}, {{"learning_rate", number_text(another)}});
    const auto unchanged = losses(lab, {}, {});
    CHECK(changed != unchanged);
    CHECK(changed.front() == unchanged.front());
  }
}

TEST_CASE("clipping and the keep probability change what is learnt from then on") {
  const Inputs large = {{"learning_rate", "1"}, {"optimizer", "sgd"}};
  const auto differ = [&](std::string_view lab, const Inputs& inputs, const Inputs& changes) {
    return losses(find_lab(lab), inputs, changes) != losses(find_lab(lab), inputs, {});
  };
  CHECK(differ("gradient-flow", large, {{"clip_norm", "0.001"}}));
  CHECK(differ("date-format", large, {{"clip", "0.001"}}));
  CHECK(differ("dropout", {}, {{"keep", "0.9"}}));
}

TEST_CASE("a falling rate depends on the step and the inputs as they are, not on what they were") {
  const Inputs short_run = {{"languages", "en"}, {"steps", "4"}, {"final_rate", "0"}};
  Session lengthened(find_lab("date-format"), "", with(short_run, {{"at.2.steps", "8"}}));
  Session longer(find_lab("date-format"), "", with(short_run, {{"steps", "8"}}));
  advance(lengthened, 6);
  advance(longer, 6);
  const auto& a = curve(lengthened, "loss").y;
  const auto& b = curve(longer, "loss").y;
  CHECK(a[1] == b[1]);  // the first step's rate is the same
  CHECK(a[2] != b[2]);
  CHECK(lengthened.total() == 8);
}

TEST_CASE("a loss that is no number any more ends a run and says what to lower") {
  Session session(find_lab("dropout"), "",
                  {{"learning_rate", "10"}, {"optimizer", "sgd"}, {"cell", "rnn"}});
  finish(session);
  REQUIRE(session.trouble());
  CHECK(session.trouble()->code() == "diverged-rate");
  CHECK(session.trouble()->input() == "learning_rate");
  CHECK(session.report().plots().empty());
}
