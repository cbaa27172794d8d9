// The model that is made of a network, against plain loops in double precision.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/tape.h"
#include "engine/nn/network/count.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/text.h"
#include "engine/nn/network/training.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/reduce.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

using Row = std::vector<double>;
using Rows = std::vector<Row>;
using Weights = std::map<std::string, Tensor>;

// A model of a line, all its variables away from where they start.
struct Made {
  explicit Made(const std::string& line) : network(read_network(line)), model(network, variables) {
    unsigned seed = 20;
    for (Tensor& variable : variables_in()) {
      const Tensor values = some(variable.shape(), seed++) * 0.7f;
      std::copy_n(values.data(), values.count(), variable.mutable_data());
    }
  }
  std::vector<Tensor> variables_in() const { return variables.tensors(); }
  Weights weights(const std::string& scope) const {
    Weights some;
    for (const auto& [name, value] : variables.named()) {
      if (name.starts_with(scope + "/")) some[name.substr(scope.size() + 1)] = value;
    }
    return some;
  }

  Network network;
  Variables variables;
  NetworkModel model;
};

// ---- Cells as loops.

double sigmoid_of(double x) { return 1 / (1 + std::exp(-x)); }

// a · m[from …] + b, b perhaps absent.
Row product(const Row& a, const Tensor& m, int from, const Weights& weights = {},
            const char* bias = "") {
  Row sum(m.size(1));
  const auto found = weights.find(bias);
  for (int j = 0; j < m.size(1); ++j) {
    sum[j] = found == weights.end() ? 0 : found->second.data()[j];
    for (std::size_t i = 0; i < a.size(); ++i) {
      sum[j] += a[i] * m.data()[(from + static_cast<int>(i)) * m.size(1) + j];
    }
  }
  return sum;
}

Row joined(Row a, const Row& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// One step of each cell: what was before is overwritten.
struct NaiveState {
  Row c, h;
};

void step_rnn(const RecurrentLayer& layer, const Weights& w, const Row& x, NaiveState& s) {
  Row z = product(joined(x, s.h), w.at("kernel"), 0, w, "bias");
  for (double& value : z) {
    value = layer.cell == CellKind::relu_rnn ? std::max(value, 0.0) : std::tanh(value);
  }
  s.h = z;
}

void step_lstm(const RecurrentLayer& layer, const Weights& w, const Row& x, NaiveState& s) {
  const int H = layer.units;
  const double forget = layer.biases.used && !layer.biases.trains_forget ? layer.biases.forget : 0;
  const auto peephole = [&](const char* name, int i, double c) {
    return w.count(name) == 0 ? 0 : w.at(name).data()[i] * c;
  };
  const Row z = product(joined(x, s.h), w.at("kernel"), 0, w, "bias");
  for (int i = 0; i < H; ++i) {
    const double before = s.c[i];
    const double input = sigmoid_of(z[i] + peephole("w_i_diag", i, before));
    const double kept = sigmoid_of(z[2 * H + i] + forget + peephole("w_f_diag", i, before));
    s.c[i] = before * kept + input * std::tanh(z[H + i]);
    s.h[i] = std::tanh(s.c[i]) * sigmoid_of(z[3 * H + i] + peephole("w_o_diag", i, s.c[i]));
  }
}

void step_gru(const RecurrentLayer& layer, const Weights& w, const Row& x, NaiveState& s) {
  const int H = layer.units;
  const Row gates = product(joined(x, s.h), w.at("gates/kernel"), 0, w, "gates/bias");
  Row reset = s.h;
  for (int i = 0; i < H; ++i) reset[i] *= sigmoid_of(gates[i]);
  const Row z = product(joined(x, reset), w.at("candidate/kernel"), 0, w, "candidate/bias");
  for (int i = 0; i < H; ++i) {
    const double u = sigmoid_of(gates[H + i]);
    s.h[i] = u * s.h[i] + (1 - u) * std::tanh(z[i]);
  }
}

void step_reset_after(const RecurrentLayer& layer, const Weights& w, const Row& x, NaiveState& s) {
  const int H = layer.units;
  const Row zx = product(x, w.at("kernel"), 0, w, "bias");
  const Row zh = product(s.h, w.at("kernel"), static_cast<int>(x.size()), w, "recurrent_bias");
  for (int i = 0; i < H; ++i) {
    const double r = sigmoid_of(zx[i] + zh[i]), u = sigmoid_of(zx[H + i] + zh[H + i]);
    const double candidate = std::tanh(zx[2 * H + i] + r * zh[2 * H + i]);
    s.h[i] = u * s.h[i] + (1 - u) * candidate;
  }
}

void step(const RecurrentLayer& layer, const Weights& w, const Row& x, NaiveState& s) {
  if (layer.reset_after) return step_reset_after(layer, w, x, s);
  if (layer.cell == CellKind::gru) return step_gru(layer, w, x, s);
  gate_count(layer.cell) == 4 ? step_lstm(layer, w, x, s) : step_rnn(layer, w, x, s);
}

// The outputs of a cell that reads these rows, and its state behind them.
Rows run(const RecurrentLayer& layer, const Weights& w, const Rows& xs, NaiveState& s) {
  Rows outputs;
  for (const Row& x : xs) {
    step(layer, w, x, s);
    outputs.push_back(s.h);
  }
  return outputs;
}

Row merged(Merge merge, const Row& a, const Row& b) {
  if (merge == Merge::concat) return joined(a, b);
  Row both(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    both[i] = merge == Merge::product ? a[i] * b[i]
              : merge == Merge::sum   ? a[i] + b[i]
                                      : (a[i] + b[i]) / 2;
  }
  return both;
}

Rows reversed(const Rows& rows) { return {rows.rbegin(), rows.rend()}; }

Row row(const Tensor& x, int b, int t) {
  const float* from = x.data() + (b * x.size(1) + t) * x.size(2);
  return {from, from + x.size(2)};
}

NaiveState state(const RecurrentLayer& layer, const State& initial, std::size_t first, int b) {
  const auto part = [&](const Tensor& x) {
    return Row(x.data() + b * layer.units, x.data() + (b + 1) * layer.units);
  };
  const bool has_c = gate_count(layer.cell) == 4;
  return {has_c ? part(initial[first]) : Row(), part(initial[first + (has_c ? 1 : 0)])};
}

void check_row(const Row& expected, const float* here) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    CHECK(here[i] == doctest::Approx(expected[i]).epsilon(1e-5).scale(1));
  }
}

