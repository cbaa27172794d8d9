#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include "engine/random/numpy.h"

using namespace unfold;

namespace {

using Integers = std::vector<int>;
using Doubles = std::vector<double>;

Integers head(const Integers& values, int n) { return {values.begin(), values.begin() + n}; }
Integers tail(const Integers& values, int n) { return {values.end() - n, values.end()}; }

}  // namespace

TEST_CASE("a state of nothing but zeros is not sound, whatever the first word's lower bits are") {
  RandomState random(42);
  CHECK(random.is_sound());
  std::array<std::uint32_t, 625> words{};
  static_assert(sizeof words == sizeof random && std::is_trivially_copyable_v<RandomState>);
  const auto is_sound = [&] {
    std::memcpy(&random, words.data(), sizeof words);
    return random.is_sound();
  };
  CHECK_FALSE(is_sound());
  words[0] = 0x7fffffff;
  CHECK_FALSE(is_sound());
  words[0] = 0x80000000;
  CHECK(is_sound());
  words[0] = 0;
  words[623] = 1;
  CHECK(is_sound());
}

// numpy.random.seed(42); numpy.random.rand(5)
TEST_CASE("rand gives NumPy's doubles") {
  RandomState random(42);
  CHECK(random.random_sample(5) == Doubles{0.3745401188473625, 0.9507143064099162,
                                           0.7319939418114051, 0.5986584841970366,
                                           0.15601864044243652});
}

TEST_CASE("A tensor of random numbers holds the same doubles, rounded, in row-major order") {
  RandomState tensor_source(42), source(42);
  const Tensor x = tensor_source.rand({2, 5, 2});
  CHECK(x.shape() == Shape{2, 5, 2});
  const Doubles expected = source.random_sample(20);
  CHECK(expected[19] == 0.2912291401980419);
  for (int i = 0; i < 20; ++i) CHECK(x.data()[i] == static_cast<float>(expected[i]));
}

TEST_CASE("permutation gives NumPy's orders") {
  RandomState random(42);
  CHECK(random.permutation(10) == Integers{8, 1, 5, 0, 7, 2, 9, 4, 3, 6});
  random = RandomState(42);
  const Integers order = random.permutation(55000);
  CHECK(head(order, 10) ==
        Integers{34191, 23679, 44684, 11335, 22691, 32404, 53452, 50289, 586, 23900});
  CHECK(tail(order, 5) == Integers{44732, 54343, 38158, 860, 15795});
  CHECK(random.rand() == 0.35774067197201986);
}

TEST_CASE("After ten permutations of 55000 the stream is where the notebook's instance starts") {
  RandomState random(42);
  for (int epoch = 0; epoch < 10; ++epoch) random.permutation(55000);
  CHECK(random.rand() == 0.0932728038495989);
}

TEST_CASE("randint gives NumPy's integers") {
  RandomState random(42);
  CHECK(random.randint(0, 3, 20) ==
        Integers{2, 0, 2, 2, 0, 0, 2, 1, 2, 2, 2, 2, 0, 2, 1, 0, 1, 1, 1, 1});
  random = RandomState(42);
  CHECK(random.randint(10, 13) == 12);
  CHECK(random.randint(-5, -2) == -5);
}

TEST_CASE("randint of one possible value draws nothing") {
  RandomState random(42);
  CHECK(random.randint(7, 8) == 7);
  CHECK(random == RandomState(42));
}

TEST_CASE("randint covers the whole range of int") {
  RandomState random(1);
  const Integers values = random.randint(-2147483647 - 1, 2147483647, 1000);
  CHECK(*std::min_element(values.begin(), values.end()) < -2100000000);
  CHECK(*std::max_element(values.begin(), values.end()) > 2100000000);
}

TEST_CASE("choice gives NumPy's choices with replacement") {
  RandomState random(42);
  CHECK(random.choice(2, 20) ==
        Integers{0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 0});
}

TEST_CASE("choice gives NumPy's choices without replacement") {
  RandomState random(42);
  CHECK(random.choice_without_replacement(100, 16) ==
        Integers{83, 53, 70, 45, 44, 39, 22, 80, 10, 0, 18, 30, 73, 33, 90, 4});
}

TEST_CASE("shuffle orders any values as permutation orders indices") {
  RandomState shuffling(42), permuting(42);
  std::vector<char> letters{'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'};
  shuffling.shuffle(std::span(letters));
  const Integers order = permuting.permutation(10);
  for (int i = 0; i < 10; ++i) CHECK(letters[i] == 'a' + order[i]);
}

TEST_CASE("Nothing and one value can be shuffled") {
  RandomState random(42);
  CHECK(random.permutation(0).empty());
  CHECK(random.permutation(1) == Integers{0});
  CHECK(random.random_sample(0).empty());
  CHECK(random == RandomState(42));
}

TEST_CASE("Integers below six are equally likely") {
  RandomState random(7);
  std::array<int, 6> counts{};
  for (const int value : random.randint(0, 6, 60000)) ++counts[value];
  double statistic = 0;
  for (const int count : counts) statistic += (count - 1e4) * (count - 1e4) / 1e4;
  CHECK(statistic > 0.1);
  CHECK(statistic < 20.5);  // 0.1 % of random streams exceed it
}

TEST_CASE("Random doubles have the mean and variance of a uniform distribution") {
  RandomState random(7);
  const Doubles values = random.random_sample(100000);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / 1e5;
  double variance = 0;
  for (const double value : values) variance += (value - mean) * (value - mean) / 1e5;
  CHECK(mean == doctest::Approx(0.5).epsilon(0.01));
  CHECK(variance == doctest::Approx(1.0 / 12).epsilon(0.01));
}

TEST_CASE("A copied RandomState goes on alike, also across a twist") {
  static_assert(std::is_trivially_copyable_v<RandomState>);
  static_assert(std::has_unique_object_representations_v<RandomState>);
  RandomState random(42);
  random.random_sample(300);
  RandomState copy = random;
  CHECK(copy.random_sample(1000) == random.random_sample(1000));
}

TEST_CASE("A hundred thousand doubles have the same bits on every target") {
  RandomState random(42);
  std::uint64_t hash = 14695981039346656037u;
  for (const double value : random.random_sample(100000)) {
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    hash = (hash ^ bits) * 1099511628211u;
  }
  CHECK(hash == 8763072768502814633u);
}

TEST_CASE("Arguments that NumPy refuses are refused") {
  CHECK_THROWS_AS(RandomState(-1), std::invalid_argument);
  CHECK_THROWS_AS(RandomState(4294967296), std::invalid_argument);
  RandomState random(4294967295);
  CHECK_THROWS_AS(random.randint(3, 3), std::invalid_argument);
  CHECK_THROWS_AS(random.randint(0, 3, -1), std::invalid_argument);
  CHECK_THROWS_AS(random.choice(0, 1), std::invalid_argument);
  CHECK_THROWS_AS(random.choice_without_replacement(3, 4), std::invalid_argument);
  CHECK_THROWS_AS(random.permutation(-1), std::invalid_argument);
  CHECK_THROWS_AS(random.random_sample(-1), std::invalid_argument);
}
