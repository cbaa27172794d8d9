#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "engine/kernels/map.h"
#include "tests/engine/kernels_values.h"

using namespace unfold;
using namespace unfold::kernels;

namespace {

constexpr float inf = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

float sum_in_lanes(const std::vector<float>& x) {
  float lane[4] = {0, 0, 0, 0};
  for (std::size_t i = 0; i < x.size(); ++i) lane[i % 4] += x[i];
  return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

std::vector<float> products(const std::vector<float>& a, const std::vector<float>& b) {
  std::vector<float> product;
  for (std::size_t i = 0; i < a.size(); ++i) product.push_back(a[i] * b[i]);
  return product;
}

}  // namespace

TEST_CASE("sum, sum_of_squares and dot add in four lanes, in order") {
  for (int n = 0; n <= 40; ++n) {
    const std::vector<float> a = Values(n).list(n), b = Values(n + 1).list(n);
    CHECK(sum(n, a.data()) == sum_in_lanes(a));
    CHECK(sum_of_squares(n, a.data()) == sum_in_lanes(products(a, a)));
    CHECK(dot(n, a.data(), b.data()) == sum_in_lanes(products(a, b)));
  }
}

TEST_CASE("max and argmax find the first largest element wherever it is") {
  for (int n = 1; n <= 12; ++n)
    for (int i = 0; i < n; ++i) {
      std::vector<float> x = Values(n).list(n);
      x[i] = 2;
      CHECK(max(n, x.data()) == 2);
      CHECK(argmax(n, x.data()) == i);
      x[n - 1] = 2;
      CHECK(argmax(n, x.data()) == i);
    }
}

TEST_CASE("max and argmax of nothing but -infinity are -infinity and the first") {
  const std::vector<float> x(5, -inf);
  CHECK(max(5, x.data()) == -inf);
  CHECK(argmax(5, x.data()) == 0);
}

TEST_CASE("max is NaN and argmax its first place if any element is") {
  for (int i = 0; i < 7; ++i) {
    std::vector<float> x{1, 2, inf, 4, -inf, 6, 7};
    x[i] = not_a_number;
    x[6] = not_a_number;
    CHECK(std::isnan(max(7, x.data())));
    CHECK(argmax(7, x.data()) == i);
  }
}

TEST_CASE("add_to adds every element and none beyond") {
  for (int n = 0; n <= 40; ++n) {
    const std::vector<float> x = Values(n).list(n + 1), before = Values(n + 1).list(n + 1);
    std::vector<float> expected = before, y = before;
    for (int i = 0; i < n; ++i) expected[i] += x[i];
    add_to(n, x.data(), y.data());
    CHECK(y == expected);
  }
}

TEST_CASE("map reaches every element and none beyond, in place too") {
  for (int n = 0; n <= 9; ++n) {
    std::vector<float> x = Values(7).list(n + 1);
    const std::vector<float> before = x;
    map(n, x.data(), x.data(), [](f32x4 v) { return v + v; });
    for (int i = 0; i < n; ++i) CHECK(x[i] == before[i] + before[i]);
    CHECK(x[n] == before[n]);
  }
}

TEST_CASE("map of two operands reaches every element and none beyond, in place too") {
  for (int n = 0; n <= 9; ++n) {
    const std::vector<float> a = Values(7).list(n);
    std::vector<float> y = Values(8).list(n + 1);
    const std::vector<float> b = y;
    map(n, a.data(), y.data(), y.data(), [](f32x4 v, f32x4 w) { return v - w; });
    for (int i = 0; i < n; ++i) CHECK(y[i] == a[i] - b[i]);
    CHECK(y[n] == b[n]);
  }
}
