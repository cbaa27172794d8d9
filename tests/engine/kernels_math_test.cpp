#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "engine/kernels/map.h"
#include "engine/kernels/math.h"
#include "tests/engine/kernels_values.h"
#include "tests/examples.h"

namespace unfold::kernels {
namespace {

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float smallest_normal = std::numeric_limits<float>::min();

struct Function {
  std::string name;
  f32x4 (*four)(f32x4);
  float (*one)(float);
  double (*reference)(double);
  float lowest, highest;  // outside, the result is 0, 1, infinite or not a number
};
const Function functions[] = {
    {"exp", exp, exp, [](double x) { return std::exp(x); }, -87.3365f, 88.7228f},
    {"log", log, log, [](double x) { return std::log(x); }, 1e-45f, 3.4028e38f},
    {"tanh", tanh, tanh, [](double x) { return std::tanh(x); }, -3.4028e38f, 3.4028e38f},
    {"sigmoid", sigmoid, sigmoid,
     [](double x) { return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x)); },
     -87.3365f, 3.4028e38f}};

std::uint32_t bits_of(float x) {
  std::uint32_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}
float float_of(std::uint32_t bits) {
  float x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

double ulps(float value, double exact) {
  int exponent;
  std::frexp(std::max(std::abs(exact), double(smallest_normal)), &exponent);
  return std::abs(value - exact) / std::ldexp(1.0, exponent - 24);
}

// Every 4999th float of both signs and as many of random bits.
std::vector<float> arguments() {
  std::vector<float> x;
  Values random(3);
  for (std::uint32_t bits = 0; bits < bits_of(inf); bits += 4999) {
    x.push_back(float_of(bits));
    x.push_back(float_of(bits | 0x80000000u));
    x.push_back(float_of(random.bits()));
  }
  return x;
}

// Floats of both signs from 1/256 to 32, where tanh and sigmoid bend: every 61st, or fewer.
std::vector<float> bending() {
  std::vector<float> x;
  for (std::uint32_t bits = bits_of(1.0f / 256); bits < bits_of(32);
       bits += 61 * 10 / examples(10)) {
    x.push_back(float_of(bits));
    x.push_back(float_of(bits | 0x80000000u));
  }
  return x;
}

void check_two_ulps(const Function& f, const std::vector<float>& arguments) {
  double worst = 0;
  float at = 0;
  for (float x : arguments) {
    if (!(x >= f.lowest && x <= f.highest)) continue;
    const double error = ulps(f.one(x), f.reference(x));
    if (error <= worst) continue;
    worst = error;
    at = x;
  }
  INFO(f.name << " at " << at);
  CHECK(worst <= 2);
}

}  // namespace

TEST_CASE("exp, log, tanh and sigmoid are within 2 ulp of the exact value") {
  for (const Function& f : functions) {
    check_two_ulps(f, arguments());
    check_two_ulps(f, bending());
  }
}

TEST_CASE("Every lane and the function of one number have the same bits") {
  for (const Function& f : functions)
    for (float x : {-90.0f, -3.7f, -0.6f, -1e-40f, 0.0f, 0.1f, 0.7f, 5.5f, 80.0f, 1e30f, inf}) {
      const std::uint32_t bits = bits_of(f.one(x));
      for (int lane = 0; lane < 4; ++lane) {
        f32x4 four{1, -2, nan, inf};
        four[lane] = x;
        CHECK(bits_of(f.four(four)[lane]) == bits);
      }
    }
}

TEST_CASE("NaN goes through exp, log, tanh and sigmoid") {
  for (const Function& f : functions) {
    CHECK(std::isnan(f.one(nan)));
    CHECK(std::isnan(f.one(-nan)));
    CHECK(std::isnan(f.one(float_of(0x7fc12345u))));
    CHECK(std::isnan(f.one(float_of(0xffffffffu))));
  }
}

TEST_CASE("exp overflows to infinity and is flushed to zero below the normal range") {
  CHECK(exp(0.0f) == 1);
  CHECK(exp(inf) == inf);
  CHECK(exp(-inf) == 0);
  CHECK(exp(0x1.62e42ep+6f) < inf);
  CHECK(exp(0x1.62e430p+6f) == inf);
  CHECK(exp(3e38f) == inf);
  CHECK(exp(-0x1.5d589ep+6f) >= smallest_normal);
  CHECK(exp(-0x1.5d58a0p+6f) == 0);
  CHECK(exp(-3e38f) == 0);
}

TEST_CASE("log takes subnormal numbers, zero and infinity, and refuses negative numbers") {
  CHECK(log(1.0f) == 0);
  CHECK(log(inf) == inf);
  CHECK(log(0.0f) == -inf);
  CHECK(log(-0.0f) == -inf);
  CHECK(std::isnan(log(-1.0f)));
  CHECK(std::isnan(log(-1e-45f)));
  CHECK(std::isnan(log(-inf)));
  CHECK(log(1e-45f) == doctest::Approx(-103.2789).epsilon(1e-6));
}

TEST_CASE("tanh is odd, also at zero, and ends at one") {
  CHECK(tanh(inf) == 1);
  CHECK(tanh(-inf) == -1);
  CHECK(tanh(20.0f) == 1);
  CHECK(bits_of(tanh(-0.0f)) == bits_of(-0.0f));
  for (float x : Values(5).list(1000, 12)) CHECK(tanh(-x) == -tanh(x));
}

TEST_CASE("sigmoid runs from zero to one through a half") {
  CHECK(sigmoid(0.0f) == 0.5f);
  CHECK(sigmoid(inf) == 1);
  CHECK(sigmoid(-inf) == 0);
  CHECK(sigmoid(3e38f) == 1);
  CHECK(sigmoid(-88.0f) == 0);
  CHECK(sigmoid(-87.0f) > 0);
}

TEST_CASE("exp, log, tanh and sigmoid have the same bits on every target") {
  const std::uint64_t expected[] = {3445842721804505276u, 7094948576019038067u,
                                    14460507088946165124u, 9621629280537793874u};
  for (int i = 0; i < 4; ++i) {
    std::vector<float> y;
    for (float x : arguments())
      if (!std::isnan(x)) y.push_back(functions[i].one(x));
    INFO(functions[i].name);
    CHECK(hash_of_bits(y) == expected[i]);
  }
}

}  // namespace unfold::kernels
