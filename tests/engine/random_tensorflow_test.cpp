#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include "engine/random/distributions.h"
#include "engine/random/tensorflow.h"

using namespace unfold;

namespace {

using Numbers = std::vector<float>;

Numbers list(const Tensor& x) { return {x.values().begin(), x.values().end()}; }

Numbers head(const Tensor& x, int n) { return {x.data(), x.data() + n}; }

std::uint32_t bits(float x) {
  std::uint32_t word;
  std::memcpy(&word, &x, sizeof word);
  return word;
}

// FNV-1a over the bits of the values.
std::uint64_t hash(const Tensor& x) {
  std::uint64_t h = 14695981039346656037u;
  for (const float value : x.values()) h = (h ^ bits(value)) * 1099511628211u;
  return h;
}

struct Moments {
  double mean, variance, fourth;
};

Moments moments(const Tensor& x) {
  Moments m{};
  for (const double value : x.values()) m.mean += value / x.count();
  for (const double value : x.values()) {
    const double square = (value - m.mean) * (value - m.mean);
    m.variance += square / x.count();
    m.fourth += square * square / x.count();
  }
  return m;
}

double normal_cdf(double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; }

// The chi-square statistic of 64 cells which `cdf` makes equally likely: mean 63, deviation 11.2.
template <typename Cdf>
double chi_square(const Tensor& x, Cdf cdf) {
  std::array<int, 64> cells{};
  for (const double value : x.values()) {
    ++cells[static_cast<std::size_t>(std::clamp(cdf(value), 0.0, 1.0 - 1e-12) * 64)];
  }
  const double expected = x.count() / 64.0;
  double statistic = 0;
  for (const int observed : cells) statistic += (observed - expected) * (observed - expected);
  return statistic / expected;
}

}  // namespace

TEST_CASE("Uniform numbers have the bits of TensorFlow's") {
  const Tensor x = random_uniform({10}, {42, 20});
  const std::array<std::uint32_t, 10> expected{0x3f4599e2, 0x3ed9ce08, 0x3f24aa06, 0x3f307794,
                                               0x3f159b58, 0x3f65bdc2, 0x3e168ad0, 0x3f31bd68,
                                               0x3e454658, 0x3f46c658};
  for (int i = 0; i < 10; ++i) CHECK(bits(x.data()[i]) == expected[i]);
  CHECK(
      head(random_uniform({10}, {777, 98}), 4) ==
      Numbers{0.1030433177947998f, 0.16496777534484863f, 0.6777633428573608f, 0.527772068977356f});
}

// tf.set_random_seed(42); X0, X1 = two placeholders
// Wx = tf.Variable(tf.random_normal(shape=[3, 5]))  # op seed 5
// Wy = tf.Variable(tf.random_normal(shape=[5, 5]))  # op seed 14
TEST_CASE("Normal numbers are the weights of the notebook's manual RNN") {
  CHECK(list(random_normal({3, 5}, {42, 5})) ==
        Numbers{1.0800440311431885f, -2.4731929302215576f, -1.575430154800415f,
                -0.40005195140838623f, 0.44604530930519104f, 0.21750372648239136f,
                1.0418146848678589f, -0.3570879101753235f, 0.6908387541770935f,
                -1.7454646825790405f, -0.14200109243392944f, 0.46902257204055786f,
                0.5940861701965332f, 0.09735220670700073f, 0.1412782073020935f});
  CHECK(list(random_normal({5, 5}, {42, 14})) ==
        Numbers{0.07774824649095535f,  -1.0048840045928955f,   -0.1290362924337387f,
                -0.34402814507484436f, 0.37334170937538147f,   -0.28052616119384766f,
                1.8298519849777222f,   -0.021524706855416298f, -0.6681627631187439f,
                1.0023033618927002f,   0.16697101294994354f,   -1.924634337425232f,
                -1.079551339149475f,   0.5960419178009033f,    -0.5712711811065674f,
                -0.20543529093265533f, 0.32061219215393066f,   0.7658170461654663f,
                -1.3108954429626465f,  0.5762114524841309f,    0.03707944229245186f,
                -0.8298327922821045f,  -0.34331727027893066f,  1.155211329460144f,
                1.0422955751419067f});
}

