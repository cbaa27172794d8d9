// The gradient of every differentiable operation against central differences.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/tape.h"
#include "engine/nn/candidate_losses.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/attention.h"
#include "engine/ops/dropout.h"
#include "engine/ops/loss.h"
#include "engine/ops/matmul.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "engine/ops/sequence.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

using Inputs = std::vector<Tensor>;

struct Row {
  const char* op;
  std::vector<Shape> shapes;
  std::function<Tensor(const Inputs&)> f;
  float shift = 0;  // moves the inputs out of ±1, away from where f has no derivative
};

Tensor joined(std::initializer_list<Tensor> parts) {
  std::vector<Tensor> flat;
  for (const Tensor& part : parts) flat.push_back(reshape(part, Shape{part.count()}));
  return concat(flat, 0);
}

const std::vector<int> ragged{3, 0, 2};
const std::vector<int> targets{1, 0, 2, 2};
// Labels that come again and that are candidates.
const std::vector<int> classes{8, 1, 8, 3};
const Candidates candidates{{3, 8, 0, 5}, {0.5f, 1.5f, 0.5f, 1}, {1, 0.5f, 2, 0.25f}};

const std::vector<Row> table{
    {"add", {{2, 3}, {2, 3}}, [](const Inputs& x) { return x[0] + x[1]; }},
    {"add", {{2, 3, 4}, {3, 1}}, [](const Inputs& x) { return x[0] + x[1]; }},
    {"subtract", {{3}, {2, 3}}, [](const Inputs& x) { return x[0] - x[1]; }},
    {"multiply", {{2, 1, 5}, {3, 1}}, [](const Inputs& x) { return x[0] * x[1]; }},
    {"multiply", {{2, 3}, {}}, [](const Inputs& x) { return x[0] * x[1]; }},
    {"divide", {{2, 3}, {3}}, [](const Inputs& x) { return x[0] / x[1]; }, 3},
    {"negate", {{5}}, [](const Inputs& x) { return -x[0]; }},
    {"squared_difference",
     {{2, 3}, {3}},
     [](const Inputs& x) { return squared_difference(x[0], x[1]); }},
    {"matmul", {{2, 5}, {5, 3}}, [](const Inputs& x) { return matmul(x[0], x[1]); }},
    {"matmul", {{2, 3, 5}, {5, 9}}, [](const Inputs& x) { return matmul(x[0], x[1]); }},
    {"transpose",
     {{2, 3, 4}},
     [](const Inputs& x) {
       return transpose(x[0], {2, 0, 1});
     }},
    {"reshape",
     {{2, 6}},
     [](const Inputs& x) {
       return reshape(x[0], {3, 4});
     }},
    {"concat",
     {{2, 3}, {2, 1}},
     [](const Inputs& x) {
       return concat({x[0], x[1]}, 1);
     }},
    {"slice", {{2, 5, 2}}, [](const Inputs& x) { return slice(x[0], 1, 1, 3); }},
    {"slice",
     {{2, 6}},
     [](const Inputs& x) {
       const auto parts = split(x[0], 3, 1);
       return parts[0] * parts[1] + parts[2];
     }},
    {"concat",
     {{2, 3}, {2, 3}},
     [](const Inputs& x) {
       return stack(std::vector{x[0], x[1]}, 1);
     }},
    {"reshape",
     {{2, 3, 2}},
     [](const Inputs& x) {
       const auto parts = unstack(x[0], 1);
       return parts[0] * parts[1] + parts[2];
     }},
    {"reverse_sequence",
     {{3, 3, 2}},
     [](const Inputs& x) { return reverse_sequence(x[0], ragged); }},
    {"gather", {{3, 4}}, [](const Inputs& x) { return gather(x[0], targets); }},
    {"embedding_lookup", {{3, 4}}, [](const Inputs& x) { return embedding_lookup(x[0], targets); }},
    {"embedding_lookup",
     {{3, 4}},
     [](const Inputs& x) { return embedding_lookup(x[0], targets) * gather(x[0], targets); }},
    {"embedding_lookup",
     {{3, 4}},
     [](const Inputs& x) { return embedding_lookup(2.0f * x[0], targets); }},
    {"reduce_sum", {{2, 3}}, [](const Inputs& x) { return reduce_sum(x[0]); }},
    {"reduce_sum", {{2, 3, 4}}, [](const Inputs& x) { return reduce_sum(x[0], 1); }},
    {"reduce_mean", {{2, 3}}, [](const Inputs& x) { return reduce_mean(x[0]); }},
    {"reduce_mean", {{2, 3, 4}}, [](const Inputs& x) { return reduce_mean(x[0], -1); }},
    {"reduce_max", {{2, 3}}, [](const Inputs& x) { return reduce_max(x[0]); }},
    {"reduce_max", {{2, 3, 4}}, [](const Inputs& x) { return reduce_max(x[0], 0); }},
    {"tanh", {{7}}, [](const Inputs& x) { return tanh(x[0]); }},
    {"sigmoid", {{7}}, [](const Inputs& x) { return sigmoid(x[0]); }},
    {"relu", {{7}}, [](const Inputs& x) { return relu(x[0]); }, 1.5},
    {"relu", {{7}}, [](const Inputs& x) { return relu(x[0]); }, -1.5},
    {"exp", {{7}}, [](const Inputs& x) { return exp(x[0]); }},
    {"log", {{7}}, [](const Inputs& x) { return log(x[0]); }, 3},
    {"softmax", {{2, 5}}, [](const Inputs& x) { return softmax(x[0]); }},
    {"log_softmax", {{2, 5}}, [](const Inputs& x) { return log_softmax(x[0]); }},
    {"softmax_cross_entropy",
     {{4, 3}},
     [](const Inputs& x) { return softmax_cross_entropy(x[0], targets); }},
    {"sigmoid_cross_entropy",
     {{2, 5}},
     [](const Inputs& x) {
       return sigmoid_cross_entropy(3.0f * x[0], one_hot({{4, 0}}, 5));
     }},
    {"sampled_logits",
     {{9, 5}, {9}, {4, 5}},
     [](const Inputs& x) { return nce_loss(x[0], x[1], classes, x[2], candidates); }},
    {"sampled_logits",
     {{9, 5}, {9}, {4, 5}},
     [](const Inputs& x) { return nce_loss(x[0], x[1], classes, x[2], candidates, true); }},
    {"sampled_logits",
     {{9, 5}, {9}, {4, 5}},
     [](const Inputs& x) { return sampled_softmax_loss(x[0], x[1], classes, x[2], candidates); }},
    {"sampled_logits",
     {{9, 5}, {9}, {4, 5}},
     [](const Inputs& x) {
       return sampled_softmax_loss(2.0f * x[0], 2.0f * x[1], classes, x[2], candidates, false);
     }},
    {"softmax_cross_entropy",
     {{2, 2, 3}, {2, 2}},
     [](const Inputs& x) { return sequence_loss(x[0], targets, x[1]); },
     2},
    {"squared_difference",
     {{2, 3}, {2, 3}},
     [](const Inputs& x) { return mean_squared_error(x[0], x[1]); }},
    {"dropout",
     {{4, 5}},
     [](const Inputs& x) {
       return dropout(x[0], 0.5f, random_uniform({4, 5}, {.graph = 1, .op = 2}));
     }},
    {"rnn",
     {{3, 3, 2}, {7, 5}, {5}, {3, 5}},
     [](const Inputs& x) {
       const auto result = rnn(x[0], x[1], x[2], kernels::Activation::tanh, x[3], ragged);
       return joined({result.outputs, result.h});
     }},
    {"lstm",
     {{3, 3, 2}, {7, 20}, {20}, {3, 5}, {3, 5}, {5}, {5}, {5}},
     [](const Inputs& x) {
       const auto result = lstm(x[0], x[1], x[2], 1, x[3], x[4], ragged, {x[5], x[6], x[7]});
       return joined({result.outputs, result.c, result.h});
     }},
    {"lstm",
     {{2, 3, 2}, {7, 20}, {20}},
     [](const Inputs& x) { return lstm(x[0], x[1], x[2], 0.5f).c; }},
    {"additive_attention",
     {{3, 3, 5}, {3, 5}, {5}, {3, 3, 2}},
     [](const Inputs& x) {
       const auto result = additive_attention(x[0], x[1], x[2], x[3], ragged);
       return joined({result.context, result.weights});
     }},
    {"gru",
     {{3, 3, 2}, {7, 10}, {10}, {7, 5}, {5}, {3, 5}},
     [](const Inputs& x) {
       const auto result = gru(x[0], x[1], x[2], x[3], x[4], x[5], ragged);
       return joined({result.outputs, result.h});
     }},
    {"reset_after_gru",
     {{3, 3, 2}, {7, 15}, {15}, {15}, {3, 5}},
     [](const Inputs& x) {
       const auto result = reset_after_gru(x[0], x[1], x[2], x[3], x[4], ragged);
       return joined({result.outputs, result.h});
     }},
};