// One recurrent layer over sequences of unequal length, from a state that is not zero.
void check_layer(const std::string& line) {
  CAPTURE(line);
  const int B = 3, T = 5, D = 2;
  const std::vector<int> lengths{5, 0, 3};
  const Made made("features 2 | " + line);
  const auto& layer = std::get<RecurrentLayer>(made.network.layers[0]);
  const Tensor x = some({B, T, D}, 3);
  State initial;
  for (const Tensor& zero : made.model.zero_state(B)) initial.push_back(some(zero.shape(), 5));
  const auto result = made.model.forward(x, lengths, initial);
  const int F = result.outputs.size(2);
  const std::size_t backward_state = initial.size() / 2;

  for (int b = 0; b < B; ++b) {
    CAPTURE(b);
    Rows xs;
    for (int t = 0; t < lengths[b]; ++t) xs.push_back(row(x, b, t));
    NaiveState forward = state(layer, initial, 0, b), backward;
    Rows outputs;
    if (layer.bidirectional) {
      backward = state(layer, initial, backward_state, b);
      const Rows ahead = run(layer, made.weights("bidirectional_rnn/fw"), xs, forward);
      const Rows back =
          reversed(run(layer, made.weights("bidirectional_rnn/bw"), reversed(xs), backward));
      for (std::size_t t = 0; t < xs.size(); ++t) {
        outputs.push_back(merged(*layer.bidirectional, ahead[t], back[t]));
      }
      check_row(backward.h, result.state.back().data() + b * layer.units);
      check_row(forward.h, result.state[backward_state - 1].data() + b * layer.units);
    } else {
      outputs = run(layer, made.weights("rnn"), layer.backwards ? reversed(xs) : xs, forward);
      check_row(forward.h, result.state.back().data() + b * layer.units);
    }
    outputs.resize(T, Row(F));
    for (int t = 0; t < T; ++t) {
      CAPTURE(t);
      check_row(outputs[t], result.outputs.data() + (b * T + t) * F);
    }
  }
}

Tensor forward(const Made& made, const Tensor& x) { return made.model.forward(x).outputs; }

std::vector<std::string> names(const Made& made) {
  std::vector<std::string> all;
  for (const auto& [name, value] : made.variables.named()) {
    all.push_back(name + " " + to_string(value.shape()));
  }
  return all;
}

}  // namespace

