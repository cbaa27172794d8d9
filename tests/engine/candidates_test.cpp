// The sampler of candidates.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include "engine/core/id_index.h"
#include "engine/kernels/elementary.h"
#include "engine/random/candidates.h"
#include "engine/random/distributions.h"

using namespace unfold;

namespace {

double probability(int k, int range) { return std::log((k + 2.0) / (k + 1.0)) / std::log1p(range); }

// TensorFlow's range_sampler.cc, word for word, with the C library's functions.
struct Reference {
  std::vector<int> ids;
  int tries = 0;

  Reference(Philox generator, int count, int range) {
    std::vector<std::uint32_t> words;
    const auto next = [&] {
      if (words.empty()) {
        const Philox::Group group = generator.next();
        words.assign(group.rbegin(), group.rend());
      }
      const std::uint32_t word = words.back();
      words.pop_back();
      return word;
    };
    std::unordered_set<std::int64_t> used;
    while (static_cast<int>(ids.size()) < count) {
      ++tries;
      const std::uint32_t x0 = next(), x1 = next();
      const auto value =
          static_cast<std::int64_t>(std::exp(to_double(x0, x1) * std::log1p(range))) - 1;
      if (used.insert(value % range).second) ids.push_back(static_cast<int>(value % range));
    }
  }

  double expected(int id, int range) const {
    const double p = probability(id, range);
    if (tries == static_cast<int>(ids.size())) return p * tries;
    return -std::expm1(tries * std::log1p(-p));
  }
};

std::vector<int> list(const Candidates& candidates) {
  return {candidates.ids.begin(), candidates.ids.end()};
}

template <typename T>
void mix(std::uint64_t& hash, const T& values) {
  for (const auto& value : values) {
    std::uint32_t bits;
    static_assert(sizeof value == sizeof bits);
    std::memcpy(&bits, &value, sizeof bits);
    hash = (hash ^ bits) * 1099511628211u;
  }
}

}  // namespace

TEST_CASE("Candidates and their expected counts are those of TensorFlow's algorithm") {
  struct Sizes {
    int count, range;
  };
  const std::vector<int> labels{0, 1, 7, 3};
  for (const Sizes& s :
       {Sizes{1, 8}, Sizes{5, 8}, Sizes{8, 8}, Sizes{64, 50000}, Sizes{20, 1000}}) {
    CAPTURE(s.count);
    const Candidates here = LogUniformSampler({42, 7}).sample(labels, s.count, s.range);
    const Reference reference(Philox(42, 7), s.count, s.range);
    CHECK(list(here) == reference.ids);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      CHECK(here.true_expected[i] ==
            doctest::Approx(reference.expected(labels[i], s.range)).epsilon(1e-6));
    }
    for (int i = 0; i < s.count; ++i) {
      CHECK(here.sampled_expected[i] ==
            doctest::Approx(reference.expected(here.ids[i], s.range)).epsilon(1e-6));
    }
  }
}

TEST_CASE("Execution r of a sampler of n classes starts 512 n r groups into its stream") {
  LogUniformSampler sampler({1, 2});
  for (int execution = 0; execution < 4; ++execution) {
    Philox generator(1, 2);
    generator.skip(std::uint64_t{512} * 10 * execution);
    CHECK(list(sampler.sample({}, 10, 300)) == Reference(generator, 10, 300).ids);
  }
}

TEST_CASE("Class k comes with probability log((k + 2) / (k + 1)) / log(range + 1)") {
  const int range = 30, draws = 30000;
  std::vector<int> seen(range);
  LogUniformSampler sampler({5, 6});
  for (int i = 0; i < draws; ++i) ++seen[sampler.sample({}, 1, range).ids[0]];
  double chi_square = 0, total = 0;
  for (int k = 0; k < range; ++k) {
    const double expected = draws * probability(k, range);
    chi_square += (seen[k] - expected) * (seen[k] - expected) / expected;
    total += probability(k, range);
  }
  CHECK(total == doctest::Approx(1));
  CHECK(chi_square > 10);  // 29 degrees of freedom: 0.999 of all lie between
  CHECK(chi_square < 59);
}

