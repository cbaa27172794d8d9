// Labs that are made of a network: its line, read again, trains to the same bits.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "engine/lab/checkpoint.h"
#include "engine/nn/network/count.h"
#include "engine/nn/network/encoder_decoder.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/text.h"
#include "engine/nn/network/training.h"
#include "engine/ops/loss.h"
#include "examples/words/attention_model.h"
#include "examples/writing/encoded_text.h"
#include "examples/writing/next_symbol.h"
#include "tests/engine/numbers.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

constexpr int steps = 12;

// The labs that are chains of layers.
constexpr const char* chain_labs[] = {
    "one-cell",      "unfold",        "batching",   "dynamic-length",    "initial-state",
    "stacked-cells", "bidirectional", "manual-rnn", "hihello",           "char-sentence",
    "long-sentence", "char-rnn",      "stock",      "binary-memory",     "gradient-flow",
    "time-series",   "dropout",       "mnist-rnn",  "creative-sequence", "mnist-deep-rnn",
    "mnist-lstm"};

// Whether it reads a file that the tests do not have: all of MNIST, the notebook's prices.
bool needs_file(const Preset& preset) {
  if (preset.inputs.empty()) return false;
  const std::string_view first = preset.inputs[0].first;
  return first == "csv" ||
         (first == "data" && preset.inputs[0].second.find(',') == std::string::npos);
}

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

// What a run is saved with that has not begun.
WeightArrays saved_arrays(Session& session) {
  return weight_arrays({.metadata = {}, .entries = read_saved_run(session.save()).state});
}

// The saved run has these variables, to the bits.
void check_has(const WeightArrays& saved, const Variables& variables) {
  for (const auto& variable : variables.named()) {
    const auto& name = variable.name;
    const Tensor& value = variable.value;
    CAPTURE(name);
    const auto array = std::find_if(saved.begin(), saved.end(),
                                    [&](const auto& array) { return array.name == name; });
    REQUIRE(array != saved.end());
    REQUIRE(array->shape == value.shape());
    CHECK(std::memcmp(array->floats.data(), value.data(), array->floats.size()) == 0);
  }
}

// The variables of a run that has not begun are those that the network starts with.
void check_starts_as(const WeightArrays& saved, const Network& network) {
  Variables variables;
  const NetworkModel model(network, variables);
  check_has(saved, variables);
}

// Three steps on some data, as labs with this network take them. What a line does not tell of its
// weights is taken from the saved ones.
std::vector<Tensor> trained(const Network& network, const WeightArrays& saved) {
  const int B = 2, T = 3;
  const std::vector<int> symbols{0, 1, 1, 0, 1, 0};
  const bool reads_numbers = network.input.kind == InputLayer::Kind::features;
  Variables variables;
  const NetworkModel model(network, variables);
  if (has_given_weights(network) && !saved.empty()) load_weights(saved, variables);
  NetworkTraining training(network, variables);
  for (int step = 0; step < 3; ++step) {
    Tape tape;
    const Tensor x = reads_numbers ? some({B, T, network.input.size}, 5) : model.input(symbols, B);
    const Tensor y = model.forward(x, {}, {}, NetworkModel::Purpose::training).outputs;
    const auto rows = std::span(symbols).first(y.count() / y.size(-1));
    Tensor loss;
    switch (network.loss) {
      case NetworkLoss::none: loss = mean_squared_error(y, some(y.shape(), 6)); break;
      case NetworkLoss::mean_squared_error:
      case NetworkLoss::sum_squared_error:
        loss = loss_of_numbers(network, y, some(y.shape(), 6));
        break;
      default: loss = loss_of_symbols(network, y, rows, Tensor::ones({B, T}));
    }
    training.step(tape, loss, network.learning_rate);
  }
  return variables.tensors();
}