// tf.set_random_seed(777); BasicLSTMCell(5) on 5 inputs: glorot_uniform of a [10, 20] kernel
TEST_CASE("A uniform range is that of the notebook's LSTM kernel") {
  const float limit = static_cast<float>(std::sqrt(6.0 / (10 + 20)));
  CHECK(head(random_uniform({10, 20}, {777, 98}, -limit, limit), 10) ==
        Numbers{-0.3550488352775574f, -0.29966193437576294f, 0.1589963436126709f,
                0.024840086698532104f, -0.3214653730392456f, -0.36213260889053345f,
                0.030063509941101074f, 0.26249247789382935f, 0.02629166841506958f,
                -0.10089042782783508f});
}

TEST_CASE("Truncated normal numbers are pinned") {
  CHECK(head(truncated_normal({40}, {42, 19}), 20) ==
        Numbers{-0.09914626181125641f, -0.467324435710907f,  -0.8245131373405457f,
                -0.9183143973350525f,  -0.9928185343742371f, 0.8208291530609131f,
                1.3102906942367554f,   -0.1616329401731491f, -0.12271035462617874f,
                -0.89142245054245f,    -0.0588555745780468f, 1.178945541381836f,
                -0.8103891015052795f,  0.7811585068702698f,  0.38091737031936646f,
                -1.439334750175476f,   -0.2603137493133545f, 0.3830399811267853f,
                -0.22846753895282745f, -0.6255446672439575f});
  CHECK(head(truncated_normal({40}, {42, 7}), 4) ==
        Numbers{-0.4527415633201599f, -0.3004075288772583f, -0.07882861793041229f,
                0.11306749284267426f});
}

TEST_CASE("Mean and deviation are applied as a rounded product and a rounded sum") {
  const Tensor standard = random_normal({64}, {42, 5});
  const Tensor moved = random_normal({64}, {42, 5}, 0.3f, 0.1f);
  const Tensor cut = truncated_normal({64}, {42, 5});
  const Tensor moved_cut = truncated_normal({64}, {42, 5}, 0.3f, 0.1f);
  for (int i = 0; i < 64; ++i) {
    const float scaled = standard.data()[i] * 0.1f;
    CHECK(moved.data()[i] == scaled + 0.3f);
    const float scaled_cut = cut.data()[i] * 0.1f;
    CHECK(moved_cut.data()[i] == scaled_cut + 0.3f);
  }
}

TEST_CASE("A shorter tensor is the beginning of a longer one") {
  for (int n = 1; n < 9; ++n) {
    CHECK(list(random_uniform({n}, {1, 2})) == head(random_uniform({9}, {1, 2}), n));
    CHECK(list(random_normal({n}, {1, 2})) == head(random_normal({9}, {1, 2}), n));
    CHECK(list(truncated_normal({n}, {1, 2})) == head(truncated_normal({9}, {1, 2}), n));
  }
}

TEST_CASE("The shape does not change the numbers") {
  CHECK(list(random_normal({2, 3, 4}, {7, 8})) == list(random_normal({24}, {7, 8})));
  CHECK(random_normal({2, 3, 4}, {7, 8}).shape() == Shape{2, 3, 4});
  CHECK(random_uniform({}, {7, 8}).item() == random_uniform({5}, {7, 8}).data()[0]);
  CHECK(random_uniform({0, 3}, {7, 8}).count() == 0);
}

TEST_CASE("Groups can be filled in any order") {
  const int groups = 50;
  const Tensor normals = random_normal({4 * groups}, {42, 5});
  const Tensor truncated = truncated_normal({4 * groups}, {42, 5});
  for (int g = groups; g-- > 0;) {
    Philox generator(42, 5);
    generator.skip(g);
    const FourFloats expected = normal(generator.next());
    Philox substream(42, 5);
    substream.skip(g * 256);
    const FourFloats expected_truncated = truncated_normal(substream);
    for (int i = 0; i < 4; ++i) {
      CHECK(normals.data()[4 * g + i] == expected[i]);
      CHECK(truncated.data()[4 * g + i] == expected_truncated[i]);
    }
  }
}

