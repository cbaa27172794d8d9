// What a network computes inside, of the whole course: a run goes on elsewhere and is followed
// here.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <climits>
#include <optional>
#include <stdexcept>
#include <string>

#include "bindings/wasm/errors.h"
#include "bindings/wasm/values.h"
#include "engine/core/require.h"
#include "engine/lab/seen_step.h"
#include "engine/lab/session.h"
#include "engine/nn/network/network_json.h"
#include "engine/nn/network/trace.h"
#include "engine/ops/activation.h"
#include "engine/text/json.h"
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

// null for an empty one. Objects are filled here alone: each further call of a function of
// JavaScript gives the module's imports other names than the parts' have.
void put(val& object, std::string_view name, const Tensor& values) {
  val numbers = val::null();
  if (!values.empty()) {
    numbers = val::object();
    numbers.set("shape", shape(values));
    numbers.set("values", array(values.values()));
  }
  object.set(text(name), numbers);
}

val cell(const Trace& trace) {
  val gates = val::object();
  for (const TracedGate& gate : trace.gates) put(gates, gate.name, gate.parts);
  val result = val::object();
  put(result, "x", trace.x);
  result.set("gates", gates);
  put(result, "c", trace.c);
  put(result, "h", trace.h);
  return result;
}

val cell(const WayBack& back) {
  val result = cell(back.trace);
  put(result, "dh", back.dh);
  put(result, "dc", back.dc);
  put(result, "outside", back.outside);
  put(result, "x_mask", back.x_mask);
  put(result, "h_mask", back.h_mask);
  return result;
}

int whole_number(std::string_view text) {
  const auto number = read_integer(text);
  if (!number || *number < 0 || *number > INT_MAX) {
    throw std::invalid_argument("\"" + std::string(text) + "\" is no place and no example.");
  }
  return static_cast<int>(*number);
}

// "1/0": of the second network the first layer.
struct Place {
  explicit Place(std::string_view text)
      : network(whole_number(text.substr(0, text.find('/')))),
        layer(whole_number(text.substr(std::min(text.size(), text.find('/') + 1)))) {}
  int network, layer;
};

std::size_t number_of(const Place& place, const std::vector<Network>& networks) {
  return std::min<std::size_t>(place.network, networks.size() - 1);
}

// What is said of the sequence that is looked at, beside what a cell makes of it.
void write_seen(Json& json, int step, const std::vector<Network>& networks, int count, int number,
                const std::vector<std::string>& reads) {
  json.key("step").integer(step);
  json.key("networks").array([&] {
    for (const Network& network : networks) write_network(json, network);
  });
  json.key("examples").integer(count);
  json.key("example").integer(number);
  json.key("reads").array([&] {
    for (const std::string& each : reads) json.text(each);
  });
}

void write_norms(Json& json, std::string_view name, const std::vector<float>& norms) {
  json.key(name).array([&] {
    for (const float norm : norms) json.number(norm);
  });
}

void write_cell(Json& json, const SeenCell& cell) {
  json.object([&] {
    json.key("layer").integer(cell.cell.place);
    json.key("backwards").boolean(cell.cell.backwards);
    write_norms(json, "dh", cell.dh);
    write_norms(json, "dc", cell.dc);
    write_norms(json, "outside", cell.outside);
  });
}

void write_weights(Json& json, const SeenWeights& weights) {
  json.object([&] {
    json.key("name").text(weights.name);
    json.key("shape").array([&] {
      for (const int size : weights.shape) json.integer(size);
    });
    json.key("norm").number(weights.norm);
    json.key("gradient");
    weights.gradient ? json.number(*weights.gradient) : json.null();
    json.key("move").number(weights.move);
    json.key("most").integer(weights.most);
    json.key("before").number(weights.before);
    json.key("after").number(weights.after);
    json.key("isOwn").boolean(weights.is_own);
  });
}

constexpr int most_weights = 20'000;  // of a cell that are told

void write_loss(Json& json, const std::optional<TracedLoss>& loss) {
  json.key("targets").array([&] {
    if (loss) {
      for (const int target : loss->targets) json.integer(target);
    }
  });
  json.key("losses").array([&] {
    if (loss) {
      for (const float each : loss->by_row) json.number(each);
    }
  });
  json.key("loss");
  loss ? json.number(loss->all) : json.null();
}

void write_outputs(Json& json, const Network& network, const SequenceTrace& trace,
                   const Examples& examples, int example) {
  write_loss(json, loss_of_sequence(network, trace.outputs, examples, example));
  json.key("symbols").array([&] {
    const bool are_symbols = !trace.outputs.empty() &&
                             trace.outputs.size(1) == static_cast<int>(examples.symbols.size());
    if (!are_symbols) return;
    for (const std::string& each : examples.symbols) json.text(each);
  });
}

