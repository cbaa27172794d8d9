// `lab forward` and `lab network`: networks that are described in one line.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "bindings/cli/command_line.h"
#include "engine/io/npz.h"
#include "engine/io/safetensors.h"
#include "engine/lab/checkpoint.h"
#include "engine/lab/session.h"
#include "examples/course.h"

using namespace unfold;

namespace {

struct Outcome {
  int code;
  std::string out, err;
};

Outcome lab(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  const int code = command_line(arguments, labs(), {out, err});
  return {code, out.str(), err.str()};
}

Outcome forward_of(const std::string& network, std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"forward", network});
  return lab(more);
}

void check_refused(const Outcome& outcome, const std::string& message) {
  CHECK(outcome.code == 2);
  CHECK(outcome.out.empty());
  CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
  CHECK_MESSAGE(outcome.err.find(message) != std::string::npos, outcome.err);
}

void check_refused(const std::string& network, const std::vector<std::string>& more,
                   const std::string& message) {
  check_refused(forward_of(network, more), message);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct OwnFile {
  explicit OwnFile(const std::string& bytes = "")
      : path((std::filesystem::temp_directory_path() /
              ("unfold-forward-" + std::to_string(std::random_device{}())))
                 .string()) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  ~OwnFile() { std::remove(path.c_str()); }
  const std::string path;
};

SafeTensors::Entry array(const std::string& name, const Shape& shape, float value) {
  const std::vector<float> values(shape.count(), value);
  return {name,
          SafeTensors::Type::f32,
          shape,
          {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)}};
}

}  // namespace

TEST_CASE("forward prints outputs at all time steps and final states as JSON") {
  const std::string line = "features 2 | rnn 2 activation=relu kernel=1 recurrent=0 bias=0.5";
  CHECK(forward_of(line, {"--data", "1,2;3,4|0,0;-9,1", "--json"}).out ==
        R"({"outputs":{"shape":[2,2,2],"values":[3.5,3.5,7.5,7.5,0.5,0.5,0,0]},)"
        R"("states":{"rnn":{"h":{"shape":[2,2],"values":[7.5,7.5,0,0]}}}})"
        "\n");
  CHECK(forward_of(line, {"--data", "1,2;3,4|5,6;7,8", "--lengths", "1,0", "--initial-h", "0,0;8,9",
                          "--json"})
            .out == R"({"outputs":{"shape":[2,2,2],"values":[3.5,3.5,0,0,0,0,0,0]},)"
                    R"("states":{"rnn":{"h":{"shape":[2,2],"values":[3.5,3.5,8,9]}}}})"
                    "\n");
}

TEST_CASE("forward names the states of every cell, and reads as many at the beginning") {
  const std::string line = "features 1 | lstm 2 | bidirectional gru 1 | last";
  const Outcome with =
      forward_of(line, {"--data", "0;1", "--initial-h", "1,2|3|4", "--initial-c", "5,6", "--json"});
  CHECK(with.code == 0);
  CHECK(has(with.out, R"({"outputs":{"shape":[1,2],)"));
  CHECK(has(with.out, R"("rnn/cell_0":{"c":{"shape":[1,2],)"));
  CHECK(has(with.out, R"("rnn/cell_1/fw":{"h":{"shape":[1,1],)"));
  CHECK(has(with.out, R"("rnn/cell_1/bw":{"h":{"shape":[1,1],)"));
  CHECK(with.out != forward_of(line, {"--data", "0;1", "--json"}).out);
}

