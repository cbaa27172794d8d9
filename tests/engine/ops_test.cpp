// Values and refusals of the operations; their gradients are in gradients_test.cpp.
#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/dropout.h"
#include "engine/ops/loss.h"
#include "engine/ops/matmul.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "engine/ops/sequence.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

bool equal(const Tensor& a, const Tensor& b) { return widest_difference(a, b) == 0; }

Tensor counting(const Shape& shape) {
  Tensor x(shape);
  for (int i = 0; i < shape.count(); ++i) x.mutable_data()[i] = static_cast<float>(i);
  return x;
}

}  // namespace

TEST_CASE("arithmetic broadcasts as NumPy does") {
  const Tensor column({2, 1}, {10, 20}), row({3}, {1, 2, 3});
  CHECK(equal(column + row, Tensor({2, 3}, {11, 12, 13, 21, 22, 23})));
  CHECK(equal(column - row, Tensor({2, 3}, {9, 8, 7, 19, 18, 17})));
  CHECK(equal(row * 2.0f, Tensor({3}, {2, 4, 6})));
  CHECK(equal(1.0f / row, Tensor({3}, {1, 0.5f, 1.0f / 3})));
  CHECK(equal(squared_difference(row, Tensor(3.0f)), Tensor({3}, {4, 1, 0})));
  CHECK_THROWS_AS(Tensor::zeros({2}) * Tensor::zeros({3}), std::invalid_argument);
}

TEST_CASE("a product takes all leading axes as rows") {
  const Tensor w = counting({3, 5});
  const Tensor y = matmul(counting({3, 5, 3}), w);
  CHECK(y.shape() == Shape{3, 5, 5});
  CHECK(y.values()[0] == 25);
  CHECK(y.values()[74] == 1171);
  CHECK_THROWS_AS(matmul(counting({2, 4}), w), std::invalid_argument);
}

TEST_CASE("arranging and arranging back gives the same values") {
  const Tensor x = counting({2, 3, 4});
  CHECK(equal(transpose(transpose(x, {2, 0, 1}), {1, 2, 0}), x));
  CHECK(transpose(x, {2, 0, 1}).values()[1] == 4);
  CHECK(equal(concat(split(x, 2, 2), 2), x));
  CHECK(equal(stack(unstack(x, 1), 1), x));
  CHECK(
      equal(slice(x, 1, 1, 2).view({2, 2, 4}), concat({slice(x, 1, 1, 1), slice(x, 1, 2, 1)}, 1)));
  CHECK(equal(reverse_sequence(reverse_sequence(x, std::vector{2, 3}), std::vector{2, 3}), x));
  CHECK_THROWS_AS(transpose(x, {0, 0, 1}), std::invalid_argument);
  CHECK_THROWS_AS(split(x, 5, 2), std::invalid_argument);
  CHECK_THROWS_AS(slice(x, 1, 2, 2), std::invalid_argument);
  CHECK_THROWS_AS(concat({x, counting({2, 3, 5})}, 1), std::invalid_argument);
  CHECK_THROWS_AS(reshape(x, {5, 5}), std::invalid_argument);
  CHECK_THROWS_AS(reverse_sequence(x, std::vector{2, 4}), std::invalid_argument);
}

TEST_CASE("choosing by index takes rows, and codes outside of the depth are all zero") {
  CHECK(equal(gather(counting({3, 2}), std::vector{2, 0}), Tensor({2, 2}, {4, 5, 0, 1})));
  CHECK(equal(one_hot(std::vector{1, -1, 3}, 3), Tensor({3, 3}, {0, 1, 0, 0, 0, 0, 0, 0, 0})));
  CHECK(argmax(Tensor({2, 3}, {1, 5, 5, 2, 0, 1})) == std::vector{1, 0});
  CHECK_THROWS_AS(gather(counting({3, 2}), std::vector{3}), std::invalid_argument);
}

TEST_CASE("reductions run over everything or along one axis") {
  const Tensor x = counting({2, 3});
  CHECK(reduce_sum(x).item() == 15);
  CHECK(reduce_mean(x).item() == 2.5f);
  CHECK(reduce_max(x).item() == 5);
  CHECK(equal(reduce_sum(x, 0), Tensor({3}, {3, 5, 7})));
  CHECK(equal(reduce_mean(x, 1), Tensor({2}, {1, 4})));
  CHECK(equal(reduce_max(x, -1), Tensor({2}, {2, 5})));
}

