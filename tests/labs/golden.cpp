#include "tests/labs/golden.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "bindings/cli/transcript.h"
#include "engine/lab/session.h"
#include "examples/course.h"

namespace unfold {
namespace {

void write_run(const LabEntry& lab, const Inputs& inputs, std::ostream& out) {
  const auto json = json_transcript(out);
  Session session(lab, "", inputs);
  while (!session.done()) {
    session.advance();
    if (session.is_within_step()) continue;
    if (session.done()) session.look();
    json->step(session, session.done());
  }
}

void write_fingerprint(const LabEntry& lab, std::string_view preset, const Inputs& inputs,
                       std::ostream& out) {
  Session session(lab, preset, inputs);
  while (!session.done()) session.advance();
  out << "{\"preset\":\"" << preset << "\",\"fingerprint\":\"" << session.fingerprint() << "\"}\n";
}

}  // namespace

void check_golden(std::string_view id, const Inputs& inputs,
                  std::initializer_list<std::string_view> without) {
  CAPTURE(id);
  const LabEntry& lab = find_lab(id);
  std::ostringstream here;
  write_run(lab, inputs, here);
  for (const Preset& preset : lab.presets) {
    const bool is_left_out =
        std::find(without.begin(), without.end(), preset.name) != without.end();
    if (!is_left_out) write_fingerprint(lab, preset.name, inputs, here);
  }
  const std::string path = "tests/goldens/" + std::string(id) + ".jsonl";
  if (std::getenv("UNFOLD_WRITE_GOLDENS")) std::ofstream(path) << here.str();
  std::ifstream file(path);
  REQUIRE(file);
  const std::string golden{std::istreambuf_iterator<char>(file), {}};
  CHECK((here.str() == golden));
}

}  // namespace unfold
