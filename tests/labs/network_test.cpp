// Labs that are made of a network: its line, read again, trains to the same bits.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "engine/lab/checkpoint.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/text.h"
#include "engine/nn/network/training.h"
#include "engine/ops/loss.h"
#include "examples/writing/encoded_text.h"
#include "examples/writing/next_symbol.h"
#include "tests/engine/numbers.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

constexpr int steps = 12;

// The labs that are chains of layers.
constexpr const char* chain_labs[] = {"hihello",           "char-sentence", "long-sentence",
                                      "char-rnn",          "binary-memory", "time-series",
                                      "creative-sequence", "dropout",       "mnist-rnn",
                                      "mnist-deep-rnn",    "mnist-lstm"};

std::string line_of(const Session& session) {
  const auto network = session.network();
  REQUIRE(network);
  return network_text(*network);
}

// The losses of so many steps of a lab.
std::vector<float> losses(const std::string& lab, const Inputs& inputs, std::string& line) {
  Session session(find_lab(lab), "", inputs);
  line = line_of(session);
  while (session.steps_done() < steps) session.advance();
  return curve(session, "loss").y;
}

// The same of the network that a line describes, on these symbols in windows.
std::vector<float> losses(const std::string& line, const std::string& text, int window,
                          double learning_rate) {
  const std::vector<int> all = encode("text", text).positions;
  const int count = static_cast<int>(all.size()) - window;
  std::vector<int> symbols, targets;
  for (int start = 0; start < count; ++start) {
    symbols.insert(symbols.end(), all.begin() + start, all.begin() + start + window);
    targets.insert(targets.end(), all.begin() + start + 1, all.begin() + start + 1 + window);
  }
  Variables variables;
  NextSymbol model(read_network(line), {count, symbols, targets}, variables);
  std::vector<float> all_losses;
  for (int step = 0; step < steps; ++step) all_losses.push_back(model.train(learning_rate));
  return all_losses;
}

// The variables of a run that has not begun are those that the network starts with.
void check_starts_as(Session& session, const Network& network) {
  Variables variables;
  const NetworkModel model(network, variables);
  const SavedRun saved = read_saved_run(session.save());
  for (const auto& variable : variables.named()) {
    const auto& name = variable.name;
    const Tensor& value = variable.value;
    CAPTURE(name);
    const auto entry = std::find_if(saved.state.begin(), saved.state.end(),
                                    [&](const auto& entry) { return entry.name == name; });
    REQUIRE(entry != saved.state.end());
    REQUIRE(entry->shape == value.shape());
    CHECK(std::memcmp(entry->bytes.data(), value.data(), entry->bytes.size()) == 0);
  }
}

// Three steps on some data, as labs with this network take them.
std::vector<Tensor> trained(const Network& network) {
  const int B = 2, T = 3;
  const std::vector<int> symbols{0, 1, 1, 0, 1, 0};
  const bool reads_numbers = network.input.kind == InputLayer::Kind::features;
  Variables variables;
  const NetworkModel model(network, variables);
  NetworkTraining training(network, variables);
  for (int step = 0; step < 3; ++step) {
    Tape tape;
    const Tensor x = reads_numbers ? some({B, T, network.input.size}, 5) : model.input(symbols, B);
    const Tensor y = model.forward(x, {}, {}, NetworkModel::Purpose::training).outputs;
    const auto rows = std::span(symbols).first(y.count() / y.size(-1));
    const bool compares_numbers =
        network.loss == NetworkLoss::mean_squared_error || network.loss == NetworkLoss::none;
    const Tensor loss = compares_numbers ? mean_squared_error(y, some(y.shape(), 6))
                                         : loss_of_symbols(network, y, rows, Tensor::ones({B, T}));
    training.step(tape, loss, network.learning_rate);
  }
  return variables.tensors();
}

void check_same_training(const Network& a, const Network& b) {
  const std::vector<Tensor> here = trained(a), there = trained(b);
  REQUIRE(here.size() == there.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    CHECK(widest_difference(here[i], there[i]) == 0);
  }
}

}  // namespace

TEST_CASE("a sentence is learned to the same bits by the network that its lab describes") {
  const std::string text = "if you want you";
  for (const std::string lab : {"hihello", "char-sentence"}) {
    for (const std::string cell : {"rnn", "lstm", "gru"}) {
      for (const std::string dense : {"true", "false"}) {
        if (lab == "hihello" && dense == "false") continue;
        Inputs inputs = {{"text", text},
                         {"cell", cell},
                         {"optimizer", "rmsprop"},
                         {"learning_rate", "0.02"},
                         {"seed", "5"}};
        if (lab == "char-sentence") inputs["dense"] = dense;
        std::string line;
        const auto here = losses(lab, inputs, line);
        CAPTURE(line);
        CHECK(here == losses(line, text, static_cast<int>(text.size()) - 1, 0.02));
      }
    }
  }
}

TEST_CASE(
    "windows of a sentence are learned to the same bits by the network that their lab "
    "describes") {
  const std::string text = "if you want to build a ship";
  for (const std::string layers : {"1", "3"}) {
    std::string line;
    const auto here =
        losses("long-sentence",
               {{"text", text}, {"window", "6"}, {"layers", layers}, {"hidden", "9"}}, line);
    CAPTURE(line);
    CHECK(here == losses(line, text, 6, 0.1));
  }
}

TEST_CASE(
    "a lab's network, printed and read again, has the lab's variables and trains to the same "
    "bits") {
  for (const char* id : chain_labs) {
    CAPTURE(id);
    const LabEntry& lab = find_lab(id);
    for (const Preset& preset : lab.presets) {
      CAPTURE(preset.name);
      if (!preset.inputs.empty() && preset.inputs[0].first == "data") continue;  // all of MNIST
      Session session(lab, preset.name, {});
      const auto network = session.network();
      REQUIRE(network);
      const std::string line = network_text(*network);
      CAPTURE(line);
      const Network again = read_network(line);
      CHECK(network_text(again) == line);
      check_starts_as(session, again);
      check_same_training(*network, again);
    }
  }
}

TEST_CASE("a network follows live inputs") {
  for (const char* id : chain_labs) {
    CAPTURE(id);
    Session session(find_lab(id), "", {});
    session.set("learning_rate", "0.0625");
    CHECK(session.network()->learning_rate == 0.0625);
  }
  Session session(find_lab("dropout"), "", {});
  session.set("keep", "0.75");
  CHECK(std::get<DropoutLayer>(session.network()->layers[0]).keep == 0.75);
}
