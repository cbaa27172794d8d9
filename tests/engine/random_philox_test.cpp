#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <type_traits>

#include "engine/kernels/elementary.h"
#include "engine/random/distributions.h"
#include "engine/random/philox.h"

using namespace unfold;

namespace {

using ThreeGroups = std::array<Philox::Group, 3>;

ThreeGroups three_groups(std::uint64_t seed, std::uint64_t seed2) {
  Philox generator(seed, seed2);
  return {generator.next(), generator.next(), generator.next()};
}

double units_in_last_place(double here, double reference) {
  return std::abs(here - reference) / (std::abs(reference) * 0x1p-52);
}

}  // namespace

TEST_CASE("Philox gives the words of TensorFlow's generator") {
  CHECK(three_groups(42, 5) == ThreeGroups{{{2072206047, 1756863668, 2065836197, 3747278620},
                                            {2557553593, 3331768798, 1480969198, 1957083671},
                                            {915798674, 4164440714, 4050748539, 2985951950}}});
  CHECK(three_groups(777, 98) == ThreeGroups{{{3574411398, 1796545962, 3830890739, 2059636233},
                                              {4178706145, 2559323393, 2512670054, 1952813211},
                                              {1053016887, 1278316494, 618112309, 2543722972}}});
  CHECK(three_groups(0, 0) == ThreeGroups{{{1713891541, 3781805453, 3159862348, 2600524760},
                                           {4175744164, 1555169499, 2980410603, 159317863},
                                           {83534633, 1372009126, 605361069, 1167144420}}});
}

TEST_CASE("Philox uses both halves of both seeds") {
  CHECK(three_groups(123456789012, 987654321098) ==
        ThreeGroups{{{213042968, 3691466764, 477622254, 1362304619},
                     {1464910676, 3403262779, 1177458541, 399139350},
                     {3439206629, 3788152749, 3365079343, 1661067615}}});
}

TEST_CASE("Skipping n groups is the same as drawing n groups") {
  Philox drawn(42, 5), skipped(42, 5);
  for (int i = 0; i < 1000; ++i) drawn.next();
  skipped.skip(1000);
  CHECK(drawn == skipped);
  CHECK(drawn.next() == skipped.next());
}

TEST_CASE("The counter carries into all of its 128 bits") {
  const std::uint64_t largest = ~std::uint64_t{0};
  Philox low_half(1, 7), next_seed2(1, 8);
  low_half.skip(largest);
  low_half.next();
  CHECK(low_half == next_seed2);

  Philox end(1, largest), start(1, 0);
  end.skip(largest);
  end.skip(1);
  CHECK(end == start);
}

TEST_CASE("A generator is a plain value whose copy goes on alike") {
  static_assert(std::is_trivially_copyable_v<Philox>);
  static_assert(std::has_unique_object_representations_v<Philox>);
  Philox generator(42, 5);
  generator.next();
  Philox copy = generator;
  CHECK(copy.next() == generator.next());
}

TEST_CASE("A float takes the lowest 23 bits of a word") {
  CHECK(to_float(0) == 0.0f);
  CHECK(to_float(0xff800000) == 0.0f);
  CHECK(to_float(0x400000) == 0.5f);
  CHECK(to_float(0xffffffff) == 1.0f - 0x1p-23f);
}

TEST_CASE("A double takes 20 bits of the first word and all of the second") {
  CHECK(to_double(0, 0) == 0.0);
  CHECK(to_double(0xfff00000, 1) == 0x1p-52);
  CHECK(to_double(0x80000, 0) == 0.5);
  CHECK(to_double(0xffffffff, 0xffffffff) == 1.0 - 0x1p-52);
}

TEST_CASE("The deterministic log is within 2 ulp of the library's for every kind of argument") {
  double worst = 0;
  for (int i = 0; i < 100000; ++i) {
    const double x = 1e-7 + i * 1e-5 + 1e-9 * i * i;
    if (x != 1) worst = std::max(worst, units_in_last_place(elementary::log(x), std::log(x)));
  }
  CHECK(worst <= 2);
  CHECK(elementary::log(1) == 0);
  CHECK(units_in_last_place(elementary::log(0x1p-1000), std::log(0x1p-1000)) <= 2);
}

TEST_CASE("The deterministic sine and cosine are within 2 ulp of the library's") {
  double worst = 0;
  for (int i = 1; i < 100000; ++i) {
    const double angle = static_cast<float>(6.283185307179586 * i / 100000);
    const auto [sin, cos] = elementary::sin_cos(angle);
    worst = std::max(worst, units_in_last_place(sin, std::sin(angle)));
    worst = std::max(worst, units_in_last_place(cos, std::cos(angle)));
  }
  CHECK(worst <= 2);
  CHECK(elementary::sin_cos(0).sin == 0);
  CHECK(elementary::sin_cos(0).cos == 1);
}

TEST_CASE("Rounded to float, log, sine and cosine equal the library's in double") {
  int different = 0;
  for (std::uint32_t word = 1; word < 0x800000; word += 37) {
    const float u = to_float(word);
    const double angle = static_cast<float>(6.283185307179586 * u);
    const auto [sin, cos] = elementary::sin_cos(angle);
    different += static_cast<float>(elementary::log(u)) != static_cast<float>(std::log(double{u}));
    different += static_cast<float>(sin) != static_cast<float>(std::sin(angle));
    different += static_cast<float>(cos) != static_cast<float>(std::cos(angle));
  }
  CHECK(different == 0);
}

TEST_CASE("The largest uniform number and zero give finite normal numbers") {
  const auto [largest, zero] = box_muller(0, 0);
  CHECK(largest == 0);
  CHECK(zero == doctest::Approx(std::sqrt(-2 * std::log(1e-7))).epsilon(1e-6));
  CHECK(std::isfinite(box_muller(0xffffffff, 0xffffffff)[0]));
}
