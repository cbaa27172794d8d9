// What becomes of a sequence when numbers inside a cell are held.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "engine/nn/network/held.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/text.h"
#include "engine/nn/network/trace.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

struct Made {
  explicit Made(const std::string& line) : network(read_network(line)), model(network, variables) {
    unsigned seed = 30;
    for (Tensor& variable : variables.tensors()) {
      const Tensor values = some(variable.shape(), seed++) * 0.7f;
      std::copy_n(values.data(), values.count(), variable.mutable_data());
    }
    examples.x = some({2, 5, network.input.size}, 3);
    for (const Tensor& zero : model.zero_state(2)) {
      examples.state.push_back(some(zero.shape(), 5) * 0.5f);
    }
  }

  SequenceTrace traced(const std::string& held, const CellChoice& cell = {}) const {
    const auto traced = trace_sequence(network, variables.named(), examples, cell, read_held(held));
    REQUIRE(traced);
    return *traced;
  }
  Tensor variable(const std::string& name) const {
    const auto& named = variables.named();
    const auto found = std::find_if(named.begin(), named.end(),
                                    [&](const auto& each) { return each.name == name; });
    REQUIRE(found != named.end());
    return found->value;
  }

  Network network;
  Variables variables;
  NetworkModel model;
  Examples examples;
};

void check_same(const SequenceTrace& a, const SequenceTrace& b) {
  CHECK(widest_difference(a.cell.h, b.cell.h) == 0);
  CHECK(widest_difference(a.outputs, b.outputs) == 0);
  for (std::size_t gate = 0; gate < a.cell.gates.size(); ++gate) {
    CHECK(widest_difference(a.cell.gates[gate].parts, b.cell.gates[gate].parts) == 0);
  }
}

float& at(Tensor values, int row, int column) {
  return values.mutable_data()[row * values.size(-1) + column];
}

}  // namespace

TEST_CASE("A weight that is held does what the same weight does as a variable") {
  for (const char* cell : {"rnn 3", "lstm 3", "lstm 3 peepholes", "gru 3 reset_after"}) {
    CAPTURE(cell);
    const std::string line = std::string("features 2 | ") + cell + " | dense 4";
    const Made held(line);
    Made set(line);
    const auto before = held.traced("");
    at(set.variable("rnn/kernel"), 1, 2) = -1.5f;  // of an input
    at(set.variable("rnn/kernel"), set.network.input.size + 2, 0) = 0.75f;
    set.variable("rnn/bias").mutable_data()[1] = 0.25f;
    const auto seen = held.traced("0/0.kernel(1,2):-1.5;0/0.recurrent(2,0):0.75;0/0.bias(1):0.25");
    check_same(seen, set.traced(""));
    CHECK(widest_difference(seen.outputs, before.outputs) > 0.01);
    check_same(held.traced(""), before);
  }
}

TEST_CASE("A number of an input or of the first state that is held is as if it were given so") {
  const std::string line = "features 2 | lstm 3 | gru 4 | last | dense 2";
  const Made held(line);
  Made given(line);
  given.examples.x = Tensor(given.examples.x.shape(), given.examples.x.values());
  given.examples.x.mutable_data()[(1 * 5 + 3) * 2 + 1] = 0.9f;
  for (const int state : {0, 1}) {
    Tensor& values = given.examples.state[state];
    values = Tensor(values.shape(), values.values());
    at(values, 1, 2) = -0.4f;
  }
  const std::string changes = "0/0.x(1,3,1):0.9;0/0.c(1,0,2):-0.4;0/0.h(1,0,2):-0.4";
  for (const int place : {0, 1}) {
    check_same(held.traced(changes, {place, 1}), given.traced("", {place, 1}));
    check_same(held.traced(changes, {place, 0}), held.traced("", {place, 0}));
  }
}

TEST_CASE("What is computed from a number that is held follows, and what came before stays") {
  const Made made("features 2 | lstm 3 | dense 2");
  const auto before = made.traced(""), seen = made.traced("0/0.i(0,2,1):0");
  const auto c = [](const SequenceTrace& trace, int step, int unit) {
    return trace.cell.c.data()[step * 3 + unit];
  };
  const auto value = [](const SequenceTrace& trace, int gate, int step, int unit) {
    return trace.cell.gates[gate].parts.data()[step * 3 + unit];
  };
  enum { i, g, f, o };
  CHECK(value(seen, i, 2, 1) == 0);
  CHECK(c(seen, 3, 1) == c(before, 2, 1) * value(before, f, 2, 1) + 0 * value(before, g, 2, 1));
  CHECK(c(seen, 3, 0) == c(before, 3, 0));
  CHECK(widest_difference(slice(seen.outputs, 0, 0, 2), slice(before.outputs, 0, 0, 2)) == 0);
  for (int step = 2; step < 5; ++step) {
    CHECK(widest_difference(slice(seen.outputs, 0, step, 1), slice(before.outputs, 0, step, 1)) >
          0);
  }
}