// 1, 2, 3, … scaled: a gradient that mixes up its elements cannot pass.
Tensor uneven(const Shape& shape) {
  Tensor weights(shape);
  for (int i = 0; i < shape.count(); ++i) {
    weights.mutable_data()[i] = static_cast<float>(i + 1) / static_cast<float>(shape.count());
  }
  return weights;
}

double weighted_sum(const Tensor& y) {
  double sum = 0;
  const Tensor weights = uneven(y.shape());
  for (int i = 0; i < y.count(); ++i) sum += double(y.data()[i]) * weights.data()[i];
  return sum;
}

double central_difference(const Row& row, Inputs& x, int input, int element) {
  constexpr float step = 1.0f / 128;
  float& value = x[input].mutable_data()[element];
  const float middle = value;
  value = middle + step;
  const double above = weighted_sum(row.f(x));
  value = middle - step;
  const double below = weighted_sum(row.f(x));
  value = middle;
  return (above - below) / (2 * step);
}

}  // namespace

TEST_CASE("every gradient agrees with central differences") {
  for (const Row& row : table) {
    CAPTURE(row.op);
    Inputs x;
    for (const Shape& shape : row.shapes) {
      x.push_back(Tensor::variable(some(shape, static_cast<unsigned>(x.size()) + 3) + row.shift));
    }
    Tape tape;
    const Tensor y = row.f(x);
    bool recorded = false;
    tape.operations([&](const char* op) { recorded |= std::string(op) == row.op; });
    CHECK(recorded);
    tape.backward(reduce_sum(y * uneven(y.shape())));
    for (int input = 0; input < static_cast<int>(x.size()); ++input) {
      CAPTURE(input);
      const Tensor gradient = x[input].dense_gradient();
      REQUIRE_FALSE(gradient.empty());
      for (int i = 0; i < x[input].count(); ++i) {
        CAPTURE(i);
        CHECK(gradient.data()[i] ==
              doctest::Approx(central_difference(row, x, input, i)).epsilon(2e-3).scale(1));
      }
    }
  }
}

