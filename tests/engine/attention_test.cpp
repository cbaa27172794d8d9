// Attention, fused, against its spelling in elementary operations; the decoder against PyTorch.
#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <stdexcept>
#include <vector>

#include "engine/core/tape.h"
#include "engine/nn/attention.h"
#include "engine/nn/make_cell.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/reduce.h"
#include "tests/engine/numbers.h"
#include "tests/references/torch_attention.h"

using namespace unfold;

namespace {

// Scores are lowered by enough to vanish where a step is past its length.
AttentionResult composed_attention(const Tensor& keys, const Tensor& query, const Tensor& v,
                                   const Tensor& memory, const std::vector<int>& lengths) {
  const int B = keys.size(0), S = keys.size(1), A = keys.size(2);
  Tensor lowered = Tensor::zeros({B, S});
  for (int b = 0; b < B && !lengths.empty(); ++b) {
    for (int s = lengths[b]; s < S; ++s) lowered.mutable_data()[b * S + s] = -INFINITY;
  }
  const Tensor shown = tanh(keys + reshape(query, {B, 1, A}));
  const Tensor weights = softmax(reduce_sum(v * shown, 2) + lowered);
  return {reduce_sum(reshape(weights, {B, S, 1}) * memory, 1), weights};
}

struct Run {
  AttentionResult result;
  std::vector<Tensor> gradients;
};

template <typename Attention>
Run run(Attention attention, const std::vector<Tensor>& x, const std::vector<int>& lengths) {
  Tape tape;
  const AttentionResult result = attention(x[0], x[1], x[2], x[3], lengths);
  tape.backward(reduce_sum(result.context * some(result.context.shape(), 90)) +
                reduce_sum(result.weights * some(result.weights.shape(), 91)));
  Run run{result, {}};
  for (const Tensor& input : x) run.gradients.push_back(input.gradient());
  return run;
}

void check_fused_equals_composed(int B, int S, int A, int C, const std::vector<int>& lengths) {
  std::vector<Tensor> x;
  for (const Shape& shape : {Shape{B, S, A}, Shape{B, A}, Shape{A}, Shape{B, S, C}}) {
    x.push_back(Tensor::variable(2.0f * some(shape, static_cast<unsigned>(x.size()) + 1)));
  }
  const Run fused = run(additive_attention, x, lengths);
  const Run composed = run(composed_attention, x, lengths);
  CHECK(widest_difference(fused.result.weights, composed.result.weights) == 0);
  CHECK(widest_difference(fused.result.context, composed.result.context) == 0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    CAPTURE(i);
    CHECK(widest_difference(fused.gradients[i], composed.gradients[i]) < 2e-5);
  }
}

Tensor given(const Shape& shape, const std::vector<float>& values) {
  return Tensor::variable(Tensor(shape, values));
}

Tensor uneven_sum(const Tensor& y) {
  Tensor weights(y.shape());
  for (int i = 0; i < y.count(); ++i) {
    weights.mutable_data()[i] = static_cast<float>(i + 1) / static_cast<float>(y.count());
  }
  return reduce_sum(y * weights);
}

// A decoder of fresh weights over sentences that were read.
struct Decoder {
  Variables variables;
  AttentionDecoder decoder;
  explicit Decoder(CellKind kind, int D = 3, int H = 5)
      : decoder(
            make_attention_decoder(make_cell(kind, D, H, {.graph = 3, .op = 1}, "cell", variables),
                                   D, H, {.graph = 3, .op = 5}, "decoder", variables)) {}
};

}  // namespace

TEST_CASE("fused and composed attention have the same values to the bit, and the same gradients") {
  check_fused_equals_composed(1, 1, 1, 1, {});
  check_fused_equals_composed(3, 5, 8, 4, {});
  check_fused_equals_composed(3, 5, 7, 6, {5, 1, 3});
  check_fused_equals_composed(2, 9, 13, 5, {2, 9});
}

TEST_CASE("attention to a single step is that step, and past a length there is no weight") {
  const Tensor memory = some({2, 3, 4}, 4);
  const auto [context, weights] = additive_attention(some({2, 3, 5}, 1), some({2, 5}, 2),
                                                     some({5}, 3), memory, std::vector{1, 2});
  CHECK(widest_difference(slice(context, 0, 0, 1), slice(memory.view({6, 4}), 0, 0, 1)) == 0);
  CHECK(weights.data()[0] == 1);
  for (int padding : {1, 2, 5}) CHECK(weights.data()[padding] == 0);
}

TEST_CASE("a sentence of length 0 is attended to nowhere") {
  const auto [context, weights] = additive_attention(
      some({2, 3, 5}, 1), some({2, 5}, 2), some({5}, 3), some({2, 3, 4}, 4), std::vector{0, 3});
  for (int s = 0; s < 3; ++s) CHECK(weights.data()[s] == 0);
  for (int i = 0; i < 4; ++i) CHECK(context.data()[i] == 0);
}

TEST_CASE("attention to large scores does not overflow") {
  const Tensor keys = Tensor::filled({1, 3, 2}, 200), query = Tensor::filled({1, 2}, -150);
  const auto [context, weights] =
      additive_attention(keys, query, Tensor::filled({2}, 1e4f), some({1, 3, 4}, 4));
  for (float weight : weights.values()) CHECK(weight == doctest::Approx(1.0 / 3));
}

