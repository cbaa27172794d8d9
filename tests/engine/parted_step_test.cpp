#include "engine/nn/parted_step.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/row_gradient.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/matmul.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "engine/random/tensorflow.h"

namespace unfold {
namespace {

constexpr int B = 22, D = 3, V = 7;

// A product, and rows of a table that some parts share.
struct Model {
  Tensor kernel = Tensor::variable(RandomOp({1, 1}).uniform01(Shape{D, 2}));
  Tensor table = Tensor::variable(RandomOp({1, 2}).uniform01(Shape{V, 2}));
  Tensor x = RandomOp({1, 3}).uniform01(Shape{B, D});
  PartedStep step{{kernel, table}};

  std::vector<int> ids(Rows rows) const {
    std::vector<int> ids;
    for (int row = rows.first; row < rows.first + rows.count; ++row) ids.push_back(row * row % V);
    return ids;
  }
  Tensor outputs(Rows rows) const {
    return matmul(slice(x, 0, rows.first, rows.count), kernel) * embedding_lookup(table, ids(rows));
  }
  void compute(int part) {
    Tape tape;
    const Tensor y = outputs(step.rows(part));
    const Tensor loss = reduce_sum(y * y) / static_cast<float>(B);
    step.add(part, tape, loss, std::vector<Tensor>{y});
  }
};

struct Outcome {
  float loss;
  std::vector<float> kept, kernel, table;
  bool operator==(const Outcome&) const = default;
};

std::vector<float> copied(const Tensor& x) { return {x.values().begin(), x.values().end()}; }

Outcome outcome(Model& model) {
  const PartedStep::Sum sum = model.step.close();
  REQUIRE(sum.kept.size() == 1);
  CHECK(model.table.row_gradient() != nullptr);
  return {sum.loss, copied(sum.kept[0]), copied(model.kernel.dense_gradient()),
          copied(model.table.dense_gradient())};
}

Outcome alone(int parts, const std::vector<int>& order) {
  Model model;
  model.step.open(B, parts);
  for (const int part : order) model.compute(part);
  return outcome(model);
}

std::vector<int> in_order(int parts) {
  std::vector<int> order(parts);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

// So many replicas, each of which computes neighbouring parts and reads those of the others.
std::vector<Outcome> together(int parts, int members) {
  std::vector<Model> models(members);
  std::vector<std::string> written;
  for (int m = 0; m < members; ++m) {
    const int first = parts * m / members, end = parts * (m + 1) / members;
    models[m].step.open(B, parts);
    for (int part = first; part < end; ++part) models[m].compute(part);
    written.emplace_back(models[m].step.written());
  }
  std::vector<Outcome> outcomes;
  for (int m = 0; m < members; ++m) {
    for (int other = members - 1; other >= 0; --other) {
      if (other != m) models[m].step.read(written[other]);
    }
    outcomes.push_back(outcome(models[m]));
  }
  return outcomes;
}

TEST_CASE("parts hold every row once, in order, and end where a kernel's group of rows ends") {
  for (const int rows : {8, 22, 50, 150, 151}) {
    for (const int parts : {1, 2, 4, 8}) {
      if (parts > rows) continue;
      PartedStep step({});
      step.open(rows, parts);
      int next = 0;
      float share = 0;
      for (int part = 0; part < parts; ++part) {
        const Rows of = step.rows(part);
        CHECK(of.first == next);
        CHECK(of.count > 0);
        if (rows >= 4 * parts) CHECK(of.first % 4 == 0);
        next += of.count;
        share += step.share(part);
      }
      CHECK(next == rows);
      CHECK(share == doctest::Approx(1));
    }
  }
}

TEST_CASE("a sum over parts is that over the batch, but for rounding") {
  const Outcome whole = alone(1, {0});
  for (const int parts : {2, 4, 8}) {
    const Outcome sum = alone(parts, in_order(parts));
    CHECK(sum.kept == whole.kept);
    CHECK(sum.loss == doctest::Approx(whole.loss));
    for (std::size_t i = 0; i < whole.kernel.size(); ++i) {
      CHECK(sum.kernel[i] == doctest::Approx(whole.kernel[i]));
    }
    for (std::size_t i = 0; i < whole.table.size(); ++i) {
      CHECK(sum.table[i] == doctest::Approx(whole.table[i]));
    }
  }
}

TEST_CASE("its bits depend neither on the order of the parts nor on who computes them") {
  for (const int parts : {2, 4, 8}) {
    const std::vector<int> order = in_order(parts);
    const Outcome sum = alone(parts, order);
    CHECK(alone(parts, {order.rbegin(), order.rend()}) == sum);
    for (const int members : {2, 3, 5, 8}) {
      for (const Outcome& outcome : together(parts, members)) CHECK(outcome == sum);
    }
  }
}

TEST_CASE("only long steps of enough rows are cut, and the less the more weights there are") {
  CHECK(count_parts(150, 28, 1e6) == 1);
  CHECK(count_parts(150, 28, 1e8) == 8);
  CHECK(count_parts(20, 28, 1e8) == 4);
  CHECK(count_parts(8, 28, 1e8) == 2);
  CHECK(count_parts(3, 28, 1e8) == 1);
  CHECK(count_parts(64, 4, 1e8) == 4);
  CHECK(count_parts(50, 50, 2e10) == 4);
}

TEST_CASE("parts from which nothing is learnt give all rows, and leave no gradient") {
  for (const int members : {1, 2, 3}) {
    CAPTURE(members);
    std::vector<Model> models(members);
    for (Model& model : models) model.step.open(B, 4);
    for (int part = 0; part < 4; ++part) {
      PartedStep& step = models[part * members / 4].step;
      const Rows rows = step.rows(part);
      const Tensor x = slice(models[0].x, 0, rows.first, rows.count);
      step.add(part, std::vector<Tensor>{x});
    }
    for (int m = 1; m < members; ++m) models[0].step.read(models[m].step.written());
    CHECK(copied(models[0].step.close().kept.at(0)) == copied(models[0].x));
    CHECK(models[0].kernel.dense_gradient().empty());
  }
}

TEST_CASE("a part with a gradient and one without are not of the same step") {
  Model model;
  model.step.open(B, 2);
  model.compute(0);
  CHECK_THROWS_AS(model.step.add(1, std::vector<Tensor>{model.x}), std::invalid_argument);
}

TEST_CASE("what does not belong to a step is refused") {
  Model model;
  CHECK_THROWS_AS(model.step.close(), std::invalid_argument);
  model.step.open(B, 4);
  CHECK_THROWS_AS(model.step.open(B, 4), std::invalid_argument);
  CHECK_THROWS_AS(model.step.close(), std::invalid_argument);
  model.compute(0);
  CHECK_THROWS_AS(model.compute(0), std::invalid_argument);
  const std::string written(model.step.written());
  CHECK_THROWS_AS(model.step.read(written), std::invalid_argument);

  for (std::size_t size = 1; size < written.size(); ++size) {
    Model other;
    other.step.open(B, 4);
    CHECK_THROWS_AS(other.step.read(std::string_view(written).substr(0, size)),
                    std::invalid_argument);
  }
}

}  // namespace
}  // namespace unfold