TEST_CASE("the activations of a basic cell both have their gradient") {
  // Far from the kink of relu: positive weights and inputs.
  Inputs x;
  for (const Shape& shape : {Shape{2, 3, 2}, Shape{5, 3}, Shape{3}}) {
    x.push_back(Tensor::variable(some(shape, 3) * 0.2f + 0.5f));
  }
  const Row row{"rnn", {}, [](const Inputs& x) {
                  return rnn(x[0], x[1], x[2], kernels::Activation::relu).outputs;
                }};
  Tape tape;
  const Tensor y = row.f(x);
  tape.backward(reduce_sum(y * uneven(y.shape())));
  const Tensor gradient = x[1].gradient();
  for (int i = 0; i < gradient.count(); ++i) {
    CHECK(gradient.data()[i] == doctest::Approx(central_difference(row, x, 1, i)).epsilon(2e-3));
  }
}

TEST_CASE("every operation that can be recorded is in the gradient table") {
  const std::vector<std::filesystem::path> folders{"engine/ops", "engine/nn"};
  if (!std::filesystem::exists(folders.front())) {
    MESSAGE("skipped: the sources are not in the working directory");
    return;
  }
  std::set<std::string> tested;
  for (const Row& row : table) tested.insert(row.op);
  const std::regex recording(R"(Tape::record(?:_many)?\(\s*"(\w+)\")");
  int found = 0;
  for (const auto& folder : folders) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
      if (!file.is_regular_file()) continue;
      std::ifstream stream(file.path());
      const std::string source{std::istreambuf_iterator<char>(stream), {}};
      for (std::sregex_iterator match(source.begin(), source.end(), recording), end; match != end;
           ++match, ++found) {
        CAPTURE((*match)[1].str());
        CHECK(tested.count((*match)[1].str()) == 1);
      }
    }
  }
  CHECK(found >= 20);
}
