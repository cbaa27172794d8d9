// The lab gradient-flow: its gradients, and how far back they reach.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "engine/nn/cell.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/loss.h"
#include "engine/ops/matmul.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "examples/memory/gradient-flow/gradient_flow.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

Tensor variable(const Lab& lab, std::string_view name) {
  const auto& all = lab.variables().named();
  return std::find_if(all.begin(), all.end(), [&](const auto& v) { return v.name == name; })->value;
}

// The first gradient norm by the last, of the RNN, the LSTM and the GRU.
std::vector<double> reach(const Session& session, std::string_view name) {
  std::vector<double> ratios;
  for (const Line& line : plot(session.report(), name).lines) {
    const auto norms = line.y.values();
    ratios.push_back(double{norms.front()} / norms.back());
  }
  return ratios;
}

// So small a task that each case takes little time, and the cells still differ.
const Inputs quick_flow = {
    {"symbols", "2"}, {"batch", "16"}, {"learning_rate", "0.005"}, {"steps", "250"}};

}  // namespace

TEST_CASE("gradient-flow shows the gradients that finite differences give") {
  GradientFlow::Inputs inputs;
  inputs.distance = 3;
  inputs.hidden = 3;
  inputs.symbols = 2;
  const GradientFlow lab(inputs);
  Report report;
  lab.show(report);
  const auto& lines = plot(report, "gradient").lines;

  const auto of = [&](const char* name) { return variable(lab, name); };
  std::unique_ptr<const Cell> cells[] = {
      std::make_unique<BasicRnnCell>(of("rnn/kernel"), of("rnn/bias")),
      std::make_unique<LstmCell>(of("lstm/kernel"), of("lstm/bias"), 3.0f),
      std::make_unique<GruCell>(of("gru/gates/kernel"), of("gru/gates/bias"),
                                of("gru/candidate/kernel"), of("gru/candidate/bias"))};
  const char* names[] = {"rnn", "lstm", "gru"};
  constexpr int B = 16, T = 4, V = 2;
  RandomState random(inputs.seed + 1);
  const std::vector<int> symbols = random.randint(0, V, B * T);
  std::vector<int> targets;
  for (int b = 0; b < B; ++b) targets.push_back(symbols[b * T]);
  Tensor x = one_hot(symbols, V).view(Shape{B, T, V});

  for (int i = 0; i < 3; ++i) {
    CAPTURE(names[i]);
    const std::string scope = std::string(names[i]) + "/dense";
    const Dense dense{variable(lab, scope + "/kernel"), variable(lab, scope + "/bias")};
    const auto loss = [&] {
      const Tensor logits = dense(dynamic_rnn(*cells[i], x).state.back());
      return double{reduce_mean(softmax_cross_entropy(logits, targets)).item()};
    };
    for (int t = 0; t < T; ++t) {
      double squares = 0;
      for (int element = 0; element < B * V; ++element) {
        float& value = x.mutable_data()[(element / V * T + t) * V + element % V];
        const float before = value, step = 0.02f;
        value = before + step;
        const double above = loss();
        value = before - step;
        const double below = loss();
        value = before;
        const double slope = (above - below) / (2 * step);
        squares += slope * slope;
      }
      CHECK(lines[i].y.values()[t] == doctest::Approx(std::sqrt(squares)).epsilon(0.01));
    }
  }
}

TEST_CASE("gradient-flow: thirty steps back the RNN forgets, LSTM and GRU remember") {
  const Session session = run("gradient-flow", "", quick_flow);
  CHECK(last(session, "accuracy_rnn") < 0.65);
  CHECK(last(session, "accuracy_lstm") > 0.95);
  CHECK(last(session, "accuracy_gru") > 0.95);
  CHECK(level(session, "guessing") == doctest::Approx(std::log(2.0)));
}

TEST_CASE("gradient-flow: five steps back all three remember") {
  const Session session = run("gradient-flow", "near", quick_flow);
  for (const char* name : {"accuracy_rnn", "accuracy_lstm", "accuracy_gru"}) {
    CHECK(last(session, name) > 0.95);
  }
}

