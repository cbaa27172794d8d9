// Runs of labs in tests, and what they reported, by name: a test fails where nothing has the name.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "examples/course.h"

namespace unfold {

using Inputs = std::map<std::string, std::string>;

// The first inputs, with the others in their place or beside them.
Inputs with(Inputs inputs, const Inputs& others);

// With these a step of any lab is a short one.
Inputs small_inputs(const LabEntry& lab);

void finish(Session& session);
Session run(std::string_view lab, std::string_view preset = "", const Inputs& inputs = {});

const Report::Curve& curve(const Session& session, std::string_view name);
float last(const Session& session, std::string_view curve);
float level(const Session& session, std::string_view name);
const Report::Text& text(const Report& report, std::string_view name);
const Tensor& matrix(const Report& report, std::string_view name);
const Table& table(const Report& report, std::string_view name);
const Plot& plot(const Report& report, std::string_view name);
std::vector<float> line(const Report& report, std::string_view plot, std::string_view name);
const Report::Images& images(const Report& report, std::string_view name);

// The labs of the first chapter, which compute at once.
std::vector<LabEntry> basic_labs();

void check_finite(const Session& session);
// All published numbers of the preset come out, and all invariants hold.
void check_agreement(const Session& session);

// "field code" of each note, one after another.
std::string noted(const Session& session);

// "field code", or "" if nothing is refused.
template <typename Work>
std::string refusal(Work work) {
  try {
    work();
  } catch (const Refusal& refusal) {
    const std::string message = refusal.what();
    CHECK(message.find_first_of("{}") == std::string::npos);
    return refusal.input() + " " + refusal.code();
  }
  return "";
}

}  // namespace unfold