TEST_CASE("forward prints what people read where no JSON is wanted") {
  const Outcome outcome = forward_of("onehot 3|rnn 2 kernel=0 bias=0", {"--data", "0,2,1"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.starts_with("onehot 3 | rnn 2 kernel=0 bias=0\n\noutputs (1, 3, 2)\n[[["));
  CHECK(has(outcome.out, "\nrnn/h (1, 2)\n"));
  CHECK(lab({"forward", "--help"}).out.starts_with("lab forward: what a network makes"));
  CHECK(has(lab({"--help"}).out, "lab forward NETWORK --data MATRIX"));
}

TEST_CASE("symbols are read by number") {
  const std::string rows = "onehot 3 | rnn 1 activation=relu kernel=1 recurrent=0 bias=1";
  CHECK(has(forward_of(rows, {"--data", "0,2;1,1", "--json"}).out, R"("values":[2,2,2,2])"));
  const std::string table =
      "ids 3 | embedding 2 table=1 | rnn 1 activation=relu kernel=1 recurrent=0";
  CHECK(has(forward_of(table, {"--data", "0,2", "--json"}).out, R"("values":[2,2])"));
  check_refused(rows, {"--data", "0,3"},
                "--data has 3, but this network reads symbols by number: "
                "whole numbers from 0 to 2.");
  check_refused(rows, {"--data", "0.5"}, "--data has 0.5, but");
  check_refused(rows, {"--data", "0|1"}, "--data has several blocks");
}

TEST_CASE("a network that cannot be read is refused with its mistake") {
  check_refused("features 4 | lsmt 3", {"--data", "1"}, "Did you mean lstm?");
  check_refused("features 4 | rnn 3 name=a | rnn 3 name=a", {"--data", "1"},
                "there is already a variable named a/kernel. See lab --help.");
  check_refused(lab({"forward"}), "Say which network");
  check_refused(lab({"forward", "--data", "1"}), "Say which network");
}

TEST_CASE("data, lengths and states that do not fit are refused with a cure") {
  const std::string line = "features 2 | lstm 3";
  check_refused(line, {}, "Say what the network reads: --data MATRIX");
  check_refused(line, {"--data", ""}, "Say what the network reads");
  check_refused(
      line, {"--data", "1,2,3"},
      "--data has 3 numbers for each time step, but the network reads 2. Give 2, or write "
      "features 3.");
  check_refused(line, {"--data", "1,2;3"}, "(--data)");
  check_refused(line, {"--data", "1,x"}, "(--data)");
  check_refused(line, {"--data", "1,nan"}, "(--data)");
  check_refused(line, {"--data", "1,2|3,4", "--lengths", "1"},
                "--lengths has 1 numbers, but there are 2 sequences");
  check_refused(line, {"--data", "1,2", "--lengths", "2"},
                "--lengths has 2, but a sequence has 1 time steps.");
  check_refused(line, {"--data", "1,2", "--lengths", "-1"}, "(--lengths)");
  check_refused(line, {"--data", "1,2", "--initial-h", "1,2"},
                "--initial-h must have the shape (1, 3) for \"rnn\"");
  check_refused(
      line, {"--data", "1,2", "--initial-h", "1,2,3|1,2,3"},
      "--initial-h has 2 blocks, but needs one for each cell, between \"|\": \"rnn\" (1, 3).");
  check_refused(line, {"--data", "1,2", "--initial-c", "1,2,z"}, "(--initial-c)");
  check_refused("features 2 | gru 3", {"--data", "1,2", "--initial-c", "1,2,3"},
                "only an lstm has such a state");
  check_refused(line, {"--data", "1,2", "--lenghts", "1"}, "Did you mean --lengths?");
  check_refused(line, {"--data", "1,2", "--load", "x"}, "There is no --load here");
  check_refused(line, {"--data", "1,2", "--preset", "x"}, "There is no --preset here");
}

TEST_CASE("numbers that are none any more are a failure") {
  const Outcome outcome =
      forward_of("features 1 | rnn 1 activation=relu kernel=1e30 recurrent=1e30",
                 {"--data", "1e30;1e30", "--json"});
  CHECK(outcome.code == 1);
  CHECK(outcome.out.empty());
  CHECK(has(outcome.err, "left the finite numbers"));
}

TEST_CASE("weights come from a file by their names") {
  const std::string line = "features 1 | rnn 2 activation=relu";
  const auto bytes = [](std::vector<SafeTensors::Entry> entries) {
    return write_safetensors({.metadata = {}, .entries = std::move(entries)});
  };
  const OwnFile whole(bytes(
      {array("other", {7}, 0), array("rnn/bias", {2}, 1), array("rnn/kernel", {3, 2}, 0.5f)}));
  CHECK(has(forward_of(line, {"--data", "4", "--weights", whole.path, "--json"}).out,
            R"("values":[3,3])"));
  const OwnFile partial(bytes({array("rnn/kernel", {2, 2}, 1)}));
  check_refused(
      line, {"--data", "4", "--weights", partial.path},
      "\"rnn/kernel\" must be (3, 2), not (2, 2). \"rnn/bias\" is missing and must be (2,). "
      "The file has: rnn/kernel.");
  const OwnFile npz(
      write_npz(std::vector{array("rnn/bias", {2}, 1), array("rnn/kernel", {3, 2}, 0.5f)}));
  CHECK(has(forward_of(line, {"--data", "4", "--weights", npz.path, "--json"}).out,
            R"("values":[3,3])"));
  const OwnFile bytes_alone(write_npz(std::vector<SafeTensors::Entry>{
      array("rnn/bias", {3}, 1), {"rnn/kernel", SafeTensors::Type::u8, {1}, "x"}}));
  check_refused(line, {"--data", "4", "--weights", bytes_alone.path},
                "\"rnn/kernel\" must be (3, 2), not (1,). \"rnn/bias\" must be (2,), not (3,). The "
                "file has: rnn/bias, rnn/kernel.");
  const OwnFile flags(
      bytes({array("rnn/bias", {2}, 1), {"rnn/kernel", SafeTensors::Type::u8, {1}, "x"}}));
  check_refused(line, {"--data", "4", "--weights", flags.path},
                "\"rnn/kernel\" must hold numbers that 32-bit floats can be, not U8.");
  const OwnFile keras("\x89HDF\r\n\x1a\n");
  check_refused(line, {"--data", "4", "--weights", keras.path}, "this is an HDF5 file");
  const OwnFile broken("no tensors");
  check_refused(line, {"--data", "4", "--weights", broken.path}, "--weights: ");
  check_refused(line, {"--data", "4", "--weights", broken.path + "x"}, "There is no file");
}

TEST_CASE("given weights must be told, and two chains are not run as one") {
  const std::string line = "features 1 | rnn 1 activation=relu kernel=given bias=none";
  check_refused(line, {"--data", "4"},
                "a line does not tell them. Say where they are: --weights FILE");
  const OwnFile weights(write_npz(std::vector{array("rnn/kernel", {2, 1}, 0.5f)}));
  CHECK(has(forward_of(line, {"--data", "4", "--weights", weights.path, "--json"}).out,
            R"("values":[2])"));
  check_refused("features 1 | rnn 1 => features 1 | rnn 1", {"--data", "4"},
                "Give the part before or behind \"=>\"");
}

TEST_CASE("a lab begins with the weights of a file") {
  const std::vector<std::string> zeros = {"run", "stacked-cells", "--layers", "1", "--json"};
  const auto run = [&](std::vector<std::string> more) {
    std::vector<std::string> all = zeros;
    all.insert(all.end(), more.begin(), more.end());
    return lab(all);
  };
  const std::string scope = "multi_rnn_cell/cell_0";
  const std::vector<SafeTensors::Entry> arrays = {array(scope + "/kernel", {8, 20}, 0),
                                                  array(scope + "/bias", {20}, 0)};
  const OwnFile npz(write_npz(arrays)),
      safe(write_safetensors({.metadata = {}, .entries = arrays}));
  const OwnFile saved;
  const std::string outputs = R"("outputs":{"shape":[3,5,5],"values":[0,0,0)";
  CHECK_FALSE(has(run({}).out, outputs));
  for (const OwnFile* file : {&npz, &safe}) {
    const Outcome outcome = run({"--weights", file->path, "--save", saved.path});
    CHECK(outcome.code == 0);
    CHECK(has(outcome.out, outputs));
  }
  const OwnFile partial(write_npz(std::vector{arrays[0]}));
  check_refused(run({"--weights", partial.path}),
                "\"multi_rnn_cell/cell_0/bias\" is missing and must be (20,).");
  check_refused(lab({"run", "stacked-cells", "--load", saved.path, "--weights", npz.path}),
                "--weights begins with others");
  CHECK(lab({"run", "softmax-layer", "--data", "1", "--weights", "2,3", "--json"}).code == 0);
}

TEST_CASE("a run that began with weights of its own is nobody's preset, also when it goes on") {
  Session session(find_lab("char-sentence", labs()), "", {{"steps", "3"}});
  REQUIRE(session.preset() != nullptr);
  const std::string before = session.fingerprint();
  SafeTensors saved;
  saved.entries = read_saved_run(session.save()).state;
  WeightArrays weights = weight_arrays(saved);
  session.begin_with(weights);
  CHECK(session.fingerprint() == before);
  CHECK(session.preset() == nullptr);
  session.advance();
  CHECK_THROWS_WITH(session.begin_with(weights), "[weights] the run has begun");
  Session again = Session::load(session.save(), labs());
  CHECK(again.preset() == nullptr);
  CHECK(again.fingerprint() == session.fingerprint());
}

TEST_CASE(
    "a lab of several networks prints a line for each, and one of two chains both in a line") {
  const std::string several = lab({"network", "gradient-flow"}).out;
  CHECK(std::count(several.begin(), several.end(), '\n') == 3);
  for (const char* cell : {"| rnn 16 ", "| lstm 16 forget_bias=3 ", "| gru 16 forget_bias=3 "}) {
    CHECK(has(several, cell));
  }
  CHECK(has(lab({"network", "word2vec", "--text", "typed"}).out, "table=uniform(1)"));
  CHECK(has(lab({"network", "softmax-layer"}).out, "| dense 5 activation=softmax kernel=given"));
  const Outcome pair = lab({"network", "date-format", "--json"});
  CHECK(has(pair.out, "=> attention seed="));
  CHECK(has(pair.out, R"(","weights":)"));
}

TEST_CASE("a lab's network is a line that runs the lab's own weights") {
  const Outcome network = lab({"network", "hihello"});
  CHECK(network.out ==
        "onehot 5 | lstm 5 seed=98 | dense 5 seed=162 name=fully_connected | sequence_loss | adam "
        "0.1\n");
  CHECK(has(lab({"network", "hihello", "--hidden", "8", "--cell", "gru"}).out, "| gru 8 "));
  CHECK(has(lab({"network", "hihello", "--preset", "basic-rnn"}).out, "| rnn 5 "));
  CHECK(lab({"network", "hihello", "--json"}).out ==
        R"({"network":")" + network.out.substr(0, network.out.size() - 1) +
            R"(","structure":{"input":{"kind":"onehot","size":5,"width":5,"weights":0},"layers":[)"
            R"({"kind":"lstm","units":5,"weights":220},{"kind":"dense","units":5,"weights":30}],)"
            R"("readout":"every_step","loss":"sequence_loss","optimizer":"adam",)"
            R"("learningRate":0.1,"clipping":"","limit":1},)"
            R"("weights":250,"multiplications":225})" +
            "\n");
  check_refused(lab({"network", "sequence-loss"}), "has no network that can be given as one line");
  check_refused(lab({"network"}), "Say which lab to describe");
  check_refused(lab({"network", "hihello", "--load", "x"}), "There is no --load here");

  const OwnFile saved;
  CHECK(lab({"run", "hihello", "--save", saved.path, "--json"}).code == 0);
  const std::string line = network.out.substr(0, network.out.size() - 1);
  const Outcome outcome =
      forward_of(line, {"--data", "0,1,2,2,3,4", "--weights", saved.path, "--json"});
  CHECK(outcome.code == 0);
  CHECK(has(outcome.out, R"("outputs":{"shape":[1,6,5])"));
}
