#include "tests/labs/lab_run.h"

#include <algorithm>
#include <cmath>

#include "engine/text/number_text.h"

namespace unfold {
namespace {

template <typename Items>
const auto& named(const Items& items, std::string_view name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.name == name; });
  CAPTURE(name);
  REQUIRE(found != items.end());
  return *found;
}

}  // namespace

Inputs with(Inputs inputs, const Inputs& others) {
  for (const auto& [name, value] : others) inputs[name] = value;
  return inputs;
}

Inputs small_inputs(const LabEntry& lab) {
  Inputs inputs;
  const BoundForm bound = lab.form();
  const auto give = [&](const char* name, double value) {
    const Field* field = bound.form.find(name);
    if (field != nullptr) inputs[name] = number_text(std::max(value, field->min_));
  };
  give("test_every", 2);
  give("test_size", 64);
  for (const char* name : {"test_pairs", "held_out", "hidden", "units", "batch", "batch_size"}) {
    give(name, 8);
  }
  return inputs;
}

void finish(Session& session) {
  while (!session.done()) session.advance();
  session.look();
}

Session run(std::string_view lab, std::string_view preset, const Inputs& inputs) {
  Session session(find_lab(lab), preset, inputs);
  finish(session);
  return session;
}

const Report::Curve& curve(const Session& session, std::string_view name) {
  return named(session.report().curves(), name);
}

float last(const Session& session, std::string_view name) { return curve(session, name).y.back(); }

float level(const Session& session, std::string_view name) {
  return named(session.report().levels(), name).value;
}

const Report::Text& text(const Report& report, std::string_view name) {
  return named(report.texts(), name);
}

const Tensor& matrix(const Report& report, std::string_view name) {
  return named(report.matrices(), name).values;
}

const Table& table(const Report& report, std::string_view name) {
  return named(report.tables(), name).table;
}

const Plot& plot(const Report& report, std::string_view name) {
  return named(report.plots(), name).plot;
}

std::vector<float> line(const Report& report, std::string_view of_plot, std::string_view name) {
  const auto y = named(plot(report, of_plot).lines, name).y.values();
  return {y.begin(), y.end()};
}

const Report::Images& images(const Report& report, std::string_view name) {
  return named(report.images(), name);
}

std::vector<LabEntry> basic_labs() {
  std::vector<LabEntry> basics;
  for (const LabEntry& lab : labs()) {
    if (lab.about.chapter == Chapter::basics) basics.push_back(lab);
  }
  return basics;
}

std::string noted(const Session& session) {
  std::string all;
  for (const Note& note : session.notes()) {
    all += (all.empty() ? "" : ", ") + note.input + " " + note.code;
  }
  return all;
}

void check_finite(const Session& session) {
  for (const auto& matrix : session.report().matrices()) {
    CAPTURE(matrix.name);
    bool finite = true;
    for (const float value : matrix.values.values()) finite = finite && std::isfinite(value);
    CHECK(finite);
  }
  for (const auto& curve : session.report().curves()) CHECK(std::isfinite(curve.y.back()));
}

void check_agreement(const Session& session) {
  for (const Comparison& row : session.published()) {
    CAPTURE(row.name);
    CAPTURE(row.here);
    CAPTURE(row.printed);
    CHECK(row.agrees);
  }
}

}  // namespace unfold