TEST_CASE(
    "every recurrent layer computes what its formula says, whatever it reads and in which "
    "direction") {
  for (const std::string cell :
       {"rnn 3", "rnn 3 activation=relu", "lstm 3", "lstm 3 peepholes", "lstm 3 forget_bias=0.5",
        "lstm 3 unit_forget_bias", "gru 3", "gru 3 reset_after"}) {
    for (const std::string bias : {"", " bias=none"}) {
      if (!bias.empty() && cell.find("forget_bias") != std::string::npos) continue;
      check_layer(cell + bias);
      check_layer(cell + bias + " backwards");
      for (const std::string merge : {"concat", "sum", "ave", "mul"}) {
        check_layer("bidirectional " + cell + bias + " merge=" + merge);
      }
    }
  }
}

TEST_CASE("variables have TensorFlow's names, and the Keras forms their own") {
  CHECK(names(Made("onehot 5 | lstm 2 | dense 3")) ==
        std::vector<std::string>{"rnn/kernel (7, 8)", "rnn/bias (8,)", "dense/kernel (2, 3)",
                                 "dense/bias (3,)"});
  CHECK(names(Made(
            "ids 9 | embedding 4 | gru 2 | rnn 3 bias=none | last | dense 1 | dense 2 name=out")) ==
        std::vector<std::string>{"embedding (9, 4)", "rnn/cell_0/gates/kernel (6, 4)",
                                 "rnn/cell_0/gates/bias (4,)", "rnn/cell_0/candidate/kernel (6, 2)",
                                 "rnn/cell_0/candidate/bias (2,)", "rnn/cell_1/kernel (5, 3)",
                                 "dense/kernel (3, 1)", "dense/bias (1,)", "out/kernel (1, 2)",
                                 "out/bias (2,)"});
  CHECK(names(Made("features 1 | bidirectional gru 2 reset_after")) ==
        std::vector<std::string>{
            "bidirectional_rnn/fw/kernel (3, 6)", "bidirectional_rnn/fw/bias (6,)",
            "bidirectional_rnn/fw/recurrent_bias (6,)", "bidirectional_rnn/bw/kernel (3, 6)",
            "bidirectional_rnn/bw/bias (6,)", "bidirectional_rnn/bw/recurrent_bias (6,)"});
}

TEST_CASE("the count of weights is that of the variables") {
  for (const std::string line :
       {"onehot 5 | lstm 5 | dense 5", "features 3 | lstm 4 peepholes | gru 2 | dense 7 bias=none",
        "ids 11 | embedding 3 | bidirectional gru 4 reset_after | rnn 2 bias=none",
        "features 2 | lstm 3 | bidirectional rnn 4 merge=sum | states | dense 2"}) {
    CAPTURE(line);
    const Made made(line);
    std::int64_t count = 0;
    for (const Tensor& variable : made.variables_in()) count += variable.count();
    CHECK(count_weights(made.network) == count);
  }
}

TEST_CASE("a step multiplies every input and every state with its kernel") {
  const auto count = [](const std::string& line) {
    return count_multiplications(read_network(line));
  };
  CHECK(count("features 3 | lstm 4") == 7 * 16);
  CHECK(count("features 3 | lstm 4 peepholes") == 7 * 16 + 12);
  CHECK(count("ids 9 | embedding 3 | gru 4 | dense 2") == 7 * 12 + 8);
  CHECK(count("features 3 | bidirectional rnn 4 merge=sum | dense 2") == 2 * 28 + 8);
}

TEST_CASE("weights start where the line says, the forget bias in the bias or beside it") {
  const auto bias_of = [](const std::string& line) {
    Variables variables;
    const NetworkModel model(read_network("features 1 | " + line), variables);
    const Tensor bias = variables.named()[1].value;
    return Row(bias.data(), bias.data() + bias.count());
  };
  CHECK(bias_of("lstm 1") == Row{0, 0, 0, 0});
  CHECK(bias_of("lstm 1 bias=0.5") == Row{0.5, 0.5, 0, 0.5});
  CHECK(bias_of("lstm 1 unit_forget_bias bias=0.5") == Row{0.5, 0.5, 1, 0.5});
  CHECK(bias_of("lstm 1 unit_forget_bias forget_bias=2") == Row{0, 0, 2, 0});
  CHECK(bias_of("gru 1") == Row{1, 1});
  CHECK(bias_of("gru 1 bias=0.5") == Row{0.5, 0.5});
  CHECK(bias_of("gru 1 forget_bias=3") == Row{3, 3});
  CHECK(bias_of("rnn 2 bias=-1") == Row{-1, -1});

  const Tensor x = some({2, 4, 3}, 9);
  const auto outputs = [&](const std::string& line) {
    Variables variables;
    return NetworkModel(read_network(line), variables).forward(x).outputs;
  };
  const std::string lstm = "features 3 | lstm 4 forget_bias=0.5 bias=0.25";
  CHECK(widest_difference(outputs(lstm), outputs(lstm + " unit_forget_bias")) < 1e-6);
}