// Where outputs are scores, what they come to.
Tensor probabilities_of(const Network& network, const Tensor& outputs) {
  const bool are_scores = network.loss == NetworkLoss::softmax_cross_entropy ||
                          network.loss == NetworkLoss::sequence_loss ||
                          network.loss == NetworkLoss::minus_y_log_p0;
  return are_scores && !outputs.empty() ? softmax(outputs) : Tensor();
}

void put_weights(val& result, const SequenceTrace& trace) {
  const CellWeights& weights = trace.weights;
  const bool are_many = weights.kernel.count() + weights.recurrent.count() > most_weights;
  put(result, "kernel", are_many ? Tensor() : weights.kernel);
  put(result, "recurrent", are_many ? Tensor() : weights.recurrent);
  put(result, "bias", are_many ? Tensor() : weights.bias);
}

// "2", or "2 0/0.f(2,1,2):0.5": the number of a sequence, and what is held.
struct Asked {
  explicit Asked(std::string_view text) {
    const std::size_t end = std::min(text.find(' '), text.size());
    example = whole_number(text.substr(0, end));
    held = read_held(text.substr(std::min(end + 1, text.size())));
  }

  std::vector<HeldNumber> held_in(std::size_t network, std::size_t networks) const {
    std::vector<HeldNumber> own;
    for (const HeldNumber& each : held) {
      const auto number = static_cast<std::size_t>(each.network);
      require(number < networks, "held number", "there is no network ", each.network);
      if (number == network) own.push_back(each);
    }
    return own;
  }

  int example = 0;
  std::vector<HeldNumber> held;
};

// What is asked for beyond the last example is the last. Numbers come as text, so that it has the
// type of `exported_files`: with a type more than the parts have, the names of the module's imports
// would be others than theirs, and its JavaScript is to be the same.
val traced(const val& file, const std::string& layer, const std::string& sequence, bool backwards) {
  return crossing([&] {
    const Place place(layer);
    const Asked asked(sequence);
    const SavedRun run = read_saved_run(bytes(file));
    const Session& session = following(run);
    const std::vector<Network> networks = networks_to_see(session);
    const auto examples = session.examples();
    if (networks.empty() || !examples) return val::null();
    const int count = examples->x.size(0), number = std::min(asked.example, count - 1);
    const std::size_t at = number_of(place, networks);
    const Network& network = networks[at];
    const auto trace =
        trace_sequence(network, session.variables().named(), *examples,
                       {place.layer, number, backwards}, asked.held_in(at, networks.size()));
    const SequenceTrace seen = trace.value_or(SequenceTrace{});
    Json json;
    json.object([&] {
      write_seen(json, run.step, networks, count, number, examples->read_by(number));
      write_outputs(json, network, seen, *examples, number);
    });
    val result = parsed(json.written());
    result.set("cell", trace ? cell(seen.cell) : val::null());
    put_weights(result, seen);
    put(result, "outputs", seen.outputs);
    put(result, "probabilities", probabilities_of(network, seen.outputs));
    return result;
  });
}

// What the run does in its next step, and no more than its networks where it trains nothing.
val flowed(const val& file, const std::string& layer, const std::string& sequence, bool backwards) {
  return crossing([&] {
    const Place place(layer);
    const int example = whole_number(sequence);
    const SavedRun run = read_saved_run(bytes(file));
    Session session = Session::load(run, labs());
    const std::vector<Network> networks = networks_to_see(session);
    if (networks.empty()) return val::null();
    const auto step = see_next_step(session, networks[number_of(place, networks)],
                                    {place.layer, example, backwards});
    const SeenStep seen = step.value_or(SeenStep{});
    Json json;
    json.object([&] {
      write_seen(json, run.step, networks, seen.sequences, seen.sequence, seen.reads);
      json.key("cells").array([&] {
        for (const SeenCell& each : seen.cells) write_cell(json, each);
      });
      json.key("weights").array([&] {
        for (const SeenWeights& each : seen.weights) write_weights(json, each);
      });
    });
    val result = parsed(json.written());
    result.set("cell", seen.cell ? cell(*seen.cell) : val::null());
    val gradients = val::object(), moves = val::object();
    for (const SeenWeights& each : seen.weights) {
      if (each.gradients.empty()) continue;
      put(gradients, each.name, each.gradients);
      put(moves, each.name, each.moves);
    }
    result.set("gradients", gradients);
    result.set("moves", moves);
    return result;
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(tracing) {
  emscripten::function("traced", &traced);
  emscripten::function("flowed", &flowed);
}

}  // namespace unfold::js
