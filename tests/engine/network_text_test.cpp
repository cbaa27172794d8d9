// Networks as lines that people type.
#include <doctest/doctest.h>

#include <string>

#include "engine/nn/network/text.h"

using namespace unfold;

namespace {

std::string canonical(const std::string& line) { return network_text(read_network(line)); }

std::string refused(const std::string& line) {
  try {
    read_network(line);
  } catch (const UnreadableNetwork& error) {
    return error.what();
  }
  return "";
}

void check_refused(const std::string& line, const std::string& message) {
  CAPTURE(line);
  const std::string here = refused(line);
  CHECK_MESSAGE(here.find(message) != std::string::npos, here);
}

}  // namespace

TEST_CASE("a canonical line is printed as it was read") {
  for (const std::string line :
       {"onehot 5 | lstm 5 | dense 5", "features 4 | lstm 3 kernel=0.01 recurrent=0.02 bias=0.03",
        "features 4 | rnn 2 activation=relu backwards bias=none",
        "features 1 | lstm 3 peepholes forget_bias=0.5 unit_forget_bias kernel=orthogonal",
        "ids 1000 | embedding 32 table=zeros seed=7 name=words | bidirectional gru 64 reset_after "
        "merge=sum backward_seed=9 seed=8 name=both | dropout keep=0.9 seed=4 | dense 2",
        "features 28 | lstm 128 | lstm 128 | states | dense 10 activation=softmax kernel=ones "
        "bias=0.5 | softmax_cross_entropy | clip_norm 5 | adam 0.001 | seed 1",
        "features 1 | gru 8 | last | dense 1 bias=none | sum_squared_error | clip_value 0.5 | "
        "momentum 0.01",
        "onehot 25 | rnn 25 recurrent=orthogonal | sequence_loss | lazy_adam 0.1",
        "features 1 | gru 2 forget_bias=3 kernel=given recurrent=uniform(0.5) | dense 1 "
        "kernel=given",
        "ids 9 | embedding 2 table=uniform(1.7320508) | dense 9 kernel=given | nce 64 | sgd 1",
        "ids 9 | embedding 2 table=given | lstm 3 | dense 9 | sampled_softmax 5 | adam 0.1"}) {
    CHECK(canonical(line) == line);
    CHECK(read_network(canonical(line)) == read_network(line));
  }
}

TEST_CASE("other spellings are read, and what goes without saying is not printed") {
  CHECK(canonical("  onehot 5|lstm   5 |\tdense 5 ") == "onehot 5 | lstm 5 | dense 5");
  CHECK(canonical("features 1 | lstm 3 peepholes=false forget_bias=1.0 kernel=glorot_uniform") ==
        "features 1 | lstm 3");
  CHECK(canonical(
            "features 1 | rnn 3 kernel=1e-2 activation=tanh | dense 1 bias=0 activation=linear") ==
        "features 1 | rnn 3 kernel=0.01 | dense 1");
  CHECK(canonical("features 1 | dropout 0.25 | gru 2") == "features 1 | dropout keep=0.75 | gru 2");
  CHECK(canonical("features 1 | bidirectional gru 2 merge=concat") ==
        "features 1 | bidirectional gru 2");
  CHECK(canonical("features 1 | gru 2 seed=100 name=rnn | dense 2 seed=200 name=dense") ==
        "features 1 | gru 2 | dense 2");
  CHECK(canonical("features 1 | seed 777 | gru 2 | adam 0.001 | mean_squared_error") ==
        "features 1 | gru 2 | mean_squared_error | adam 0.001");
}

TEST_CASE("Keras' SimpleRNN is a basic cell whose recurrent kernel starts orthogonal") {
  Network network{.input = {InputLayer::Kind::features, 3}};
  network.layers.emplace_back(RecurrentLayer{.cell = CellKind::keras_rnn, .units = 2});
  CHECK(network_text(network) == "features 3 | rnn 2 recurrent=orthogonal");
  std::get<RecurrentLayer>(network.layers[0]).kernel = GivenWeights{Tensor::zeros({5, 2})};
  CHECK(network_text(network) == "features 3 | rnn 2 kernel=given");
}

TEST_CASE("whether a line leaves weights untold is known of each of its parts") {
  for (const char* line :
       {"features 1 | lstm 2 kernel=given", "features 1 | rnn 2 recurrent=given",
        "features 1 | rnn 2 | dense 1 kernel=given", "ids 3 | embedding 2 table=given | rnn 2"}) {
    CHECK(has_given_weights(read_network(line)));
  }
  CHECK_FALSE(has_given_weights(read_network("ids 3 | embedding 2 | rnn 2 | dense 1 bias=none")));
}

