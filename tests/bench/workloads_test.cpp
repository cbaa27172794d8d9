// The workloads of the benchmark compute what the harness's other engines compute.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tests/bench/data.h"
#include "tests/bench/limits.h"
#include "tests/bench/spec.h"
#include "tests/bench/workloads.h"

using namespace unfold;
using bench::Data;
using bench::Spec;

namespace {

std::vector<float> losses(bench::Workload& workload, int steps) {
  std::vector<float> values;
  while (static_cast<int>(values.size()) < steps) values.push_back(workload.step());
  return values;
}

std::vector<float> losses(const std::string& spec_text, const Data& data, int steps) {
  return losses(*bench::make_workload(bench::read_spec(spec_text), data), steps);
}

void check_falls(const std::vector<float>& values) {
  CAPTURE(values.front());
  CAPTURE(values.back());
  CHECK(std::isfinite(values.back()));
  CHECK(values.back() < 0.9f * values.front());
}

// The first losses of recurrent-js (W2, in double precision) and of jax-js, on the harness's data.
struct Published {
  const char* name;
  std::array<float, 5> losses;
};
const std::vector<Published> published{
    {"W1", {1.58249986f, 1.46873605f, 1.35876358f, 1.24823558f, 1.13602579f}},
    {"W2", {3.21783524f, 2.99861529f, 3.27653136f, 2.89559268f, 2.95076922f}},
    {"W3", {214.221588f, 158.582397f, 116.301323f, 84.7235641f, 62.1322136f}},
    {"W7", {15.0268221f, 14.6654987f, 14.2976942f, 13.9229307f, 13.5411024f}},
};

}  // namespace

TEST_CASE("the losses of a workload are those that other engines have on the same data") {
  for (const Published& workload : published) {
    CAPTURE(workload.name);
    const std::vector<float> here = losses(*bench::make_workload(workload.name), 5);
    for (int i = 0; i < 5; ++i) {
      CAPTURE(i);
      CHECK(here[i] == doctest::Approx(workload.losses[i]).epsilon(1e-4));
    }
  }
}

TEST_CASE("a workload of any shape learns its data") {
  for (const std::string cell : {"rnn", "lstm", "gru"}) {
    for (const std::string shape :
         {"layers=2 on=all loss=ce", "on=last loss=ce", "layers=2 on=concat loss=ce",
          "bidirectional=true on=all loss=ce", "layers=2 bidirectional=true on=concat loss=mse",
          "on=all loss=mse", "on=last loss=sse"}) {
      CAPTURE(cell);
      CAPTURE(shape);
      const std::string spec =
          "kind=seq batch=3 seq=5 input=6 hidden=7 out=5 lr=0.05 cell=" + cell + " " + shape;
      check_falls(losses(spec, bench::random_data(bench::read_spec(spec), 3), 30));
    }
  }
}

TEST_CASE("word vectors learn") {
  const std::string spec = "kind=w2v vocab=50 embed=9 batch=8 neg=4 nbatches=2 lr=0.05";
  check_falls(losses(spec, bench::random_data(bench::read_spec(spec), 3), 31));
}

TEST_CASE("what stands past the length of a sequence changes no loss") {
  const std::string spec =
      "kind=seq cell=lstm batch=2 seq=4 input=3 hidden=5 out=3 bidirectional=1";
  Data data = bench::random_data(bench::read_spec(spec), 3);
  data.ints["lengths"] = {4, 2};
  const std::vector<float> before = losses(spec, data, 3);
  Tensor x(data.floats["x"].shape(), data.floats["x"].values());
  for (int i = (4 + 2) * 3; i < x.count(); ++i) x.mutable_data()[i] = 9;
  data.floats["x"] = x;
  data.ints["y"][4 + 3] = 0;
  CHECK(losses(spec, data, 3) == before);
}

TEST_CASE("the order in which a GRU's gates are given does not matter") {
  const std::string spec = "kind=seq cell=gru batch=2 seq=4 input=3 hidden=2 out=3 gates=";
  Data data = bench::random_data(bench::read_spec(spec + "rzn"), 3);
  const std::vector<float> reset_first = losses(spec + "rzn", data, 3);
  for (const char* name : {"l0.Wx", "l0.Wh", "l0.b"}) {
    Tensor& weights = data.floats[name];
    for (int at = 0; at < weights.count(); at += 6) {
      float* row = weights.mutable_data() + at;
      std::swap_ranges(row, row + 2, row + 2);
    }
  }
  CHECK(losses(spec + "zrn", data, 3) == reset_first);
}

TEST_CASE("sampling draws the same symbols each time it starts") {
  const std::string spec = "kind=sample cell=lstm layers=2 hidden=6 input=5 out=5";
  const Data data = bench::random_data(bench::read_spec(spec), 3);
  const std::vector<float> first = losses(spec, data, 20);
  CHECK(losses(spec, data, 20) == first);
  CHECK(first[1] != first[2]);
}

TEST_CASE("a spec is read from words, and what it does not know is no matter") {
  const Spec spec = bench::read_spec("kind=seq cell=rnn act=relu\nhidden=100 loss=mse warmup=5");
  CHECK(spec.cell == CellKind::relu_rnn);
  CHECK(spec.hidden == 100);
  CHECK(spec.loss == Spec::Loss::squared_mean);
}

TEST_CASE("a spec that means nothing is refused") {
  CHECK_THROWS_WITH(bench::read_spec("cell=cnn"), "[spec] cell cannot be cnn");
  CHECK_THROWS_WITH(bench::read_spec("hidden=0"), "[spec] hidden cannot be 0");
  CHECK_THROWS_WITH(bench::read_spec("hidden=1e3"), "[spec] hidden cannot be 1e3");
  CHECK_THROWS_WITH(bench::read_spec("hidden"), "[spec] hidden has no =");
  CHECK_THROWS_WITH(bench::make_workload("W11"), "[spec] there is no workload W11");
}

TEST_CASE("data that does not fit is refused") {
  const Spec spec = bench::read_spec("kind=seq cell=rnn hidden=3 input=2 out=2 batch=2");
  Data data = bench::random_data(spec, 3);
  data.ints["lengths"] = {1};
  CHECK_THROWS_WITH(bench::make_workload(spec, data),
                    "[data] lengths must be one for each sequence");
  data.floats.erase("l0.Wh");
  CHECK_THROWS_WITH(bench::make_workload(spec, data), "[data] there is no l0.Wh");
}

TEST_CASE("a step of twice as many sequences is twice the work") {
  const auto work = [](const std::string& batch) {
    return bench::flops(
        bench::read_spec("cell=lstm layers=2 hidden=5 seq=4 input=3 out=2 batch=" + batch));
  };
  CHECK(work("6") == 2 * work("3"));
}

TEST_CASE("the operations of a step are those of its products") {
  // 2 · (2 · (3 + 5) + 5) · 20 for the layer, three products of 5 by 2 for the head, 8 cells.
  const Spec spec = bench::read_spec("cell=lstm hidden=5 seq=4 batch=2 input=3 out=2");
  CHECK(bench::flops(spec) == 8 * (2 * (2 * (3 + 5) + 5) * 20 + 3 * 2 * 5 * 2));
}

TEST_CASE("multiply and add in registers keeps its numbers small") {
  CHECK(bench::multiply_add(1000, 0.99f, 0.01f) == doctest::Approx(48).epsilon(0.01));
}