TEST_CASE("gradients of attention add up over the steps that share a memory") {
  std::vector<Tensor> x;
  for (const Shape& shape : {Shape{2, 3, 4}, Shape{2, 4}, Shape{4}}) {
    x.push_back(Tensor::variable(some(shape, static_cast<unsigned>(x.size()) + 1)));
  }
  const auto gradients = [&](int steps) {
    Tape tape;
    Tensor loss = 0.0f;
    for (int step = 0; step < steps; ++step) {  // keys are the memory too
      loss = loss + uneven_sum(additive_attention(x[0], x[1], x[2], x[0]).context);
    }
    tape.backward(loss);
    return std::vector{x[0].gradient(), x[1].gradient(), x[2].gradient()};
  };
  const auto once = gradients(1), thrice = gradients(3);
  for (int i = 0; i < 3; ++i) CHECK(widest_difference(thrice[i], 3.0f * once[i]) < 1e-5);
}

TEST_CASE("a decoder with attention has PyTorch's values and gradients") {
  using namespace torch_attention;
  const Tensor inputs = given({T, B, D}, xs), read = given({B, S, H}, values),
               start_c = given({B, H}, c), start_h = given({B, H}, h),
               cell_weights = given({I + H, 4 * H}, torch_attention::cell_kernel),
               cell_biases = given({4 * H}, cell_bias), key = given({H, A}, key_kernel),
               score = given({A}, v);
  const Dense query{given({2 * H, A}, query_kernel), given({A}, query_bias)};
  const Dense input{given({D + H, I}, input_kernel), given({I}, input_bias)};
  const Dense output{given({2 * H, O}, output_kernel), given({O}, output_bias)};
  const AttentionDecoder decoder(std::make_shared<LstmCell>(cell_weights, cell_biases),
                                 {key, query, score}, input, output);
  Tape tape;
  const auto result =
      decoder.sequence(inputs, decoder.memory(read, lengths), {{start_c, start_h}, {}});
  const Tensor& last_c = result.carried.state[0];
  tape.backward(uneven_sum(result.outputs) + uneven_sum(result.weights) + uneven_sum(last_c));

  CHECK(widest_difference(result.outputs, Tensor({T, B, O}, outputs)) < 1e-6);
  CHECK(widest_difference(result.weights, Tensor({T, B, S}, weights)) < 1e-6);
  CHECK(widest_difference(last_c, Tensor({B, H}, final_c)) < 1e-6);
  const std::pair<Tensor, const std::vector<float>&> gradients[] = {
      {inputs, d_xs},
      {read, d_values},
      {start_c, d_c},
      {start_h, d_h},
      {cell_weights, d_cell_kernel},
      {cell_biases, d_cell_bias},
      {key, d_key_kernel},
      {score, d_v},
      {query.kernel, d_query_kernel},
      {query.bias, d_query_bias},
      {input.kernel, d_input_kernel},
      {input.bias, d_input_bias},
      {output.kernel, d_output_kernel},
      {output.bias, d_output_bias}};
  int index = 0;
  for (const auto& [variable, torch] : gradients) {
    CAPTURE(index++);
    CHECK(widest_difference(variable.gradient(), Tensor(variable.shape(), torch)) < 1e-5);
  }
}

TEST_CASE("a decoder goes step by step as it goes over a sequence, whatever the cell") {
  for (CellKind kind : {CellKind::rnn, CellKind::lstm, CellKind::gru}) {
    const Decoder fresh(kind);
    const AttentionMemory memory = fresh.decoder.memory(some({2, 4, 5}, 1), std::vector{4, 2});
    const Tensor xs = some({3, 2, 3}, 2);
    AttentionDecoder::Carried carried{State(kind == CellKind::lstm ? 2 : 1, some({2, 5}, 3)), {}};
    const auto all = fresh.decoder.sequence(xs, memory, carried);
    for (int t = 0; t < 3; ++t) {
      const auto one = fresh.decoder.step(slice(xs, 0, t, 1).view({2, 3}), memory, carried);
      CHECK(widest_difference(one.outputs, slice(all.outputs, 0, t, 1).view({2, 5})) == 0);
      CHECK(widest_difference(one.weights, slice(all.weights, 0, t, 1).view({2, 4})) == 0);
      carried = one.carried;
    }
  }
}

TEST_CASE("chosen rows of a memory are attended to as they were") {
  const Decoder fresh(CellKind::gru);
  const AttentionMemory memory = fresh.decoder.memory(some({3, 4, 5}, 1), std::vector{4, 1, 2});
  const AttentionMemory chosen = memory.rows(std::vector{2, 0, 2});
  CHECK(chosen.lengths == std::vector<int, PoolAllocator<int>>{2, 4, 2});
  CHECK(widest_difference(slice(chosen.keys, 0, 1, 1), slice(memory.keys, 0, 0, 1)) == 0);
  CHECK(widest_difference(slice(chosen.values, 0, 2, 1), slice(memory.values, 0, 2, 1)) == 0);
}

TEST_CASE("attention refuses shapes that do not fit") {
  const Tensor keys = some({2, 3, 4}, 1), query = some({2, 4}, 2), v = some({4}, 3);
  const Tensor memory = some({2, 3, 5}, 4);
  CHECK_THROWS_AS(additive_attention(query, query, v, memory), std::invalid_argument);
  CHECK_THROWS_AS(additive_attention(keys, some({2, 3}, 1), v, memory), std::invalid_argument);
  CHECK_THROWS_AS(additive_attention(keys, query, some({3}, 1), memory), std::invalid_argument);
  CHECK_THROWS_AS(additive_attention(keys, query, v, some({2, 4, 5}, 1)), std::invalid_argument);
  CHECK_THROWS_AS(additive_attention(keys, query, v, memory, std::vector{3}),
                  std::invalid_argument);
  CHECK_THROWS_AS(additive_attention(keys, query, v, memory, std::vector{3, 4}),
                  std::invalid_argument);
}
