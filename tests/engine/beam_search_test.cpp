// Beam search over a toy model against all sequences that there are.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "engine/nn/beam_search.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "tests/engine/numbers.h"

using namespace unfold;

namespace {

constexpr int V = 5, start = 1, end = 2;

// The next symbol depends on the last alone: row of a table of log probabilities.
struct Markov {
  Tensor log_p;  // (V, V)
  explicit Markov(unsigned seed) : log_p(log_softmax(3.0f * some({V, V}, seed))) {}

  float operator()(int last, int next) const { return log_p.data()[last * V + next]; }
  BeamSearch::Advance advance() const {
    return [this](std::span<const int>, std::span<const int> symbols) {
      Tensor rows({static_cast<int>(symbols.size()), V});
      float* to = rows.mutable_data();
      for (int symbol : symbols) to = std::copy_n(log_p.data() + symbol * V, V, to);
      return rows;
    };
  }
};

BeamSearch search(int width, int most_steps) { return {width, most_steps, start, end}; }

// Every sequence of at most `steps` symbols, ended or cut off.
void enumerate(const Markov& model, int steps, Hypothesis hypothesis,
               std::vector<Hypothesis>& all) {
  if (static_cast<int>(hypothesis.rows.size()) == steps) {
    all.push_back(hypothesis);
    return;
  }
  const int last = hypothesis.ids.empty() ? start : hypothesis.ids.back();
  for (int next = 0; next < V; ++next) {
    Hypothesis longer = hypothesis;
    longer.log_probability += model(last, next);
    longer.rows.push_back(0);
    longer.ended = next == end;
    if (longer.ended) {
      all.push_back(longer);
    } else {
      longer.ids.push_back(next);
      enumerate(model, steps, longer, all);
    }
  }
}

std::vector<Hypothesis> exhaustive(const Markov& model, int steps) {
  std::vector<Hypothesis> all;
  enumerate(model, steps, {}, all);
  std::stable_sort(all.begin(), all.end(),
                   [](const Hypothesis& a, const Hypothesis& b) { return a.score() > b.score(); });
  return all;
}

std::vector<int> greedy(const Markov& model, int steps) {
  std::vector<int> ids;
  for (int last = start; static_cast<int>(ids.size()) < steps; last = ids.back()) {
    const float* row = model.log_p.data() + last * V;
    const int next = static_cast<int>(std::max_element(row, row + V) - row);
    if (next == end) break;
    ids.push_back(next);
  }
  return ids;
}

}  // namespace

TEST_CASE("a beam that is wide enough finds what an exhaustive search finds, in the same order") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    const Markov model(seed);
    const auto all = exhaustive(model, 4);
    const auto found = search(static_cast<int>(all.size()), 4).run(model.advance());
    REQUIRE(found.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      CHECK(found[i].ended == all[i].ended);
      CHECK(found[i].log_probability == doctest::Approx(all[i].log_probability));
    }
    CHECK(found[0].ids == all[0].ids);
  }
}

TEST_CASE("a beam of width 1 is greedy decoding") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const Markov model(seed);
    const auto found = search(1, 6).run(model.advance());
    REQUIRE(found.size() == 1);
    CHECK(found[0].ids == greedy(model, 6));
  }
}

TEST_CASE("a wider beam finds a better sequence where the greedy choice misleads") {
  // Going by 3 looks better at first but leads nowhere; by 4 it ends surely.
  Tensor p = Tensor::filled({V, V}, -9);
  const auto set = [&](int last, int next, float value) {
    p.mutable_data()[last * V + next] = value;
  };
  set(start, 3, std::log(0.6f));
  set(start, 4, std::log(0.4f));
  for (int next : {0, 3, 4, end}) set(3, next, std::log(0.25f));
  set(4, end, std::log(0.99f));
  Markov model(1);
  model.log_p = p;
  CHECK(search(1, 2).run(model.advance())[0].ids == std::vector{3, 0});
  const Hypothesis best = search(2, 2).run(model.advance())[0];
  CHECK(best.ids == std::vector{4});
  CHECK(best.ended);
  CHECK(best.score() == doctest::Approx(std::log(0.4 * 0.99) / 2));
}

TEST_CASE("of equal hypotheses the one of smaller symbols comes first") {
  Markov model(1);
  model.log_p = Tensor::filled({V, V}, std::log(0.2f));
  const auto found = search(3, 2).run(model.advance());
  REQUIRE(found.size() == 3);
  CHECK(found[0].ids == std::vector<int>{});  // ended at once
  CHECK(found[1].ids == std::vector{0, 0});
  CHECK(found[2].ids == std::vector{0, 1});
}

TEST_CASE("each step says which row it came from") {
  const Markov model(3);
  std::vector<std::vector<int>> symbols_of_step;
  const auto advance = model.advance();
  const auto found =
      search(4, 5).run([&](std::span<const int> parents, std::span<const int> symbols) {
        symbols_of_step.emplace_back(symbols.begin(), symbols.end());
        return advance(parents, symbols);
      });
  for (const Hypothesis& hypothesis : found) {
    CHECK(hypothesis.rows[0] == 0);
    for (std::size_t t = 1; t < hypothesis.rows.size(); ++t) {
      CHECK(symbols_of_step[t][hypothesis.rows[t]] == hypothesis.ids[t - 1]);
    }
  }
}

TEST_CASE("what has no probability is not chosen, and a search may come to nothing") {
  Markov model(1);
  model.log_p = Tensor::filled({V, V}, -std::numeric_limits<float>::infinity());
  CHECK(search(3, 4).run(model.advance()).empty());
  for (int last = 0; last < V; ++last) model.log_p.mutable_data()[last * V + 4] = 0;
  const auto found = search(3, 4).run(model.advance());
  REQUIRE(found.size() == 1);
  CHECK(found[0].ids == std::vector{4, 4, 4, 4});
  CHECK_FALSE(found[0].ended);
}

TEST_CASE("a beam without width and log probabilities of other rows are refused") {
  const Markov model(1);
  CHECK_THROWS_AS(search(0, 3).run(model.advance()), std::invalid_argument);
  const auto two_rows = [](std::span<const int>, std::span<const int>) {
    return Tensor::zeros({2, V});
  };
  CHECK_THROWS_AS(search(2, 3).run(two_rows), std::invalid_argument);
}