TEST_CASE("Execution r of an operation on n elements starts 256 n r groups into its stream") {
  const int n = 10;
  RandomOp op({42, 124});
  CHECK(list(op.uniform01({n})) == list(random_uniform({n}, {42, 124})));
  for (int execution = 1; execution < 4; ++execution) {
    const Tensor x = op.uniform01({n});
    Philox generator(42, 124);
    generator.skip(std::uint64_t{256} * n * execution);
    CHECK(head(x, 4) == [](const FourFloats& f) {
      return Numbers(f.begin(), f.end());
    }(uniform(generator.next())));
  }
}

TEST_CASE("Every distribution reserves the same part of the stream") {
  RandomOp a({1, 2}), b({1, 2}), c({1, 2});
  a.uniform({3, 5});
  b.normal({3, 5});
  c.truncated_normal({3, 5});
  CHECK(a == b);
  CHECK(b == c);
  CHECK_FALSE(a == RandomOp({1, 2}));
}

TEST_CASE("A copied operation goes on bit for bit") {
  static_assert(std::is_trivially_copyable_v<RandomOp>);
  static_assert(std::has_unique_object_representations_v<RandomOp>);
  RandomOp op({42, 124});
  op.uniform01({100});
  RandomOp copy = op;
  CHECK(list(op.normal({100})) == list(copy.normal({100})));
}

TEST_CASE("Graph seed and operation seed each give another stream") {
  const Numbers base = list(random_uniform({8}, {42, 5}));
  CHECK(base != list(random_uniform({8}, {43, 5})));
  CHECK(base != list(random_uniform({8}, {42, 6})));
  CHECK(base != list(random_uniform({8}, {5, 42})));
}

TEST_CASE("Uniform numbers are uniform in their range") {
  const Tensor x = random_uniform({100000}, {42, 1}, -3, 5);
  const auto [smallest, largest] = std::minmax_element(x.values().begin(), x.values().end());
  CHECK(*smallest >= -3);
  CHECK(*largest < 5);
  const Moments m = moments(x);
  CHECK(m.mean == doctest::Approx(1).epsilon(0.02));
  CHECK(m.variance == doctest::Approx(64.0 / 12).epsilon(0.02));
  const double statistic = chi_square(x, [](double value) { return (value + 3) / 8; });
  CHECK(statistic > 25);
  CHECK(statistic < 110);
}

TEST_CASE("Normal numbers follow the normal distribution") {
  const Tensor x = random_normal({100000}, {42, 1});
  const Moments m = moments(x);
  CHECK(std::abs(m.mean) < 0.01);
  CHECK(m.variance == doctest::Approx(1).epsilon(0.02));
  CHECK(m.fourth == doctest::Approx(3).epsilon(0.05));
  const double statistic = chi_square(x, normal_cdf);
  CHECK(statistic > 25);
  CHECK(statistic < 110);
}

TEST_CASE("Truncated normal numbers follow the normal distribution cut at two deviations") {
  const Tensor x = truncated_normal({100000}, {42, 1});
  for (const float value : x.values()) REQUIRE(std::abs(value) < 2);
  const Moments m = moments(x);
  CHECK(std::abs(m.mean) < 0.01);
  CHECK(m.variance == doctest::Approx(0.7737).epsilon(0.02));
  const double below = normal_cdf(-2);
  const double statistic =
      chi_square(x, [&](double value) { return (normal_cdf(value) - below) / (1 - 2 * below); });
  CHECK(statistic > 25);
  CHECK(statistic < 110);
}

TEST_CASE("Neighbouring numbers are uncorrelated") {
  const Tensor x = random_normal({100000}, {42, 1});
  for (int lag = 1; lag <= 5; ++lag) {
    double product = 0;
    for (int i = lag; i < x.count(); ++i) {
      product += double{x.data()[i]} * x.data()[i - lag];
    }
    CHECK(std::abs(product / x.count()) < 0.015);
  }
}

TEST_CASE("A hundred thousand numbers have the same bits on every target") {
  CHECK(hash(random_uniform({100000}, {42, 1}, -0.1f, 0.1f)) == 11391594289325998161u);
  CHECK(hash(random_normal({100000}, {42, 1})) == 1432511172720316271u);
  CHECK(hash(truncated_normal({100000}, {42, 1}, 0, 0.1f)) == 4099161307600618762u);
}
