// What is traced inside the labs, against what they report and what their networks compute.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/nn/network/model.h"
#include "engine/nn/network/trace.h"
#include "tests/engine/numbers.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

std::optional<Trace> traced(const Session& session, const CellChoice& cell) {
  return trace(session.network().value(), session.variables().named(), session.examples().value(),
               cell);
}

// The hidden states of a cell at all steps of all examples are these: (B, T, H) or, of one, (T, H).
void check_hidden(const Session& session, const Tensor& reported, const CellChoice& in) {
  const int T = reported.size(-2), H = reported.size(-1), B = reported.count() / (T * H);
  const Network network = session.network().value();
  const Examples examples = session.examples().value();
  REQUIRE(examples.x.size(0) == B);
  for (int b = 0; b < B; ++b) {
    const auto seen =
        unfold::trace(network, session.variables().named(), examples, {in.place, b, in.backwards});
    const int L = seen ? seen->x.size(0) : 0;
    for (int read = 0; read < L; ++read) {
      const int t = in.backwards ? L - 1 - read : read;
      for (int unit = 0; unit < H; ++unit) {
        CHECK(std::abs(seen->h.data()[(read + 1) * H + unit] -
                       reported.data()[(b * T + t) * H + unit]) <= 1e-6f);
      }
    }
  }
}

void check_reported(std::string_view lab, std::string_view name, const CellChoice& cell = {},
                    const Inputs& inputs = {}, int steps = 1) {
  CAPTURE(lab);
  CAPTURE(name);
  Session session(find_lab(lab), "", inputs);
  for (int step = 0; step < steps; ++step) session.advance();
  session.look();
  check_hidden(session, matrix(session.report(), name), cell);
}

// What the network computes of the examples, with the lab's own weights.
NetworkModel::Result computed(const Session& session) {
  const Network network = session.network().value();
  const Examples examples = session.examples().value();
  Variables own;
  const NetworkModel model(network, own);
  for (const auto& variable : own.named()) {
    const auto& named = session.variables().named();
    const auto found = std::find_if(named.begin(), named.end(),
                                    [&](const auto& each) { return each.name == variable.name; });
    REQUIRE(found != named.end());
    Tensor target = variable.value;
    std::copy_n(found->value.data(), found->value.count(), target.mutable_data());
  }
  const std::vector<int> symbols(examples.x.values().begin(), examples.x.values().end());
  const Tensor x = examples.x.rank() == 3 ? examples.x : model.input(symbols, examples.x.size(0));
  return model.forward(x, examples.lengths, examples.state);
}

// All recurrent layers that have one direction.
int check_computed(const Session& session) {
  const auto result = computed(session);
  const Network network = session.network().value();
  int layers = 0;
  for (int place = 0; place < static_cast<int>(network.layers.size()); ++place) {
    const auto* layer = std::get_if<RecurrentLayer>(&network.layers[place]);
    if (layer == nullptr) continue;
    if (!layer->bidirectional) check_hidden(session, result.recurrent[layers], {place});
    ++layers;
  }
  return layers;
}

}  // namespace

TEST_CASE("The hidden states that a lab reports are those that are traced") {
  for (const char* cell : {"rnn", "lstm", "gru"}) {
    const Inputs inputs{{"cell", cell}, {"kernel", ""}};
    for (const char* lab : {"one-cell", "unfold", "batching", "dynamic-length", "initial-state"}) {
      check_reported(lab, "outputs", {}, inputs);
    }
    check_reported("stacked-cells", "layer_1", {0}, {{"cell", cell}});
    check_reported("stacked-cells", "layer_3", {2}, {{"cell", cell}});
    check_reported("bidirectional", "forward", {}, {{"cell", cell}});
    check_reported("bidirectional", "backward", {.backwards = true}, {{"cell", cell}});
    check_reported("hihello", "hidden", {}, {{"cell", cell}}, 20);
  }
  check_reported("one-cell", "outputs");
  check_reported("unfold", "outputs", {}, {{"cell", "keras"}, {"kernel", ""}});
  check_reported("manual-rnn", "dynamic");
}

TEST_CASE("A trace of a lab in training is what its network computes at that step") {
  int labs_seen = 0;
  for (const LabEntry& lab : labs()) {
    CAPTURE(lab.about.id);
    Session session(lab, "", small_inputs(lab));
    if (!session.network() || !session.examples()) continue;
    for (int step = 0; step < 3 && !session.done(); ++step) {
      check_computed(session);
      session.advance();
    }
    labs_seen += check_computed(session) > 0 ? 1 : 0;
  }
  CHECK(labs_seen >= 17);
}

TEST_CASE("To look inside changes nothing of a run") {
  Session seen(find_lab("hihello"), "", {{"steps", "8"}}),
      unseen(find_lab("hihello"), "", {{"steps", "8"}});
  while (!seen.done()) {
    CHECK(traced(seen, {}));
    seen.advance();
    unseen.advance();
  }
  CHECK(seen.fingerprint() == unseen.fingerprint());
}

TEST_CASE("A session follows a run of the same inputs, whatever step that is at") {
  const LabEntry& lab = find_lab("hihello");
  Session followed(lab, "", {{"steps", "30"}});
  for (const int step : {5, 20, 12}) {
    Session there(lab, "", {{"steps", "30"}});
    while (there.steps_done() < step) there.advance();
    followed.follow(read_saved_run(there.save()));
    const auto here = traced(followed, {}), expected = traced(there, {});
    CHECK(widest_difference(here->h, expected->h) == 0);
    CHECK(widest_difference(here->c, expected->c) == 0);
  }
  Session other(lab, "", {{"steps", "30"}, {"hidden", "6"}});
  CHECK_THROWS_WITH(followed.follow(read_saved_run(other.save())), "[follow] it is another run");
}

TEST_CASE("The loss that is traced of a lab that trains on one sequence is that of its next step") {
  for (const char* cell : {"rnn", "lstm", "gru"}) {
    Session session(find_lab("hihello"), "", {{"cell", cell}});
    for (int step = 0; step < 7; ++step) session.advance();
    const Network network = session.network().value();
    const Examples examples = session.examples().value();
    const auto seen = trace_sequence(network, session.variables().named(), examples, {});
    REQUIRE(seen);
    const auto loss = loss_of_sequence(network, seen->outputs, examples, 0);
    REQUIRE(loss);
    session.advance();
    CHECK(last(session, "loss") == doctest::Approx(loss->all).epsilon(1e-6));
  }
}

TEST_CASE("To hold a number changes nothing of a run") {
  Session seen(find_lab("hihello"), "", {{"steps", "8"}}),
      unseen(find_lab("hihello"), "", {{"steps", "8"}});
  const auto held = read_held("0/0.kernel(1,2):3;0/0.f(0,1,2):0;0/0.c(0,0,1):-1;0/0.x(0,2,0):5");
  while (!seen.done()) {
    CHECK(trace_sequence(seen.network().value(), seen.variables().named(), *seen.examples(), {},
                         held));
    seen.advance();
    unseen.advance();
  }
  CHECK(seen.fingerprint() == unseen.fingerprint());
}
