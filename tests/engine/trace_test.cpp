// What is traced of a cell, against what the model computes.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/nn/network/model.h"
#include "engine/nn/network/text.h"
#include "engine/nn/network/trace.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

// A model of a line, all its variables away from where they start.
struct Made {
  explicit Made(const std::string& line) : network(read_network(line)), model(network, variables) {
    unsigned seed = 20;
    for (Tensor& variable : variables.tensors()) {
      const Tensor values = some(variable.shape(), seed++) * 0.7f;
      std::copy_n(values.data(), values.count(), variable.mutable_data());
    }
  }
  Trace traced(const Examples& examples, const CellChoice& cell) const {
    const auto traced = trace(network, variables.named(), examples, cell);
    REQUIRE(traced);
    return *traced;
  }

  Network network;
  Variables variables;
  NetworkModel model;
};

Examples some_examples(const Made& made, int B, int T, std::vector<int> lengths) {
  const InputLayer& input = made.network.input;
  const bool is_numbers = input.kind == InputLayer::Kind::features;
  Examples examples{is_numbers ? some({B, T, input.size}, 3) : Tensor(Shape{B, T})};
  for (int i = 0; !is_numbers && i < B * T; ++i) examples.x.mutable_data()[i] = i * 5 % input.size;
  examples.lengths = std::move(lengths);
  for (const Tensor& zero : made.model.zero_state(B)) {
    examples.state.push_back(some(zero.shape(), 5) * 0.5f);
  }
  return examples;
}

Tensor as_numbers(const Made& made, const Tensor& x) {
  if (x.rank() == 3) return x;
  std::vector<int> symbols(x.values().begin(), x.values().end());
  return made.model.input(symbols, x.size(0));
}

float part(const TracedGate& gate, TracedGate::Part part, int t, int unit) {
  const int T = gate.parts.size(1), H = gate.parts.size(2);
  return gate.parts.data()[(part * T + t) * H + unit];
}

const TracedGate& gate_of(const Trace& trace, std::string_view name) {
  const auto found = std::find_if(trace.gates.begin(), trace.gates.end(),
                                  [&](const TracedGate& gate) { return gate.name == name; });
  REQUIRE(found != trace.gates.end());
  return *found;
}

// The hidden states of each sequence and each layer are those of the model.
void check_states(const std::string& line) {
  CAPTURE(line);
  const int B = 3, T = 6;
  const Made made(line);
  const Examples examples = some_examples(made, B, T, {6, 0, 4});
  const auto result =
      made.model.forward(as_numbers(made, examples.x), examples.lengths, examples.state);
  std::size_t recurrent = 0;
  for (int place = 0; place <= last_recurrent(made.network); ++place) {
    const auto* layer = std::get_if<RecurrentLayer>(&made.network.layers[place]);
    if (layer == nullptr) continue;
    const Tensor& outputs = result.recurrent[recurrent++];
    for (const int b : {0, 2}) {
      const int L = examples.lengths[b], H = layer->units, F = outputs.size(2);
      const Trace ahead = made.traced(examples, {place, b});
      REQUIRE(ahead.h.shape() == Shape{L + 1, H});
      const auto h = [&](const Trace& trace, int step, int unit) {
        return trace.h.data()[(step + 1) * H + unit];
      };
      for (int t = 0; t < L; ++t) {
        for (int unit = 0; unit < H; ++unit) {
          const float* here = outputs.data() + (b * T + t) * F;
          if (!layer->bidirectional) {
            CHECK(std::abs(h(ahead, t, unit) - here[unit]) <= 1e-6f);
            continue;
          }
          const Trace back = made.traced(examples, {place, b, true});
          const float first = h(ahead, t, unit), second = h(back, L - 1 - t, unit);
          switch (*layer->bidirectional) {
            case Merge::concat:
              CHECK(std::abs(first - here[unit]) <= 1e-6f);
              CHECK(std::abs(second - here[H + unit]) <= 1e-6f);
              break;
            case Merge::sum: CHECK(std::abs(first + second - here[unit]) <= 2e-6f); break;
            case Merge::average: CHECK(std::abs((first + second) / 2 - here[unit]) <= 1e-6f); break;
            case Merge::product: CHECK(std::abs(first * second - here[unit]) <= 2e-6f); break;
          }
        }
      }
    }
    CHECK_FALSE(trace(made.network, made.variables.named(), examples, {place, 1}));
  }
}

}  // namespace

