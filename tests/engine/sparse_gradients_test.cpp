// Gradients that are kept as rows, and what optimizers and clipping make of them.
#include <doctest/doctest.h>

#include <array>
#include <cfloat>
#include <cmath>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "engine/core/pool.h"
#include "engine/core/row_gradient.h"
#include "engine/core/tape.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "engine/optim/clip.h"
#include "engine/optim/optimizer.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

using Ids = std::vector<int>;

constexpr std::array all_kinds{OptimizerKind::sgd,     OptimizerKind::momentum,
                               OptimizerKind::adagrad, OptimizerKind::rmsprop,
                               OptimizerKind::adam,    OptimizerKind::lazy_adam};
// Those whose rule for a row is the rule for a whole variable.
constexpr std::array row_kinds{OptimizerKind::sgd, OptimizerKind::momentum, OptimizerKind::adagrad,
                               OptimizerKind::rmsprop, OptimizerKind::lazy_adam};

const Ids repeated{2, 0, 2, 5, 2, 0};

bool same_values(const Tensor& a, const Tensor& b) {
  return a.shape() == b.shape() &&
         std::memcmp(a.data(), b.data(), sizeof(float) * static_cast<std::size_t>(a.count())) == 0;
}

// A loss whose gradient is another one in each row and column.
Tensor loss_of(const Tensor& rows, unsigned seed = 9) {
  return reduce_sum(rows * some(rows.shape(), seed));
}

Tensor table_of(int V, int E) { return Tensor::variable(some({V, E}, 4)); }

void look_up(const Tensor& table, const Ids& ids, unsigned seed = 9) {
  Tape tape;
  tape.backward(loss_of(embedding_lookup(table, ids), seed));
}
void gather_from(const Tensor& table, const Ids& ids, unsigned seed = 9) {
  Tape tape;
  tape.backward(loss_of(gather(table, ids), seed));
}

Ids ids_of(const Tensor& table) {
  REQUIRE(table.row_gradient());
  const auto ids = table.row_gradient()->ids();
  return {ids.begin(), ids.end()};
}

}  // namespace

TEST_CASE("embedding_lookup takes the rows that gather takes") {
  const Tensor table = table_of(6, 5);
  CHECK(same_values(embedding_lookup(table, repeated), gather(table, repeated)));
  CHECK(embedding_lookup(table, Ids{}).shape() == Shape{0, 5});
  CHECK_THROWS_AS(embedding_lookup(table, Ids{6}), std::invalid_argument);
  CHECK_THROWS_AS(embedding_lookup(table, Ids{-1}), std::invalid_argument);
  CHECK_THROWS_AS(embedding_lookup(Tensor(1.0f), Ids{0}), std::invalid_argument);
}

TEST_CASE("the rows of a gradient are those of a gradient of the whole table") {
  for (const int width : {1, 4, 7}) {
    const Tensor rows = table_of(6, width), whole = table_of(6, width);
    look_up(rows, repeated);
    gather_from(whole, repeated);
    CHECK(rows.gradient().empty());
    CHECK(ids_of(rows) == Ids{2, 0, 5});
    CHECK(rows.row_gradient()->width() == width);
    CHECK(rows.row_gradient()->values().size() == std::size_t(3 * width));
    CHECK(same_values(rows.dense_gradient(), whole.gradient()));
  }
}

TEST_CASE("lookups of one table in a step are joined, in the order that the tape is walked") {
  const Tensor table = table_of(9, 3);
  Tape tape;
  const Tensor first = embedding_lookup(table, Ids{4, 1});
  const Tensor second = embedding_lookup(table, Ids{8, 4});
  tape.backward(loss_of(first, 1) + loss_of(second, 2));
  CHECK(ids_of(table) == Ids{8, 4, 1});
  const Tensor of_first = some({2, 3}, 1), of_second = some({2, 3}, 2);
  for (int i = 0; i < 3; ++i) {
    CHECK(table.row_gradient()->row(0)[i] == of_second.data()[i]);
    CHECK(table.row_gradient()->row(1)[i] == of_second.data()[3 + i] + of_first.data()[i]);
    CHECK(table.row_gradient()->row(2)[i] == of_first.data()[3 + i]);
  }
}

TEST_CASE("a lookup of nothing leaves a gradient without rows, which moves nothing") {
  for (const OptimizerKind kind : all_kinds) {
    const std::vector<Tensor> variables{table_of(6, 5)};
    const Tensor before(variables[0].shape(), variables[0].values());
    look_up(variables[0], {});
    CHECK(ids_of(variables[0]).empty());
    CHECK(same_values(variables[0].dense_gradient(), Tensor::zeros({6, 5})));
    clip_by_global_norm(variables, 1);
    make_optimizer(kind, 0.1f)->apply(variables);
    CHECK(same_values(variables[0], before));
  }
}

