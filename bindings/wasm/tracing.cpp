// What a network computes inside, of the whole course: a run goes on elsewhere and is followed here.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <climits>
#include <optional>
#include <stdexcept>
#include <string>

#include "bindings/wasm/errors.h"
#include "bindings/wasm/values.h"
#include "engine/lab/session.h"
#include "engine/nn/network/trace.h"
#include "engine/text/number_text.h"
#include "examples/course.h"

namespace unfold::js {
namespace {

// The run that is looked into, which goes on elsewhere.
std::optional<Session> followed;

// Made anew for other inputs alone: its data are read once.
const Session& following(const SavedRun& run) {
  const bool goes_on =
      followed && followed->entry().about.id == run.lab && followed->inputs() == run.inputs;
  if (goes_on) {
    followed->follow(run);
  } else {
    followed.reset();
    followed.emplace(Session::load(run, labs()));
  }
  return *followed;
}

val numbers(const Tensor& values) {
  val result = val::object();
  result.set("shape", shape(values));
  result.set("values", array(values.values()));
  return result;
}

val cell(const Trace& trace) {
  val gates = val::object();
  for (const TracedGate& gate : trace.gates) gates.set(text(gate.name), numbers(gate.parts));
  val result = val::object();
  result.set("x", numbers(trace.x));
  result.set("gates", gates);
  result.set("c", trace.c.empty() ? val::null() : numbers(trace.c));
  result.set("h", numbers(trace.h));
  return result;
}

int whole_number(const std::string& text) {
  const auto number = read_integer(text);
  if (!number || *number < 0 || *number > INT_MAX) {
    throw std::invalid_argument("\"" + text + "\" is no place and no example.");
  }
  return static_cast<int>(*number);
}

// What is asked for beyond the last example is the last. Numbers come as text, so that it has the
// type of `exported_files`: with a type more than the parts have, the names of the module's imports
// would be others than theirs, and its JavaScript is to be the same.
val traced(const val& file, const std::string& layer, const std::string& sequence, bool backwards) {
  return crossing([&] {
    const int place = whole_number(layer), example = whole_number(sequence);
    const SavedRun run = read_saved_run(bytes(file));
    const Session& session = following(run);
    const auto network = session.network();
    const auto examples = session.examples();
    if (!network || !examples) return val::null();
    const int count = examples->x.size(0), number = std::min(example, count - 1);
    const auto trace =
        unfold::trace(*network, session.variables().named(), *examples, {place, number, backwards});
    val result = val::object();
    result.set("step", run.step);
    result.set("examples", count);
    result.set("example", number);
    result.set("reads", strings(examples->read_by(number)));
    result.set("cell", trace ? cell(*trace) : val::null());
    return result;
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(tracing) { emscripten::function("traced", &traced); }

}  // namespace unfold::js