TEST_CASE("a kernel starts as one for inputs and state, or as one for each") {
  const auto kernel_of = [](const std::string& line) {
    Variables variables;
    const NetworkModel model(read_network("features 2 | " + line), variables);
    return variables.named()[0].value;
  };
  CHECK(widest_difference(kernel_of("rnn 2 kernel=0.5 recurrent=0.25"),
                          Tensor({4, 2}, {0.5f, 0.5f, 0.5f, 0.5f, 0.25f, 0.25f, 0.25f, 0.25f})) ==
        0);
  const OpSeed seed{5, 9}, next{5, 10};
  CHECK(widest_difference(kernel_of("rnn 3 seed=9 | seed 5"),
                          initialize(Initializer::glorot_uniform, {5, 3}, seed)) == 0);
  CHECK(widest_difference(
            kernel_of("rnn 3 seed=9 recurrent=orthogonal | seed 5"),
            initial_kernel(CellKind::keras_rnn, 2, 3, Initializer::glorot_uniform, seed)) == 0);
  CHECK(widest_difference(slice(kernel_of("lstm 3 seed=9 recurrent=ones | seed 5"), 0, 2, 3),
                          Tensor::ones({3, 12})) == 0);
  CHECK(
      widest_difference(slice(kernel_of("gru 3 seed=9 recurrent=random_normal | seed 5"), 0, 2, 3),
                        slice(initialize(Initializer::random_normal, {3, 9}, next), 1, 0, 6)) == 0);
}

TEST_CASE("weights start evenly between limits, or as they are given") {
  const auto table_of = [](const std::string& start) {
    Variables variables;
    const NetworkModel model(
        read_network("ids 4 | embedding 3 seed=8 table=" + start + " | rnn 2 | seed 5"), variables);
    return variables.named()[0].value;
  };
  CHECK(widest_difference(table_of("uniform(0.5)"),
                          random_uniform(Shape{4, 3}, {5, 8}, -0.5f, 0.5f)) == 0);
  CHECK(widest_difference(table_of("given"), Tensor::zeros({4, 3})) == 0);

  Network network = read_network("features 2 | gru 3 kernel=given | dense 1 kernel=given");
  const Tensor gru = some({5, 9}, 3), dense = some({3, 1}, 4);
  std::get<RecurrentLayer>(network.layers[0]).kernel = GivenWeights{gru};
  std::get<DenseLayer>(network.layers[1]).kernel = GivenWeights{dense};
  Variables variables;
  const NetworkModel model(network, variables);
  const auto named = variables.named();
  CHECK(widest_difference(named[0].value, slice(gru, 1, 0, 6)) == 0);
  CHECK(widest_difference(named[2].value, slice(gru, 1, 6, 3)) == 0);
  CHECK(widest_difference(named[4].value, dense) == 0);

  std::get<DenseLayer>(network.layers[1]).kernel = GivenWeights{gru};
  Variables others;
  CHECK_THROWS_WITH(NetworkModel(network, others),
                    "[network] the given weights must be (3, 1), not (5, 9)");
}

TEST_CASE("what is read of a sequence is every step, the last state or the states of all layers") {
  const Tensor x = some({3, 4, 2}, 1);
  const std::string layers = "features 2 | lstm 3 | bidirectional gru 2";
  const Made all(layers), last(layers + " | last"), states(layers + " | states");
  const auto result = all.model.forward(x);
  CHECK(result.outputs.shape() == Shape{3, 4, 4});
  CHECK(widest_difference(result.outputs, result.recurrent.back()) == 0);
  CHECK(result.recurrent.size() == 2);
  CHECK(widest_difference(all.model.behind_readout(x), x) == 0);
  REQUIRE(result.state.size() == 4);  // c and h of the lstm, h of both directions
  const Tensor both = concat({result.state[2], result.state[3]}, 1);
  CHECK(widest_difference(forward(last, x), both) == 0);
  CHECK(widest_difference(forward(states, x), concat({result.state[1], both}, 1)) == 0);
  CHECK(forward(Made(layers + " | states | dense 5"), x).shape() == Shape{3, 5});
}

