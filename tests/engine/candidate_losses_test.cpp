// Noise-contrastive estimation and the sampled softmax.
#include <doctest/doctest.h>

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "engine/core/row_gradient.h"
#include "engine/core/tape.h"
#include "engine/nn/candidate_losses.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "engine/ops/matmul.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "tests/engine/numbers.h"
#include "tests/references/torch_candidate_losses.h"

using namespace unfold;

namespace {

using Numbers = std::vector<float>;

struct Model {
  Tensor weights, biases, inputs;
  std::vector<int> labels;
  Candidates candidates;
};

Model torch_model() {
  using namespace torch_candidate_losses;
  Model model{Tensor::variable(Tensor({9, 6}, weights)),
              Tensor::variable(Tensor({9}, biases)),
              Tensor::variable(Tensor({4, 6}, inputs)),
              {8, 1, 8, 3},
              {{3, 8, 0, 5, 2}, {}, {}}};
  model.candidates.true_expected.assign(true_expected.begin(), true_expected.end());
  model.candidates.sampled_expected.assign(sampled_expected.begin(), sampled_expected.end());
  return model;
}

Model drawn_model(int V, int E, int B, int S) {
  Model model{Tensor::variable(some({V, E}, 1)),
              Tensor::variable(some({V}, 2)),
              Tensor::variable(some({B, E}, 3)),
              {},
              {}};
  for (int b = 0; b < B; ++b) model.labels.push_back(b * b % V);
  model.candidates = LogUniformSampler({.graph = 1, .op = 2}).sample(model.labels, S, V);
  return model;
}

Tensor nce(const Model& m, bool remove) {
  return nce_loss(m.weights, m.biases, m.labels, m.inputs, m.candidates, remove);
}
Tensor softmax_of(const Model& m, bool remove) {
  return sampled_softmax_loss(m.weights, m.biases, m.labels, m.inputs, m.candidates, remove);
}

// 1, 2, 3, … scaled, as in make_torch_candidate_losses.py.
Tensor uneven_sum(const Tensor& losses) {
  Tensor factors(losses.shape());
  for (int i = 0; i < losses.count(); ++i) {
    factors.mutable_data()[i] = static_cast<float>(i + 1) / static_cast<float>(losses.count());
  }
  return reduce_sum(losses * factors);
}

void check(const Tensor& here, const Numbers& torch) {
  CHECK(widest_difference(here, Tensor(here.shape(), torch)) < 4e-6);
}

struct Expected {
  const Numbers &losses, &d_weights, &d_biases, &d_inputs;
};

template <typename Loss>
void check_against_torch(Loss loss, bool remove, const Expected& expected) {
  const Model model = torch_model();
  Tape tape;
  const Tensor losses = loss(model, remove);
  tape.backward(uneven_sum(losses));
  check(losses, expected.losses);
  check(model.weights.dense_gradient(), expected.d_weights);
  check(model.biases.dense_gradient(), expected.d_biases);
  check(model.inputs.gradient(), expected.d_inputs);
}

// The definition: rows by gather, a product of matrices, hits as in TensorFlow.
Tensor composed_logits(const Model& m, bool remove) {
  const int B = m.inputs.size(0), S = static_cast<int>(m.candidates.ids.size());
  Tensor log_true({B}), log_sampled({S}), hits = Tensor::zeros({B, S});
  for (int b = 0; b < B; ++b) {
    log_true.mutable_data()[b] = std::log(m.candidates.true_expected[b]);
    for (int s = 0; s < S; ++s) {
      if (remove && m.labels[b] == m.candidates.ids[s]) hits.mutable_data()[b * S + s] = -FLT_MAX;
    }
  }
  for (int s = 0; s < S; ++s) {
    log_sampled.mutable_data()[s] = std::log(m.candidates.sampled_expected[s]);
  }
  const Tensor of_labels =
      reduce_sum(m.inputs * gather(m.weights, m.labels), 1) + gather(m.biases, m.labels) - log_true;
  const Tensor of_candidates = matmul(m.inputs, transpose(gather(m.weights, m.candidates.ids))) +
                               gather(m.biases, m.candidates.ids) + hits - log_sampled;
  return concat({reshape(of_labels, {B, 1}), of_candidates}, 1);
}

Tensor composed_nce(const Model& m, bool remove) {
  const Tensor z = composed_logits(m, remove);
  const std::vector<int> first(m.labels.size(), 0);
  return reduce_sum(sigmoid_cross_entropy(z, one_hot(first, z.size(1))), 1);
}
Tensor composed_softmax(const Model& m, bool remove) {
  return softmax_cross_entropy(composed_logits(m, remove), std::vector<int>(m.labels.size(), 0));
}

template <typename Loss>
std::vector<Tensor> values_and_gradients(const Model& m, Loss loss, bool remove) {
  Tape tape;
  const Tensor losses = loss(m, remove);
  tape.backward(uneven_sum(losses));
  return {losses, m.weights.dense_gradient(), m.biases.dense_gradient(), m.inputs.gradient()};
}

}  // namespace

TEST_CASE("nce_loss has PyTorch's values and gradients") {
  using namespace torch_candidate_losses;
  check_against_torch(nce, false, {nce_losses, nce_d_weights, nce_d_biases, nce_d_inputs});
  check_against_torch(nce, true,
                      {nce_without_hits_losses, nce_without_hits_d_weights,
                       nce_without_hits_d_biases, nce_without_hits_d_inputs});
}