TEST_CASE("A trace has the hidden states of every cell") {
  for (const char* cell :
       {"rnn 5", "rnn 5 activation=relu", "rnn 3 bias=none", "lstm 5", "lstm 4 forget_bias=0.5",
        "lstm 5 peepholes", "lstm 5 bias=none", "gru 5", "gru 5 bias=none", "gru 5 reset_after",
        "lstm 9 recurrent=orthogonal", "lstm 3 unit_forget_bias"}) {
    check_states(std::string("features 2 | ") + cell);
  }
}

TEST_CASE("A trace goes up through layers, whatever stands between them") {
  check_states("features 3 | lstm 5 | lstm 4");
  check_states("features 3 | gru 5 | dropout 0.5 | gru 4 | rnn 6");
  check_states("features 3 | dense 4 activation=tanh | lstm 5 | dense 3");
  check_states("onehot 4 | lstm 3 | lstm 5 | dense 4");
  check_states("ids 7 | embedding 3 | gru 4 reset_after | gru 3 | dense 7");
}

TEST_CASE("A trace has both directions, and a layer that reads from the end") {
  for (const char* merge : {"", " merge=sum", " merge=ave", " merge=mul"}) {
    check_states(std::string("features 2 | bidirectional lstm 3") + merge);
    check_states(std::string("features 2 | bidirectional gru 3") + merge + " | rnn 4");
  }
  check_states("features 2 | lstm 4 backwards");
  check_states("features 2 | lstm 4 backwards | gru 3");
}

TEST_CASE("The parts of a traced gate are its sum, and the gates make the states") {
  const Made made("features 2 | lstm 5 peepholes");
  const Examples examples = some_examples(made, 2, 4, {});
  const Trace trace = made.traced(examples, {0, 1});
  const auto sigmoid_of = [](double x) { return 1 / (1 + std::exp(-x)); };
  using Part = TracedGate::Part;
  for (int t = 0; t < 4; ++t) {
    for (int unit = 0; unit < 5; ++unit) {
      const auto value = [&](const char* name) {
        return static_cast<double>(part(gate_of(trace, name), Part::value, t, unit));
      };
      for (const TracedGate& gate : trace.gates) {
        const double z = static_cast<double>(part(gate, Part::from_input, t, unit)) +
                         part(gate, Part::from_state, t, unit) +
                         part(gate, Part::from_bias, t, unit) +
                         (gate.name == "g" ? 0.0f : part(gate, Part::from_cell, t, unit));
        const double expected = gate.name == "g" ? std::tanh(z) : sigmoid_of(z);
        CHECK(part(gate, Part::value, t, unit) == doctest::Approx(expected).epsilon(1e-5));
      }
      const auto c = [&](int step) { return double{trace.c.data()[step * 5 + unit]}; };
      CHECK(c(t + 1) == doctest::Approx(value("f") * c(t) + value("i") * value("g")).epsilon(1e-5));
      CHECK(trace.h.data()[(t + 1) * 5 + unit] ==
            doctest::Approx(value("o") * std::tanh(c(t + 1))).epsilon(1e-5));
    }
  }
}

TEST_CASE("A trace refuses what there is not") {
  const Made made("features 2 | lstm 5 | dense 3");
  const Examples examples = some_examples(made, 2, 4, {});
  const auto attempt = [&](const CellChoice& cell) {
    trace(made.network, made.variables.named(), examples, cell);
  };
  CHECK_THROWS_WITH(attempt({0, 2}), "[trace] there is no example 2");
  CHECK_THROWS_WITH(attempt({1, 0}), "[trace] there is no recurrent layer at 1");
  CHECK_THROWS_WITH(attempt({0, 0, true}), "[trace] the layer has no backward cell");
}