TEST_CASE("a mistake is told with its place, what is allowed and what was meant") {
  check_refused("features 4 | lsmt 3",
                "\"lsmt\" at symbol 14: There is no part of that name. Did you mean lstm? There "
                "are: rnn, lstm, gru,");
  check_refused("feature 4 | lstm 3",
                "\"feature\" at symbol 1: A network begins with its input. Did you mean features? "
                "There are: onehot, features, ids.");
  check_refused(
      "features 4 | lstm 3 kernl=1",
      "\"kernl=1\" at symbol 21: \"lstm\" has no option \"kernl\". Did you mean kernel? It "
      "has: peepholes, forget_bias, unit_forget_bias, backwards, kernel,");
  check_refused("features 4 | 안 3", "\"안\" at symbol 14");
  check_refused("features 4 | rnn 3 peepholes", "\"rnn\" has no option \"peepholes\"");
  check_refused("features 4 | rnn 3 merge=sum", "\"rnn\" has no option \"merge\"");
  check_refused("features 4 | rnn 3 kernel=big",
                "kernel must be a number or one of glorot_uniform, orthogonal,");
  check_refused("features 4 | rnn 3 kernel=inf", "kernel must be a number");
  check_refused("features 4 | rnn 3 kernel=1e99", "kernel must be a number");
  check_refused("features 4 | rnn 3 kernel", "kernel needs a value, kernel=…");
  check_refused("features 4 | rnn 3 kernel=", "kernel must be a number");
  for (const char* limit :
       {"uniform", "uniform()", "uniform(0)", "uniform(-1)", "uniform(1", "uniform(1)2"}) {
    check_refused("features 4 | rnn 3 kernel=" + std::string(limit),
                  "zeros, ones, uniform(LIMIT), given");
  }
  check_refused("features 4 | dense 3 | nce", "behind \"nce\" is missing: a whole number from 1");
  check_refused("features 4 | rnn 3 activation=sin", "activation must be tanh or relu");
  check_refused("features 4 | lstm 3 peepholes=2",
                "peepholes must be true or false, or stand alone");
  check_refused("features 4 | rnn 3 bias=1 bias=2", "\"bias\" is given twice");
  check_refused("features 4 | rnn 3 name=a'b", "name must be a name of letters");
  check_refused("features 4 | rnn 3 seed=-1", "seed must be a whole number from 0");
}

TEST_CASE("sizes are whole numbers within limits") {
  check_refused("features 0 | rnn 3",
                "\"0\" at symbol 10: the size must be a whole number from 1 to 65536");
  check_refused("features 4 | rnn 3.5", "the size must be a whole number");
  check_refused("features 4 | rnn", "behind \"rnn\" is missing: a whole number from 1 to 65536");
  check_refused("features 4 | rnn 70000", "the size must be");
  check_refused("features 60000 | lstm 60000",
                "At the end: there must be at most 100000000 weights, not 28800240000.");
  check_refused("features 4 | rnn 3 5", "\"rnn\" has no option \"5\"");
  check_refused("features 4 5 | rnn 3", "nothing more is expected here");
  std::string deep = "features 1";
  for (int i = 0; i < 65; ++i) deep += " | rnn 1";
  check_refused(deep, "at most 64 layers");
}

TEST_CASE("parts stand in an order that a network can have") {
  check_refused("", "At the end: a part is empty");
  check_refused("features 4", "At the end: there is no layer yet");
  check_refused("features 4 | | rnn 3", "a part is empty");
  check_refused("features 4 | rnn 3 |", "At the end: a part is empty");
  check_refused("ids 4 | rnn 3", "behind ids comes their table: embedding WIDTH");
  check_refused("ids 4", "behind ids comes their table: embedding WIDTH");
  check_refused("features 4 | embedding 3 | rnn 3", "stands right behind \"ids V\"");
  check_refused("features 4 | last | rnn 3", "it stands right behind the last rnn, lstm or gru");
  check_refused("features 4 | rnn 3 | dense 2 | last", "it stands right behind");
  check_refused("features 4 | rnn 3 | last | gru 3", "there is no sequence left to be read");
  check_refused("features 4 | rnn 3 | last | states", "a network has one of these");
  check_refused("features 4 | rnn 3 | adam 1 | sgd 1", "\"sgd\": a network has one of these");
  check_refused("features 4 | rnn 3 | sequence_loss | dense 2", "layers stand before the loss");
  check_refused("features 4 | onehot 3", "There is no part of that name");
}

TEST_CASE("what contradicts itself is refused") {
  check_refused("features 4 | gru 3 reset_after forget_bias=2", "start at 0");
  check_refused("features 4 | lstm 3 bias=none forget_bias=2", "without biases has no forget bias");
  check_refused("features 4 | lstm 3 bias=none unit_forget_bias",
                "without biases has no forget bias");
  check_refused("features 4 | bidirectional lstm 3 backwards",
                "\"lstm\" has no option \"backwards\"");
  check_refused("features 4 | bidirectional dense 3", "bidirectional is followed by a cell");
  check_refused("features 4 | bidirectional",
                "behind \"bidirectional\" is missing: rnn, lstm or gru");
  check_refused("features 4 | dropout | rnn 3", "say which share is dropped, dropout 0.1, or kept");
  check_refused("features 4 | dropout 1 | rnn 3", "a number from 0 to below 1");
  check_refused("features 4 | dropout keep=0 | rnn 3",
                "keep must be a number above 0 and at most 1");
  check_refused("features 4 | rnn 3 | adam", "behind \"adam\" is missing: a learning rate");
  check_refused("features 4 | rnn 3 | adam 0", "a learning rate must be a number above 0");
  check_refused("features 4 | rnn 3 | clip_norm -1", "a limit must be a number above 0");
  check_refused("features 4 | rnn 3 | seed 1.5", "a seed must be a whole number from 0");
}