TEST_CASE("gradient-flow: at the start the RNN's gradient vanishes and the others' arrive") {
  const auto ratios = reach(run("gradient-flow", "", {{"steps", "1"}}), "gradient_at_start");
  CHECK(ratios[0] < 1e-3);
  CHECK(ratios[1] > 0.1);
  CHECK(ratios[2] > 0.1);
}

TEST_CASE("gradient-flow: a smaller forget bias shortens the reach of LSTM and GRU") {
  const auto three = reach(run("gradient-flow", "", {{"steps", "1"}}), "gradient_at_start");
  const auto one =
      reach(run("gradient-flow", "forget-bias-1", {{"steps", "1"}}), "gradient_at_start");
  CHECK(one[0] == three[0]);
  CHECK(one[1] < three[1] / 10);
  CHECK(one[2] < three[2] / 10);
}

TEST_CASE("gradient-flow: large recurrent weights let the gradient explode") {
  CHECK(reach(run("gradient-flow", "exploding", {{"steps", "1"}}), "gradient_at_start")[0] > 1000);
}

TEST_CASE("gradient-flow: the plot at the start stays while the gradient changes") {
  Session session(find_lab("gradient-flow"), "near", {});
  session.advance();
  session.look();
  const auto start = reach(session, "gradient_at_start"), first = reach(session, "gradient");
  for (int i = 0; i < 50; ++i) session.advance();
  session.look();
  CHECK(reach(session, "gradient_at_start") == start);
  CHECK(reach(session, "gradient") != first);
}

TEST_CASE("gradient-flow: orthogonal weights keep the length of a state, up to the scale") {
  GradientFlow::Inputs inputs;
  inputs.initializer = Initializer::orthogonal;
  inputs.recurrent_scale = 1.5;
  const GradientFlow lab(inputs);
  const Tensor kernel = variable(lab, "lstm/kernel");
  const int V = inputs.symbols, H = inputs.hidden, columns = 4 * H;
  for (int gate = 0; gate < 4; ++gate) {
    for (int j = 0; j < H; ++j) {
      double squares = 0;
      for (int i = 0; i < H; ++i) {
        const double w = kernel.values()[(V + i) * columns + gate * H + j];
        squares += w * w;
      }
      CHECK(std::sqrt(squares) == doctest::Approx(1.5).epsilon(1e-5));
    }
  }
}

TEST_CASE("gradient-flow: clipping bounds each cell's step, none by another's") {
  GradientFlow::Inputs inputs;
  inputs.optimizer = OptimizerKind::sgd;
  inputs.learning_rate = 1;
  inputs.initializer = Initializer::orthogonal;
  inputs.recurrent_scale = 3;
  const auto moved = [&](double clip_norm) {
    inputs.clip_norm = clip_norm;
    GradientFlow lab(inputs);
    std::vector<std::vector<float>> before;
    for (const auto& [name, value] : lab.variables().named()) {
      before.emplace_back(value.values().begin(), value.values().end());
    }
    Report report;
    lab.step(report);
    std::map<std::string, double> squares;
    std::size_t index = 0;
    for (const auto& [name, value] : lab.variables().named()) {
      for (std::size_t i = 0; i < value.values().size(); ++i) {
        const double change = double{value.values()[i]} - before[index][i];
        squares[name.substr(0, name.find('/'))] += change * change;
      }
      ++index;
    }
    return squares;
  };
  const auto free = moved(0), clipped = moved(0.5);
  CHECK(free.at("rnn") > 100);
  CHECK(std::sqrt(clipped.at("rnn")) == doctest::Approx(0.5).epsilon(1e-4));
  CHECK(clipped.at("gru") == doctest::Approx(std::min(0.25, free.at("gru"))).epsilon(1e-4));
}

TEST_CASE("gradient-flow: asked, a cell that remembers names the first symbol") {
  const Session session = run("gradient-flow", "near", quick_flow);
  for (const char* text : {"abbaba", "baaaba"}) {
    const Report answer = session.ask({{"text", text}});
    for (const auto& row : table(answer, "answers").rows) {
      CHECK(row[1] == std::string(1, text[0]));
      CHECK(row[2] == std::string(1, text[0]));
    }
  }
  CHECK(refusal([&] { session.ask({{"text", "abc"}}); }) == "text symbol-not-allowed");
}
