// Fused recurrent layers against the cells composed from elementary operations, and against
// PyTorch.
#include <doctest/doctest.h>

#include <functional>
#include <stdexcept>
#include <vector>

#include "engine/core/tape.h"
#include "engine/nn/make_cell.h"
#include "engine/nn/recurrent.h"
#include "engine/nn/reset_after_gru.h"
#include "engine/nn/wrappers.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/reduce.h"
#include "tests/engine/numbers.h"
#include "tests/references/torch_cells.h"

using namespace unfold;

namespace {

struct Sizes {
  int B, T, D, H;
};

struct Run {
  CellResult result;
  std::vector<Tensor> gradients;
};

// The layer's values and the gradients of its inputs, weights and initial state for an uneven loss.
template <typename Layer>
Run run(Layer layer, const std::vector<Tensor>& variables) {
  Tape tape;
  const CellResult result = layer();
  Tensor loss = reduce_sum(result.outputs * some(result.outputs.shape(), 90));
  for (const Tensor& state : result.state) {
    loss = loss + reduce_sum(state * some(state.shape(), 91));
  }
  tape.backward(loss);
  Run run{result, {}};
  for (const Tensor& x : variables) run.gradients.push_back(x.gradient());
  return run;
}

// Some values, or one in five of them and zeros.
Tensor input(Sizes s, bool sparse) {
  Tensor x = some({s.B, s.T, s.D}, 11);
  for (int i = 0; i < x.count() && sparse; ++i) {
    if (i % 5 != 2) x.mutable_data()[i] = 0;
  }
  return Tensor::variable(x);
}

using MakeCell = std::function<CellPointer(Sizes, Variables&)>;

MakeCell maker(CellKind kind) {
  return [kind](Sizes s, Variables& weights) {
    return make_cell(kind, s.D, s.H, {.graph = 5, .op = 1}, "cell", weights);
  };
}

CellPointer make_reset_after(Sizes s, Variables& weights) {
  const Tensor kernel = weights.make("kernel", some({s.D + s.H, 3 * s.H}, 13));
  const Tensor bias = weights.make("bias", some({3 * s.H}, 14));
  return std::make_shared<ResetAfterGruCell>(kernel, bias,
                                             weights.make("recurrent_bias", some({3 * s.H}, 15)));
}

void check_fused_equals_composed(const MakeCell& make, Sizes s, const std::vector<int>& lengths,
                                 bool with_state, bool sparse) {
  Variables weights;
  const CellPointer cell = make(s, weights);
  std::vector<Tensor> variables = weights.tensors();
  for (Tensor& weight : variables) {
    for (float& value : weight.mutable_values()) value += 0.1f;  // peepholes and biases are not 0
  }
  const Tensor x = input(s, sparse);
  variables.push_back(x);
  State initial;
  if (with_state) {
    for (int size : cell->state_sizes()) {
      initial.push_back(Tensor::variable(some({s.B, size}, 12)));
      variables.push_back(initial.back());
    }
  }
  const Run fused = run([&] { return dynamic_rnn(*cell, x, lengths, initial); }, variables);
  const Run composed = run([&] { return unrolled_rnn(*cell, x, lengths, initial); }, variables);

  CHECK(widest_difference(fused.result.outputs, composed.result.outputs) == 0);
  for (std::size_t i = 0; i < fused.result.state.size(); ++i) {
    CHECK(widest_difference(fused.result.state[i], composed.result.state[i]) == 0);
  }
  for (std::size_t i = 0; i < variables.size(); ++i) {
    CAPTURE(i);
    REQUIRE(fused.gradients[i].empty() == composed.gradients[i].empty());
    if (fused.gradients[i].empty()) continue;
    CHECK(widest_difference(fused.gradients[i], composed.gradients[i]) < 2e-5);
  }
}

Tensor given(const Shape& shape, const std::vector<float>& values) {
  return Tensor::variable(Tensor(shape, values));
}

// 1, 2, 3, … scaled, as in make_torch_cells.py.
Tensor uneven(const Shape& shape) {
  Tensor weights(shape);
  for (int i = 0; i < shape.count(); ++i) {
    weights.mutable_data()[i] = static_cast<float>(i + 1) / static_cast<float>(shape.count());
  }
  return weights;
}

Tensor uneven_sum(const Tensor& y) { return reduce_sum(y * uneven(y.shape())); }

void check_values(const Tensor& here, const std::vector<float>& torch) {
  CHECK(widest_difference(here, Tensor(here.shape(), torch)) < 1e-6);
}
void check_gradient(const Tensor& x, const std::vector<float>& torch) {
  CHECK(widest_difference(x.gradient(), Tensor(x.shape(), torch)) < 1e-5);
}

}  // namespace