// Not exactly: TensorFlow takes the number of tries for given, but a draw ends with a new class.
TEST_CASE("Expected counts are how often a class is among the candidates") {
  const int range = 300, count = 20, runs = 4000;
  std::vector<int> labels, seen(range);
  for (int k = 0; k < range; ++k) labels.push_back(k);
  std::vector<double> expected(range);
  LogUniformSampler sampler({7, 8});
  for (int run = 0; run < runs; ++run) {
    const Candidates candidates = sampler.sample(labels, count, range);
    for (const int id : candidates.ids) ++seen[id];
    for (int k = 0; k < range; ++k) expected[k] += candidates.true_expected[k];
  }
  double total = 0;
  for (int k = 0; k < range; ++k) {
    CAPTURE(k);
    CHECK(std::abs(expected[k] - seen[k]) / runs < 0.035);
    total += expected[k] / runs;
  }
  CHECK(total == doctest::Approx(count).epsilon(0.01));
}

TEST_CASE("Candidates are all different, and all classes when as many are asked for") {
  LogUniformSampler sampler({9, 9});
  const Candidates all = sampler.sample({}, 100, 100);
  CHECK(std::unordered_set<int>(all.ids.begin(), all.ids.end()).size() == 100);
  CHECK(sampler.sample({}, 0, 100).ids.empty());
  CHECK(list(sampler.sample({}, 1, 1)) == std::vector<int>{0});
}

TEST_CASE("A sampler refuses what it cannot draw") {
  LogUniformSampler sampler({1, 1});
  CHECK_THROWS_AS(sampler.sample({}, 11, 10), std::invalid_argument);
  CHECK_THROWS_AS(sampler.sample({}, -1, 10), std::invalid_argument);
  CHECK_THROWS_AS(sampler.sample({{10}}, 5, 10), std::invalid_argument);
  CHECK_THROWS_AS(sampler.sample({{-1}}, 5, 10), std::invalid_argument);
  CHECK(sampler == LogUniformSampler({1, 1}));
}

TEST_CASE("A copied sampler goes on bit for bit") {
  static_assert(std::is_trivially_copyable_v<LogUniformSampler>);
  static_assert(std::has_unique_object_representations_v<LogUniformSampler>);
  LogUniformSampler sampler({1, 2});
  sampler.sample({}, 10, 300);
  LogUniformSampler copy = sampler;
  CHECK(list(sampler.sample({}, 10, 300)) == list(copy.sample({}, 10, 300)));
  CHECK(sampler == copy);
}

TEST_CASE("Candidates and expected counts have the same bits on every target") {
  std::uint64_t hash = 14695981039346656037u;
  LogUniformSampler sampler({42, 3});
  for (int execution = 0; execution < 50; ++execution) {
    const Candidates c = sampler.sample({{0, 5, 300, 49999}}, 64, 50000);
    mix(hash, c.ids);
    mix(hash, c.true_expected);
    mix(hash, c.sampled_expected);
  }
  CHECK(hash == 6057615564997840107u);
}

TEST_CASE("exp agrees with the C library to 2 ulp") {
  for (int i = -6999; i <= 6999; ++i) {
    const double x = i / 10.0 + i * 1e-7;
    const double here = elementary::exp(x), there = std::exp(x);
    REQUIRE(std::abs(here - there) <= 2 * std::abs(std::nextafter(there, INFINITY) - there));
  }
  CHECK(elementary::exp(0) == 1);
  CHECK(elementary::exp(-1e9) == 0);
}

TEST_CASE("An index numbers ids in the order they first come, while it grows") {
  IdIndex index;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 1000; ++i) CHECK(index.number(i * 7919 % 1009 * 65536) == i);
  }
  CHECK(index.size() == 1000);
  CHECK(index.ids()[3] == 3 * 7919 % 1009 * 65536);
}