// What a model of attention needs to know of its network.
AttentionModelSettings settings_of(const EncoderDecoder& network) {
  const auto& [encoder, attention, decoder] = network;
  const auto& layer = std::get<RecurrentLayer>(encoder.layers[0]);
  return {.source_vocabulary = encoder.input.size,
          .target_vocabulary = decoder.input.size,
          .embedding = decoder.input.width,
          .units = layer.units,
          .layers = static_cast<int>(encoder.layers.size()),
          .cell = layer.cell,
          .attention = attention.has_value(),
          .reverse_source = layer.backwards,
          .sampled = decoder.candidates,
          .seed = encoder.seed,
          .op_seed = encoder.input.origins.op_seed.value()};
}

void check_same_training(const Network& a, const Network& b, const WeightArrays& saved) {
  const std::vector<Tensor> here = trained(a, {}), there = trained(b, saved);
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
      if (needs_file(preset)) continue;
      Session session(lab, preset.name, {});
      const WeightArrays saved = saved_arrays(session);
      REQUIRE(session.network());
      for (const Network& network : session.networks()) {
        const std::string line = network_text(network);
        CAPTURE(line);
        const Network again = read_network(line);
        CHECK(network_text(again) == line);
        check_starts_as(saved, has_given_weights(network) ? network : again);
        check_same_training(network, again, saved);
      }
    }
  }
}

TEST_CASE("the one network of a lab is among all of them") {
  for (const char* id : chain_labs) {
    CAPTURE(id);
    Session session(find_lab(id), "", {});
    const auto all = session.networks();
    CHECK(std::find(all.begin(), all.end(), *session.network()) != all.end());
    CHECK_FALSE(session.encoder_decoder());
  }
}

TEST_CASE("a lab that writes what it reads anew is built again from its line") {
  for (const char* id : {"translation", "date-format"}) {
    CAPTURE(id);
    const LabEntry& lab = find_lab(id);
    for (const Preset& preset : lab.presets) {
      CAPTURE(preset.name);
      Session session(lab, preset.name, {});
      const auto network = session.encoder_decoder();
      REQUIRE(network);
      const std::string line = network_text(*network);
      CAPTURE(line);
      const EncoderDecoder again = read_encoder_decoder(line);
      CHECK(network_text(again) == line);
      Variables variables;
      const AttentionModel model(settings_of(again), variables);
      check_has(saved_arrays(session), variables);
      std::int64_t count = 0;
      for (const Tensor& variable : variables.tensors()) count += variable.count();
      CHECK(count_weights(again) == count);
    }
  }
  Session sampled(find_lab("translation"), "", {{"sampled", "100"}});
  CHECK(network_text(*sampled.encoder_decoder()).find("| sampled_softmax 100 |") !=
        std::string::npos);
}

TEST_CASE("word2vec's table starts as its line says, and its loss is told") {
  const LabEntry& lab = find_lab("word2vec");
  for (const char* loss : {"nce", "sampled_softmax"}) {
    Session session(lab, "", {{"text", "typed"}, {"loss", loss}, {"sampled", "5"}});
    REQUIRE(session.networks().size() == 1);
    CHECK_FALSE(session.network());  // its output layer is kept in another form
    const std::string line = network_text(session.networks()[0]);
    CAPTURE(line);
    const Network again = read_network(line);
    CHECK(network_text(again) == line);
    CHECK(line.find(std::string("| ") + loss + " 5 |") != std::string::npos);
    Variables variables;
    make_table(again, variables);
    check_has(saved_arrays(session), variables);
  }
}

TEST_CASE("a network follows live inputs") {
  for (const char* id : chain_labs) {
    CAPTURE(id);
    Session session(find_lab(id), "", {});
    if (session.form().find("learning_rate") == nullptr) continue;  // it does not train
    session.set("learning_rate", "0.0625");
    CHECK(session.network()->learning_rate == 0.0625);
  }
  Session session(find_lab("dropout"), "", {});
  session.set("keep", "0.75");
  CHECK(std::get<DropoutLayer>(session.network()->layers[0]).keep == 0.75);
}