TEST_CASE("fused and composed cells have the same values to the bit, and the same gradients") {
  const Sizes sizes[] = {{1, 1, 1, 1}, {3, 5, 4, 2}, {2, 6, 5, 5}, {5, 4, 3, 8}, {4, 3, 9, 13}};
  std::vector<MakeCell> cells{make_reset_after};
  for (CellKind kind : {CellKind::rnn, CellKind::relu_rnn, CellKind::lstm, CellKind::peephole_lstm,
                        CellKind::gru, CellKind::keras_rnn}) {
    cells.push_back(maker(kind));
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CAPTURE(i);
    const MakeCell& kind = cells[i];
    for (const Sizes& s : sizes) {
      std::vector<int> ragged;
      for (int b = 0; b < s.B; ++b) ragged.push_back((b * 2 + 1) % (s.T + 1));
      for (bool with_state : {false, true}) {
        check_fused_equals_composed(kind, s, {}, with_state, false);
        check_fused_equals_composed(kind, s, ragged, with_state, false);
        check_fused_equals_composed(kind, s, ragged, with_state, true);
      }
    }
  }
}

TEST_CASE("past a length outputs are zero and the state is that of the last valid step") {
  Variables weights;
  const auto cell = make_cell(CellKind::lstm, 3, 4, {.graph = 5, .op = 1}, "cell", weights);
  const Tensor x = some({3, 5, 3}, 2);
  const std::vector<int> lengths{5, 0, 2};
  const CellResult all = dynamic_rnn(*cell, x), cut = dynamic_rnn(*cell, x, lengths);
  for (int b = 0; b < 3; ++b) {
    for (int t = 0; t < 5; ++t) {
      const Tensor here = slice(slice(cut.outputs, 0, b, 1), 1, t, 1);
      const Tensor full = slice(slice(all.outputs, 0, b, 1), 1, t, 1);
      const bool valid = t < lengths[b];
      CHECK(widest_difference(here, valid ? full : Tensor::zeros(full.shape())) == 0);
      if (t == lengths[b] - 1) {
        CHECK(widest_difference(slice(cut.state[1], 0, b, 1), full.view({1, 4})) == 0);
      }
    }
  }
  CHECK(widest_difference(slice(cut.state[0], 0, 1, 1), Tensor::zeros({1, 4})) == 0);
}

TEST_CASE("an RNN has PyTorch's values and gradients") {
  using namespace torch_cells;
  const Tensor x = given({B, T, D}, rnn_x), kernel = given({D + H, H}, rnn_kernel),
               bias = given({H}, rnn_bias), h = given({B, H}, rnn_h);
  Tape tape;
  const auto result = rnn(x, kernel, bias, kernels::Activation::tanh, h, lengths);
  tape.backward(uneven_sum(result.outputs) + uneven_sum(result.h));
  check_values(result.outputs, rnn_outputs);
  check_values(result.h, rnn_final_h);
  check_gradient(x, rnn_d_x);
  check_gradient(kernel, rnn_d_kernel);
  check_gradient(bias, rnn_d_bias);
  check_gradient(h, rnn_d_h);
}

TEST_CASE("an LSTM has PyTorch's values and gradients") {
  using namespace torch_cells;
  const Tensor x = given({B, T, D}, lstm_x), kernel = given({D + H, 4 * H}, lstm_kernel),
               bias = given({4 * H}, lstm_bias), c = given({B, H}, lstm_c),
               h = given({B, H}, lstm_h);
  Tape tape;
  const auto result = lstm(x, kernel, bias, 1, c, h, lengths);
  tape.backward(uneven_sum(result.outputs) + uneven_sum(result.c) + uneven_sum(result.h));
  check_values(result.outputs, lstm_outputs);
  check_values(result.c, lstm_final_c);
  check_values(result.h, lstm_final_h);
  check_gradient(x, lstm_d_x);
  check_gradient(kernel, lstm_d_kernel);
  check_gradient(bias, lstm_d_bias);
  check_gradient(c, lstm_d_c);
  check_gradient(h, lstm_d_h);
}

TEST_CASE("a GRU has PyTorch's values and gradients") {
  using namespace torch_cells;
  const Tensor x = given({B, T, D}, gru_x), gate_kernel = given({D + H, 2 * H}, gru_gate_kernel),
               gate_bias = given({2 * H}, gru_gate_bias),
               candidate_kernel = given({D + H, H}, gru_candidate_kernel),
               candidate_bias = given({H}, gru_candidate_bias), h = given({B, H}, gru_h);
  Tape tape;
  const auto result = gru(x, gate_kernel, gate_bias, candidate_kernel, candidate_bias, h, lengths);
  tape.backward(uneven_sum(result.outputs) + uneven_sum(result.h));
  check_values(result.outputs, gru_outputs);
  check_values(result.h, gru_final_h);
  check_gradient(x, gru_d_x);
  check_gradient(gate_kernel, gru_d_gate_kernel);
  check_gradient(gate_bias, gru_d_gate_bias);
  check_gradient(candidate_kernel, gru_d_candidate_kernel);
  check_gradient(candidate_bias, gru_d_candidate_bias);
  check_gradient(h, gru_d_h);
}