TEST_CASE("softmax neither overflows nor loses its sum") {
  const Tensor p = softmax(Tensor({2, 3}, {1000, 1000, -1000, 0, 0, 0}));
  CHECK(equal(slice(p, 0, 0, 1), Tensor({1, 3}, {0.5f, 0.5f, 0})));
  CHECK(reduce_sum(p).item() == doctest::Approx(2));
  const Tensor logs = log_softmax(Tensor({1, 2}, {1000, 0}));
  CHECK(logs.values()[0] == 0);
  CHECK(logs.values()[1] == -1000);
}

TEST_CASE("the sequence losses that the notebooks print come out") {
  const Tensor ones = Tensor::ones({1, 3});
  const std::vector targets{1, 1, 1};
  const auto loss = [&](std::initializer_list<float> logits) {
    return sequence_loss(Tensor({1, 3, 2}, logits), targets, ones).item();
  };
  CHECK(std::abs(loss({0.2f, 0.7f, 0.6f, 0.2f, 0.2f, 0.9f}) - 0.5967595) < 1e-7);
  CHECK(std::abs(loss({0.3f, 0.7f, 0.3f, 0.7f, 0.3f, 0.7f}) - 0.5130153) < 1e-7);
  CHECK(std::abs(loss({0.1f, 0.9f, 0.1f, 0.9f, 0.1f, 0.9f}) - 0.3711007) < 1e-7);
  CHECK(std::abs(loss({1, 0, 1, 0, 1, 0}) - 1.3132616) < 2e-7);
  CHECK(std::abs(loss({0, 1, 1, 0, 0, 1}) - 0.6465949) < 1e-7);
}

TEST_CASE("a weight of zero takes a step out of the loss") {
  const Tensor logits({1, 2, 2}, {3, 1, -2, 5});
  const float masked = sequence_loss(logits, std::vector{0, 0}, Tensor({1, 2}, {1, 0})).item();
  const Tensor first({1, 1, 2}, {3, 1});
  CHECK(masked == sequence_loss(first, std::vector{0}, Tensor::ones({1, 1})).item());
  CHECK_THROWS_AS(softmax_cross_entropy(logits, std::vector{0, 2}), std::invalid_argument);
  CHECK_THROWS_AS(softmax_cross_entropy(logits, std::vector{0}), std::invalid_argument);
}

TEST_CASE("dropout keeps where keep probability and random number reach one") {
  const Tensor x({4}, {1, 2, 3, 4}), uniform({4}, {0.1f, 0.5f, 0.74f, 0.76f});
  CHECK(equal(dropout(x, 0.25f, uniform), Tensor({4}, {0, 0, 0, 16})));
  CHECK_THROWS_AS(dropout(x, 0, uniform), std::invalid_argument);
  CHECK_THROWS_AS(dropout(x, 0.5f, Tensor::zeros({3})), std::invalid_argument);
}

TEST_CASE("recurrent layers say which size does not fit") {
  const Tensor x = counting({2, 3, 4}), kernel = counting({6, 2}), bias = counting({2});
  const auto run = [&](const Tensor& x, const Tensor& kernel, const Tensor& bias,
                       std::vector<int> lengths) {
    return rnn(x, kernel, bias, kernels::Activation::tanh, {}, lengths);
  };
  CHECK_NOTHROW(run(x, kernel, bias, {3, 0}));
  CHECK_THROWS_WITH_AS(run(x, counting({5, 2}), bias, {}),
                       "[rnn] an input of 4 features and 2 units need a kernel of 6 rows, not 5",
                       std::invalid_argument);
  CHECK_THROWS_AS(run(x, kernel, counting({3}), {}), std::invalid_argument);
  CHECK_THROWS_AS(run(x, kernel, bias, {3}), std::invalid_argument);
  CHECK_THROWS_AS(run(x, kernel, bias, {3, 4}), std::invalid_argument);
  CHECK_THROWS_AS(run(counting({2, 4}), kernel, bias, {}), std::invalid_argument);
}