TEST_CASE("rows and a gradient of the whole table make a gradient of the whole table") {
  const auto mixed = [](bool rows_first) {
    const Tensor table = table_of(6, 3);
    Tape tape;
    Tensor rows, whole;
    if (rows_first) rows = embedding_lookup(table, repeated);
    whole = table * some({6, 3}, 5);
    if (!rows_first) rows = embedding_lookup(table, repeated);
    tape.backward(loss_of(rows) + reduce_sum(whole));
    CHECK_FALSE(table.row_gradient());
    return table.gradient();
  };
  const Tensor alone = table_of(6, 3);
  look_up(alone, repeated);
  const Tensor expected = alone.dense_gradient() + some({6, 3}, 5);
  CHECK(same_values(mixed(true), expected));
  CHECK(same_values(mixed(false), expected));
}

TEST_CASE("a gradient that others hold is not changed by rows that come later") {
  const Tensor table = table_of(2, 1), shared = Tensor({2, 1}, {1, 2});
  table.accumulate(shared);
  table.accumulate_rows(Ids{1}, Tensor({1, 1}, {5}));
  CHECK(same_values(table.gradient(), Tensor({2, 1}, {1, 7})));
  CHECK(same_values(shared, Tensor({2, 1}, {1, 2})));
}

TEST_CASE("what a variable looks up is kept as rows, what is looked up in a result is not") {
  const Tensor table = table_of(6, 3), same = table_of(6, 3);
  {
    Tape tape;
    tape.backward(loss_of(embedding_lookup(2.0f * table, repeated)));
  }
  CHECK_FALSE(table.row_gradient());
  gather_from(same, repeated);
  CHECK(same_values(table.gradient(), 2.0f * same.gradient()));
}

TEST_CASE("another backward replaces rows, and a gradient of the whole table by rows") {
  const Tensor table = table_of(6, 3);
  look_up(table, repeated);
  look_up(table, {1});
  CHECK(ids_of(table) == Ids{1});
  gather_from(table, {3});
  CHECK_FALSE(table.row_gradient());
  look_up(table, {4});
  CHECK(ids_of(table) == Ids{4});
  CHECK(table.gradient().empty());
  table.clear_gradient();
  CHECK_FALSE(table.row_gradient());
  CHECK(table.dense_gradient().empty());
}

TEST_CASE("rows that do not fit are refused") {
  const Tensor table = table_of(6, 3);
  CHECK_THROWS_AS(table.accumulate_rows(Ids{1, 2}, Tensor::zeros({1, 3})), std::invalid_argument);
  CHECK_THROWS_AS(table.accumulate_rows(Ids{1}, Tensor::zeros({1, 2})), std::invalid_argument);
  CHECK_THROWS_AS(table.accumulate_rows(Ids{6}, Tensor::zeros({1, 3})), std::invalid_argument);
  CHECK_THROWS_AS(table.accumulate_rows(Ids{-1}, Tensor::zeros({1, 3})), std::invalid_argument);
}

TEST_CASE("a row moves as a variable of its own would, bit for bit, and the others stay") {
  for (const OptimizerKind kind : row_kinds) {
    CAPTURE(static_cast<int>(kind));
    const std::vector<Tensor> tables{table_of(6, 7)};
    const Tensor before(tables[0].shape(), tables[0].values());
    // Rows 2, 0 and 5 of the table.
    const std::vector<Tensor> wholes{Tensor::variable(gather(before, Ids{2, 0, 5}))};
    const auto on_rows = make_optimizer(kind, 0.05f), on_whole = make_optimizer(kind, 0.05f);
    for (unsigned step = 0; step < 20; ++step) {
      look_up(tables[0], repeated, step);
      on_rows->apply(tables);
      gather_from(wholes[0], {0, 1, 0, 2, 0, 1}, step);
      on_whole->apply(wholes);
    }
    CHECK(same_values(gather(tables[0], Ids{2, 0, 5}), wholes[0]));
    CHECK(same_values(gather(tables[0], Ids{1, 3, 4}), gather(before, Ids{1, 3, 4})));
    for (const std::string_view name : on_rows->slot_names()) {
      const Tensor slot = on_rows->slot(tables[0], name);
      CHECK(same_values(gather(slot, Ids{2, 0, 5}), on_whole->slot(wholes[0], name)));
      CHECK(same_values(gather(slot, Ids{1, 3, 4}),
                        gather(make_optimizer(kind, 1)->slot(tables[0], name), Ids{1, 3, 4})));
    }
  }
}