TEST_CASE("A state that is held is what the next step and the layer above read") {
  const Made made("features 2 | gru 3 | rnn 3 | dense 2");
  const auto seen = made.traced("0/0.h(0,2,1):0.5", {1, 0});
  CHECK(made.traced("0/0.h(0,2,1):0.5").cell.h.data()[2 * 3 + 1] == 0.5f);
  CHECK(seen.cell.x.data()[1 * 3 + 1] == 0.5f);
  check_same(seen, made.traced("0/0.h(0,2,1):0.5;0/1.x(0,1,1):0.5", {1, 0}));
}

TEST_CASE("Each cell of a bidirectional layer has its own held numbers") {
  const Made made("features 2 | bidirectional lstm 3 | dense 2");
  const std::string change = "0/0b.o(0,1,2):0";
  check_same(made.traced(change), {made.traced("").cell, {}, made.traced(change).outputs});
  const auto back = made.traced(change, {0, 0, true});
  CHECK(back.cell.h.data()[2 * 3 + 2] == 0);
  CHECK(widest_difference(back.outputs, made.traced("").outputs) > 0);
}

TEST_CASE("The outputs of a trace are those of the model, whatever is read out") {
  for (const char* line : {
           "features 2 | lstm 3 | dense 4 activation=tanh | dense 2",
           "features 2 | gru 3 | rnn 4 | last | dense 2",
           "features 2 | lstm 3 | lstm 4 | states | dense 2",
           "features 2 | bidirectional gru 3 merge=sum | last | dense 3",
           "features 2 | bidirectional lstm 3 | dense 2 activation=softmax",
           "features 2 | rnn 3 backwards | dense 2",
       }) {
    CAPTURE(line);
    const Made made(line);
    const auto result = made.model.forward(made.examples.x, {}, made.examples.state);
    for (const int sequence : {0, 1}) {
      const Tensor outputs = made.traced("", {0, sequence}).outputs;
      const Tensor expected = slice(result.outputs, 0, sequence, 1);
      CHECK(widest_difference(outputs, expected.view(outputs.shape())) <= 1e-6);
    }
  }
}

TEST_CASE("The loss of a sequence is that of its rows, as the network has it") {
  Made made("features 2 | rnn 3 | dense 4 | softmax_cross_entropy");
  made.examples.y = Tensor(Shape{2, 5}, {0, 1, 2, 3, 0, 3, 2, 1, 0, 1});
  const Tensor outputs = made.traced("", {0, 1}).outputs;
  const auto loss = loss_of_sequence(made.network, outputs, made.examples, 1);
  REQUIRE(loss);
  CHECK(loss->targets == std::vector<int>{3, 2, 1, 0, 1});
  const Tensor each = softmax_cross_entropy(outputs, loss->targets);
  double sum = 0;
  for (int row = 0; row < 5; ++row) {
    CHECK(loss->by_row[row] == each.data()[row]);
    sum += each.data()[row];
  }
  CHECK(loss->all == doctest::Approx(sum / 5).epsilon(1e-6));
  made.examples.y = Tensor();
  CHECK_FALSE(loss_of_sequence(made.network, outputs, made.examples, 1));

  made.network = read_network("features 2 | rnn 3 | dense 4 | mean_squared_error");
  made.examples.y = some({2, 5, 4}, 8);
  const auto squares = loss_of_sequence(made.network, outputs, made.examples, 0);
  REQUIRE(squares);
  double first = 0;
  for (int i = 0; i < 4; ++i) {
    first += std::pow(double{outputs.data()[i]} - made.examples.y.data()[i], 2) / 4;
  }
  CHECK(squares->by_row[0] == doctest::Approx(first).epsilon(1e-6));
}

TEST_CASE("A number that cannot be held is refused with what is wrong") {
  const Made made("features 2 | gru 3 | dense 2");
  const auto message = [&](const std::string& held) -> std::string {
    try {
      made.traced(held);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "";
  };
  CHECK(message("0/0.u(1,4,2):1;0/0.h(1,5,2):1;0/0.bias(8):0").empty());
  for (const char* held : {"0/0.u(0,5,0):1", "0/0.u(2,0,0):1", "0/0.u(0,0,3):1", "0/0.u(0,0):1",
                           "0/0.h(0,6,0):1", "0/0.x(0,0,2):1", "0/0.f(0,0,0):1", "0/0.c(0,0,0):1",
                           "0/0.kernel(2,0):1", "0/0.recurrent(0,9):1", "0/0.bias(9):1"}) {
    CAPTURE(held);
    CHECK(message(held).ends_with(" at this place"));
  }
  CHECK(message("0/1.h(0,0,0):1").ends_with("there is no recurrent layer at 1"));
  CHECK(message("0/0b.h(0,0,0):1").ends_with("the layer has no backward cell"));
  for (const char* held : {"nonsense", "0/0.u(0,0,0)", "0.u(0,0,0):1", ";"}) {
    CHECK(message(held).ends_with("is not written like 0/0.f(0,1,2):0.5"));
  }
  for (const char* held : {"0/0.u(0,0,0):", "0/0.u(0,0,0):nan", "0/0.u(0,0,0):2e6"}) {
    CHECK(message(held).ends_with("is no number from -1000000 to 1000000"));
  }
  CHECK(message("0/0.u(0,-1,0):1").ends_with("is no place"));
}