TEST_CASE("sampled_softmax_loss has PyTorch's values and gradients") {
  using namespace torch_candidate_losses;
  check_against_torch(softmax_of, true,
                      {softmax_losses, softmax_d_weights, softmax_d_biases, softmax_d_inputs});
  check_against_torch(softmax_of, false,
                      {softmax_with_hits_losses, softmax_with_hits_d_weights,
                       softmax_with_hits_d_biases, softmax_with_hits_d_inputs});
}

TEST_CASE("accidental hits stay in nce_loss and leave sampled_softmax_loss by default") {
  const Model m = torch_model();
  const auto same = [](const Tensor& a, const Tensor& b) { return widest_difference(a, b) == 0; };
  CHECK(same(nce_loss(m.weights, m.biases, m.labels, m.inputs, m.candidates), nce(m, false)));
  CHECK(same(sampled_softmax_loss(m.weights, m.biases, m.labels, m.inputs, m.candidates),
             softmax_of(m, true)));
  CHECK_FALSE(same(nce(m, false), nce(m, true)));
  CHECK_FALSE(same(softmax_of(m, false), softmax_of(m, true)));
}

TEST_CASE("the fused losses agree with those composed of gather and matmul") {
  struct Sizes {
    int V, E, B, S;
  };
  for (const Sizes& s :
       {Sizes{3, 1, 1, 1}, Sizes{20, 5, 7, 4}, Sizes{100, 33, 16, 21}, Sizes{40, 8, 9, 40}}) {
    CAPTURE(s.V);
    const Model m = drawn_model(s.V, s.E, s.B, s.S);
    for (const bool remove : {false, true}) {
      CAPTURE(remove);
      const auto fused = values_and_gradients(m, nce, remove);
      const auto composed = values_and_gradients(m, composed_nce, remove);
      const auto fused_softmax = values_and_gradients(m, softmax_of, remove);
      const auto softmax_composed = values_and_gradients(m, composed_softmax, remove);
      for (std::size_t i = 0; i < fused.size(); ++i) {
        CAPTURE(i);
        CHECK(widest_difference(fused[i], composed[i]) < 3e-5);
        CHECK(widest_difference(fused_softmax[i], softmax_composed[i]) < 3e-5);
      }
    }
  }
}

TEST_CASE("only the rows of labels and candidates have a gradient") {
  const Model m = drawn_model(50, 4, 3, 5);
  Tape tape;
  tape.backward(reduce_sum(nce(m, false)));
  std::vector<int> expected = m.labels;
  for (const int id : m.candidates.ids) {
    if (std::find(expected.begin(), expected.end(), id) == expected.end()) expected.push_back(id);
  }
  for (const Tensor& table : {m.weights, m.biases}) {
    REQUIRE(table.row_gradient());
    const auto ids = table.row_gradient()->ids();
    CHECK(std::vector<int>(ids.begin(), ids.end()) == expected);
  }
}

TEST_CASE("a removed hit changes nothing and gets no gradient") {
  Model m = drawn_model(50, 4, 1, 5);
  m.labels = {m.candidates.ids[2]};
  Tape tape;
  const Tensor logits = sampled_logits(m.weights, m.biases, m.labels, m.inputs, m.candidates, true);
  CHECK(logits.data()[3] == -FLT_MAX);
  CHECK(softmax(logits).data()[3] == 0);
  CHECK(std::isfinite(nce(m, true).item()));
  CHECK(std::isfinite(softmax_of(m, true).item()));
}

TEST_CASE("the losses refuse what does not fit") {
  const Model m = drawn_model(20, 4, 3, 5);
  const auto loss = [&](const Model& model) { return nce(model, false); };
  Model wrong = m;
  wrong.labels[1] = 20;
  CHECK_THROWS_AS(loss(wrong), std::invalid_argument);
  wrong = m;
  wrong.labels.push_back(1);
  CHECK_THROWS_AS(loss(wrong), std::invalid_argument);
  wrong = m;
  wrong.inputs = Tensor::zeros({3, 5});
  CHECK_THROWS_AS(loss(wrong), std::invalid_argument);
  wrong = m;
  wrong.biases = Tensor::zeros({19});
  CHECK_THROWS_AS(loss(wrong), std::invalid_argument);
  wrong = m;
  wrong.candidates.ids[0] = -1;
  CHECK_THROWS_AS(loss(wrong), std::invalid_argument);
  wrong = m;
  wrong.candidates.true_expected.pop_back();
  CHECK_THROWS_AS(loss(wrong), std::invalid_argument);
}

// max(x, 0) - x z + log(1 + exp(-|x|)) in double
TEST_CASE("sigmoid_cross_entropy is exact to rounding, however sure the logits") {
  for (const float x : {-200.0f, -30.0f, -17.5f, -2.0f, -1e-3f, 0.0f, 0.5f, 9.0f, 25.0f, 90.0f}) {
    for (const float label : {0.0f, 1.0f, 0.25f}) {
      const double expected =
          std::max(double(x), 0.0) - double(x) * label + std::log1p(std::exp(-std::abs(double(x))));
      const float here = sigmoid_cross_entropy(Tensor(x), Tensor(label)).item();
      CHECK(here == doctest::Approx(expected).epsilon(1e-6));
    }
  }
}