// TensorFlow 1's AdamOptimizer._apply_sparse_shared:
//   m_t = assign(m, m * beta1); m_t = scatter_add(m, indices, grad * (1 - beta1))
//   v_t = assign(v, v * beta2); v_t = scatter_add(v, indices, (grad * grad) * (1 - beta2))
//   assign_sub(var, lr * m_t / (sqrt(v_t) + epsilon))
// Its threads flush numbers below the normal range to zero.
TEST_CASE("Adam on rows moves every row, rounded as TensorFlow does it") {
  const int V = 400, E = 3;  // several blocks of a table
  const auto optimizer = make_optimizer(OptimizerKind::adam, 0.05f);
  const std::vector<Tensor> tables{table_of(V, E)};
  const auto start = tables[0].values();
  std::vector<float> x(start.begin(), start.end()), m(x.size()), v(x.size());
  float power1 = 0.9f, power2 = 0.999f;
  const auto flushed = [](float value) { return std::abs(value) < FLT_MIN ? 0 : value; };
  for (unsigned step = 0; step < 1500; ++step) {
    const Ids ids = step < 30 ? Ids{7, int(step * step % V), 7, 399} : Ids{0};
    look_up(tables[0], ids, step);
    const Tensor gradient = tables[0].dense_gradient();
    optimizer->apply(tables);
    const float alpha = 0.05f * std::sqrt(1.0f - power2) / (1.0f - power1);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const float g = gradient.data()[i];
      m[i] = flushed(m[i] * 0.9f) + g * (1.0f - 0.9f);
      v[i] = flushed(v[i] * 0.999f) + g * g * (1.0f - 0.999f);
      x[i] -= m[i] * alpha / (std::sqrt(v[i]) + 1e-8f);
    }
    power1 *= 0.9f;
    power2 *= 0.999f;
  }
  CHECK(same_values(tables[0], Tensor({V, E}, x)));
  CHECK(same_values(optimizer->slot(tables[0], "m"), Tensor({V, E}, m)));
  CHECK(same_values(optimizer->slot(tables[0], "v"), Tensor({V, E}, v)));
  CHECK(m[7 * E] == 0);
  CHECK(v[7 * E] > 0);
}

TEST_CASE("Adam goes on moving a row that has no gradient any more, lazy Adam does not") {
  const auto moved_after = [](OptimizerKind kind) {
    const auto optimizer = make_optimizer(kind, 0.1f);
    const std::vector<Tensor> tables{table_of(4, 2)};
    look_up(tables[0], {1});
    optimizer->apply(tables);
    const Tensor before(tables[0].shape(), tables[0].values());
    look_up(tables[0], {3});
    optimizer->apply(tables);
    return !same_values(gather(tables[0], Ids{1}), gather(before, Ids{1}));
  };
  CHECK(moved_after(OptimizerKind::adam));
  CHECK_FALSE(moved_after(OptimizerKind::lazy_adam));
}

TEST_CASE("an optimizer takes rows and gradients of the whole table by turns") {
  for (const OptimizerKind kind : row_kinds) {
    const std::vector<Tensor> tables{table_of(3, 2)}, wholes{table_of(3, 2)};
    const auto on_rows = make_optimizer(kind, 0.05f), on_whole = make_optimizer(kind, 0.05f);
    for (unsigned step = 0; step < 6; ++step) {
      const Ids all{1, 0, 2};
      step % 2 ? gather_from(tables[0], all, step) : look_up(tables[0], all, step);
      gather_from(wholes[0], all, step);
      on_rows->apply(tables);
      on_whole->apply(wholes);
    }
    CHECK(same_values(tables[0], wholes[0]));
  }
}

TEST_CASE("clipping sees rows as it sees a gradient of the whole table") {
  const std::vector<Tensor> rows{table_of(6, 4), Tensor::variable(Tensor::zeros({2}))};
  const std::vector<Tensor> wholes{table_of(6, 4), Tensor::variable(Tensor::zeros({2}))};
  const auto start = [&] {
    look_up(rows[0], repeated);
    gather_from(wholes[0], repeated);
    for (const auto& variables : {rows, wholes}) {
      variables[1].clear_gradient();
      variables[1].accumulate(Tensor({2}, {3, 4}));
    }
  };
  start();
  CHECK(global_norm(rows) == doctest::Approx(global_norm(wholes)).epsilon(1e-6));
  CHECK(clip_by_global_norm(rows, 1) ==
        doctest::Approx(clip_by_global_norm(wholes, 1)).epsilon(1e-6));
  CHECK(widest_difference(rows[0].dense_gradient(), wholes[0].gradient()) < 1e-6);
  CHECK(global_norm(rows) == doctest::Approx(1));
  start();
  clip_by_value(rows, -0.5f, 0.25f);
  clip_by_value(wholes, -0.5f, 0.25f);
  CHECK(ids_of(rows[0]) == Ids{2, 0, 5});
  CHECK(same_values(rows[0].dense_gradient(), wholes[0].gradient()));
}

TEST_CASE("a step on a few rows of a large table takes the memory of a few rows") {
  const std::vector<Tensor> tables{Tensor::variable(Tensor::ones({500000, 4}))};
  for (const OptimizerKind kind : row_kinds) {
    const auto optimizer = make_optimizer(kind, 0.1f);
    for (const std::string_view name : optimizer->slot_names()) optimizer->slot(tables[0], name);
    const std::size_t before = pool_bytes();
    look_up(tables[0], {499999, 3, 3});
    clip_by_global_norm(tables, 1);
    optimizer->apply(tables);
    CHECK(pool_bytes() - before < 100000);
  }
}
