#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "engine/text/decimal.h"
#include "tests/examples.h"

using namespace unfold;

namespace {

// Doubles of any size, spread over their bits.
std::vector<double> spread_doubles() {
  std::vector<double> values;
  std::uint64_t bits = 0x9E3779B97F4A7C15u;
  for (int i = 0; i < examples(4000); ++i) {
    bits = bits * 6364136223846793005u + 1442695040888963407u;
    double value;
    std::memcpy(&value, &bits, sizeof value);
    if (std::isfinite(value)) values.push_back(value);
    values.push_back(static_cast<double>(static_cast<std::int64_t>(bits) >> (i % 60)) / 4096);
  }
  for (const double edge : {0.0, 0.5, 1.0, 2.5, 3.5, 0.1, 9.9999995, 999999.5, 1e22, 1e23,
                            2.2250738585072011e-308, 5e-324, 1.7976931348623157e308}) {
    values.push_back(edge);
  }
  return values;
}

Decimal parsed(const char* scientific) {
  Decimal decimal{scientific[0] == '-', "", std::atoi(std::strchr(scientific, 'e') + 1)};
  for (const char* at = scientific; *at != 'e'; ++at) {
    if (*at >= '0' && *at <= '9') decimal.digits += *at;
  }
  return decimal;
}

}  // namespace

TEST_CASE("a number rounded to some digits is what the C library prints") {
  for (const double value : spread_doubles()) {
    for (const int digits : {1, 2, 6, 7, 9, 15, 16, 17, 30}) {
      char text[64];
      std::snprintf(text, sizeof text, "%.*e", digits - 1, value);
      Decimal expected = parsed(text);
      while (expected.digits.size() > 1 && expected.digits.back() == '0') {
        expected.digits.pop_back();
      }
      const Decimal rounded = rounded_decimal(value, digits);
      if (rounded.digits != expected.digits || rounded.exponent != expected.exponent) {
        FAIL_CHECK(text << " became " << rounded.digits << " e " << rounded.exponent);
      }
    }
  }
}

TEST_CASE("the number nearest to a decimal is what the C library reads") {
  for (const double value : spread_doubles()) {
    for (const int digits : {1, 5, 15, 17, 18, 25, 60}) {
      char text[80];
      std::snprintf(text, sizeof text, "%.*e", digits - 1, value);
      if (nearest_double(parsed(text)) != std::strtod(text, nullptr)) FAIL_CHECK(text);
    }
  }
}

TEST_CASE("halfway between two numbers the even one is nearest") {
  CHECK(nearest_double({false, "9007199254740993", 15}) == 9007199254740992.0);
  CHECK(nearest_double({false, "90071992547409930000000000000001", 15}) == 9007199254740994.0);
  CHECK(nearest_double({false, "9007199254740995", 15}) == 9007199254740996.0);
}

TEST_CASE("beyond the largest number is infinity, below the smallest zero") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(nearest_double({false, "17976931348623159", 308}) == infinity);
  CHECK(nearest_double({true, "1", 100000}) == -infinity);
  CHECK(nearest_double({false, "1", -100000}) == 0);
  CHECK(nearest_double({false, "2", -324}) == 0);
  CHECK(nearest_double({false, "3", -324}) == std::numeric_limits<double>::denorm_min());
  CHECK(nearest_double({false, "000", 100000}) == 0);
}

TEST_CASE("a decimal is positional where its size allows it") {
  CHECK(decimal_text({true, "15", 0}) == "-1.5");
  CHECK(decimal_text({false, "15", 7}) == "15000000");
  CHECK(decimal_text({false, "15", 7}, 7) == "1.5e+07");
  CHECK(decimal_text({false, "1", -4}) == "0.0001");
  CHECK(decimal_text({false, "1", -5}) == "1e-05");
  CHECK(decimal_text({false, "1", 100}) == "1e+100");
}