TEST_CASE("a stack runs its layers one above the other, step by step or fused") {
  Variables weights;
  const StackedCell stack({make_cell(CellKind::lstm, 3, 4, {.graph = 1, .op = 1}, "0", weights),
                           make_cell(CellKind::gru, 4, 5, {.graph = 1, .op = 2}, "1", weights)});
  const Tensor x = some({2, 4, 3}, 1);
  const CellResult fused = dynamic_rnn(stack, x), composed = unrolled_rnn(stack, x);
  CHECK(fused.outputs.shape() == Shape{2, 4, 5});
  REQUIRE(fused.state.size() == 3);
  CHECK(widest_difference(fused.outputs, composed.outputs) == 0);
  for (int i = 0; i < 3; ++i) CHECK(widest_difference(fused.state[i], composed.state[i]) == 0);
}

TEST_CASE("a backward cell reads each sequence from its last valid step") {
  Variables weights;
  const auto cell = make_cell(CellKind::gru, 2, 3, {.graph = 1, .op = 1}, "cell", weights);
  const Tensor x = some({2, 4, 2}, 1);
  const std::vector<int> lengths{4, 2};
  const auto both = bidirectional_dynamic_rnn(*cell, *cell, x, lengths);
  CHECK(widest_difference(both.forward.outputs, dynamic_rnn(*cell, x, lengths).outputs) == 0);
  const Tensor first = slice(both.backward.outputs, 1, 0, 1).view({2, 3});
  CHECK(widest_difference(first, both.backward.state[0]) == 0);
  const Tensor short_row = slice(slice(x, 0, 1, 1), 1, 0, 2);
  const Tensor alone = dynamic_rnn(*cell, reverse_sequence(short_row)).outputs;
  CHECK(widest_difference(reverse_sequence(alone),
                          slice(slice(both.backward.outputs, 0, 1, 1), 1, 0, 2)) == 0);
}

TEST_CASE("an output projection is a dense layer after each step") {
  Variables weights;
  const auto inner = make_cell(CellKind::rnn, 2, 6, {.graph = 1, .op = 1}, "cell", weights);
  const Dense dense = make_dense(6, 1, {.graph = 1, .op = 2}, "projection", weights);
  const OutputProjectionCell cell(inner, dense);
  const Tensor x = some({3, 4, 2}, 1);
  const CellResult fused = dynamic_rnn(cell, x);
  CHECK(fused.outputs.shape() == Shape{3, 4, 1});
  CHECK(fused.state[0].shape() == Shape{3, 6});
  CHECK(widest_difference(fused.outputs, unrolled_rnn(cell, x).outputs) == 0);
}

TEST_CASE("dropout scales what it keeps, draws anew each time and rests when it is off") {
  Variables weights;
  const auto inner = make_cell(CellKind::rnn, 50, 4, {.graph = 1, .op = 1}, "cell", weights);
  DropoutCell cell(inner, {.graph = 1, .op = 2}, {.graph = 1, .op = 3});
  const Tensor x = some({2, 3, 50}, 1);
  CHECK(widest_difference(dynamic_rnn(cell, x).outputs, dynamic_rnn(*inner, x).outputs) == 0);
  cell.keep(1, 0.5f);
  const Tensor once = dynamic_rnn(cell, x).outputs, twice = dynamic_rnn(cell, x).outputs;
  CHECK(widest_difference(once, twice) > 0);
  const Tensor plain = dynamic_rnn(*inner, x).outputs;
  for (int i = 0; i < once.count(); ++i) {
    const float kept = plain.data()[i] / 0.5f;
    CHECK((once.data()[i] == 0 || once.data()[i] == kept));
  }
  CHECK_THROWS_AS(cell.keep(0), std::invalid_argument);
}

TEST_CASE("dropout draws the same masks for a whole sequence as step by step") {
  Variables weights;
  const auto inner = make_cell(CellKind::rnn, 5, 4, {.graph = 1, .op = 1}, "cell", weights);
  const auto dropping = [&] {
    DropoutCell cell(inner, {.graph = 1, .op = 2}, {.graph = 1, .op = 3});
    cell.keep(0.5f, 0.7f);
    return cell;
  };
  const Tensor x = some({3, 4, 5}, 1);
  const Tensor fused = dynamic_rnn(dropping(), x).outputs;
  CHECK(widest_difference(fused, unrolled_rnn(dropping(), x).outputs) == 0);
}

TEST_CASE("an orthogonal start has orthonormal rows or columns and depends on the seed") {
  for (const Shape& shape : {Shape{5, 5}, Shape{7, 3}, Shape{3, 7}}) {
    const Tensor q = initialize(Initializer::orthogonal, shape, {.graph = 4, .op = 2});
    const Tensor product = shape[0] >= shape[1] ? matmul(transpose(q), q) : matmul(q, transpose(q));
    for (int i = 0; i < product.size(0); ++i) {
      for (int j = 0; j < product.size(1); ++j) {
        CHECK(product.data()[i * product.size(1) + j] ==
              doctest::Approx(i == j ? 1 : 0).epsilon(1e-5).scale(1));
      }
    }
    const Tensor other = initialize(Initializer::orthogonal, shape, {.graph = 5, .op = 2});
    CHECK(widest_difference(q, other) > 0.1);
  }
}