TEST_CASE("symbols are read as rows of zeros with a one, or as rows of a table") {
  const std::vector<int> symbols{2, 0, 1, 2};
  const Made one_hot("onehot 3 | rnn 2"), table("ids 3 | embedding 4 | rnn 2");
  CHECK(widest_difference(one_hot.model.input(symbols, 2),
                          Tensor({2, 2, 3}, {0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1})) == 0);
  const Tensor rows = table.model.input(symbols, 2);
  CHECK(rows.shape() == Shape{2, 2, 4});
  const Tensor embedding = table.variables_in()[0];
  CHECK(widest_difference(slice(reshape(rows, {4, 4}), 0, 1, 1), slice(embedding, 0, 0, 1)) == 0);
  CHECK_THROWS_AS(one_hot.model.input(symbols, 3), std::invalid_argument);
}

TEST_CASE("dense layers have their activations") {
  const Tensor x = some({1, 2, 3}, 8);
  const Tensor scores = forward(Made("features 3 | rnn 2 | dense 3"), x);
  const auto check = [&](const char* activation, const std::function<double(double)>& f) {
    const Tensor y =
        forward(Made(std::string("features 3 | rnn 2 | dense 3 activation=") + activation), x);
    for (int i = 0; i < y.count(); ++i) {
      CHECK(y.data()[i] == doctest::Approx(f(scores.data()[i])).epsilon(1e-5));
    }
  };
  check("tanh", [](double v) { return std::tanh(v); });
  check("sigmoid", sigmoid_of);
  check("relu", [](double v) { return std::max(v, 0.0); });
  const Tensor p = forward(Made("features 3 | rnn 2 | dense 3 activation=softmax"), x);
  CHECK(widest_difference(reduce_sum(p, 2), Tensor::ones({1, 2})) < 1e-6);
}

TEST_CASE("dropout drops while the network is trained, and never else") {
  const Tensor x = Tensor::ones({2, 50, 3});
  const Made with("features 3 | dropout 0.25 | rnn 2"), without("features 3 | rnn 2");
  const auto trained = [&](const Made& made) {
    return made.model.forward(x, {}, {}, NetworkModel::Purpose::training).outputs;
  };
  CHECK(widest_difference(forward(with, x), forward(without, x)) == 0);
  const Tensor first = trained(with), second = trained(with);
  CHECK(widest_difference(first, forward(without, x)) > 0.01);
  CHECK(widest_difference(first, second) > 0.01);
  CHECK(widest_difference(first, trained(Made("features 3 | dropout keep=0.75 | rnn 2"))) == 0);
}

TEST_CASE("a network trains with its loss, its clipping and its optimizer") {
  const Tensor x = some({4, 6, 2}, 2), targets = some({4, 1}, 3);
  const auto losses = [&](const std::string& more) {
    Made made("features 2 | gru 5 | last | dense 1 | mean_squared_error | " + more);
    NetworkTraining training(made.network, made.variables);
    std::vector<float> all;
    for (int i = 0; i < 30; ++i) {
      Tape tape;
      const Tensor loss = loss_of_numbers(made.network, forward(made, x), targets);
      all.push_back(loss.item());
      training.step(tape, loss, made.network.learning_rate);
    }
    return all;
  };
  const auto free = losses("sgd 0.1"), clipped = losses("clip_norm 0.01 | sgd 0.1");
  CHECK(free.back() < free[0] / 2);
  CHECK(clipped[0] == free[0]);
  CHECK(clipped.back() > free.back());
  CHECK(losses("clip_value 0.001 | sgd 0.1").back() > free.back());
  CHECK(losses("adam 0.01").back() != free.back());
}

TEST_CASE("a summed error is the mean times how many numbers there are") {
  const Tensor y = some({2, 3}, 1), targets = some({2, 3}, 2);
  const auto loss = [&](const char* name) {
    return loss_of_numbers(read_network(std::string("features 1 | rnn 3 | ") + name), y, targets)
        .item();
  };
  CHECK(loss("sum_squared_error") == doctest::Approx(6 * loss("mean_squared_error")));
  CHECK_THROWS_AS(loss("softmax_cross_entropy"), std::invalid_argument);
}
