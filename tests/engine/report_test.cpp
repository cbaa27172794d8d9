#include <doctest/doctest.h>

#include "engine/lab/report.h"

using namespace unfold;

TEST_CASE("a curve grows by a point per report, at the step of the report") {
  Report report;
  report.curve("loss", 3);
  report.next_step();
  report.curve("loss", 2);
  REQUIRE(report.curves().size() == 1);
  CHECK(report.curves()[0].x == std::vector<float>{0, 1});
  CHECK(report.curves()[0].y == std::vector<float>{3, 2});
}

TEST_CASE("a reserved curve does not move while it grows") {
  Report report;
  report.reserve(1000);
  report.curve("loss", 0);
  const float* first = report.curves()[0].y.data();
  for (int i = 1; i < 1000; ++i) report.curve("loss", 0);
  CHECK(report.curves()[0].y.data() == first);
}

TEST_CASE("a huge reservation takes no huge memory") {
  Report report;
  report.reserve(2'000'000'000);
  report.curve("loss", 0);
  CHECK(report.curves()[0].x.capacity() <= 1 << 20);
}

TEST_CASE("texts, matrices, tables and invariants are replaced by name and keep their order") {
  Report report;
  for (const float value : {1.0f, 2.0f}) {
    report.text("b", value == 1 ? "old" : "new", "target");
    report.text("a", "text");
    report.matrix("m", Tensor::filled({1}, value));
    report.table("t", {{"column"}, {{value == 1 ? "old" : "new"}}});
    report.invariant("holds", value, 2, 0.5);
  }
  REQUIRE(report.texts().size() == 2);
  CHECK(report.texts()[0].name == "b");
  CHECK(report.texts()[0].value == "new");
  CHECK(report.texts()[0].target == "target");
  REQUIRE(report.matrices().size() == 1);
  CHECK(report.matrices()[0].values.item() == 2);
  REQUIRE(report.tables().size() == 1);
  CHECK(report.tables()[0].table.rows[0][0] == "new");
  REQUIRE(report.invariants().size() == 1);
  CHECK(report.invariants()[0].here == 2);
}

TEST_CASE("a matrix keeps its labels while none are given anew") {
  Report report;
  report.matrix("m", Tensor::zeros({1}), {{"T"}, {{"h"}}});
  report.matrix("m", Tensor::zeros({1}));
  CHECK(report.matrices()[0].labels.axes == std::vector<std::string>{"T"});
  report.matrix("m", Tensor::zeros({1}), {{"B"}, {}});
  CHECK(report.matrices()[0].labels.axes == std::vector<std::string>{"B"});
  CHECK(report.matrices()[0].labels.ticks.empty());
}

TEST_CASE("a level belongs to its curve and is replaced when reported again") {
  Report report;
  report.level("loss", "best", 1);
  report.level("accuracy", "best", 2);
  report.level("loss", "best", 3);
  REQUIRE(report.levels().size() == 2);
  CHECK(report.levels()[0].curve == "loss");
  CHECK(report.levels()[0].value == 3);
  CHECK(report.levels()[1].value == 2);
}

TEST_CASE("a plot and pictures are replaced when reported again") {
  Report report;
  for (const float value : {1.0f, 2.0f}) {
    const Tensor one = Tensor::filled({1}, value);
    report.plot("p", {.lines = {{"line", one}}, .logarithmic = value == 2});
    report.images("i", one.view({1, 1, 1}), {value == 1 ? "old" : "new"}, {value == 2});
  }
  REQUIRE(report.plots().size() == 1);
  CHECK(report.plots()[0].plot.lines[0].y.item() == 2);
  CHECK(report.plots()[0].plot.logarithmic);
  REQUIRE(report.images().size() == 1);
  CHECK(report.images()[0].values.item() == 2);
  CHECK(report.images()[0].captions == std::vector<std::string>{"new"});
  CHECK(report.images()[0].wrong == std::vector<bool>{true});
}

TEST_CASE("a node of a graph reads what stands before it, or is refused") {
  Report report;
  const Tensor one(1.0f);
  report.graph("tape",
               {{{"variable", "x", "x", "", {}, one}, {"tanh", "", "", "", {{0, "", {}}}}}});
  REQUIRE(report.graphs().size() == 1);
  CHECK(report.graphs()[0].graph.nodes.size() == 2);
  CHECK_THROWS_AS(report.graph("tape", {{{"tanh", "", "", "", {{0, "", {}}}}}}),
                  std::invalid_argument);
  report.keep_curves();
  CHECK(report.graphs().empty());
}

TEST_CASE("points keep their words and counts while neither is given anew") {
  Report report;
  report.points("map", Tensor::zeros({2, 2}), {"the", "of"}, {5, 3});
  report.points("map", Tensor::ones({2, 2}));
  REQUIRE(report.points().size() == 1);
  const Points& map = report.points()[0];
  CHECK(map.at.values()[0] == 1);
  CHECK(map.words == std::vector<std::string>{"the", "of"});
  CHECK(map.counts == std::vector<float>{5, 3});
  report.points("map", Tensor::zeros({1, 2}), {"and"});
  CHECK(map.words == std::vector<std::string>{"and"});
  CHECK(map.counts.empty());
}

TEST_CASE("points tell by their edition whether words or counts have changed") {
  Report report;
  const auto edition = [&](std::vector<std::string> words, std::vector<float> counts) {
    report.points("map", Tensor::zeros({1, 2}), std::move(words), std::move(counts));
    return report.points()[0].edition;
  };
  const int first = edition({"the"}, {5});
  CHECK(edition({}, {}) == first);
  CHECK(edition({"the"}, {5}) == first);
  CHECK(edition({"the"}, {6}) == first + 1);
  CHECK(edition({"of"}, {6}) == first + 2);
  CHECK(edition({"of"}, {}) == first + 3);
}

TEST_CASE("points of another shape, or with too few words, are refused") {
  Report report;
  const Tensor two = Tensor::zeros({2, 2});
  CHECK_THROWS(report.points("a", Tensor::zeros({2, 3})));
  CHECK_THROWS(report.points("b", Tensor::zeros({4})));
  CHECK_THROWS(report.points("c", two, {"the"}));
  CHECK_THROWS(report.points("d", two, {"the", "of"}, {1}));
  CHECK_NOTHROW(report.points("e", Tensor()));
}
