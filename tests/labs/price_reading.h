// How tables of prices are read, in short.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

#include "engine/lab/refusal.h"
#include "engine/text/date.h"
#include "examples/series/stock/prices.h"

namespace unfold {

inline std::string order_of(const Prices& prices) {
  return !prices.is_sorted ? "mixed" : prices.is_newest_first ? "newest" : "oldest";
}

// "predicted | first day | last day | order | days", or the refusal.
inline std::string reading(const std::string& text, const PricesOptions& options = {}) {
  try {
    const Prices prices = read_prices(text, options);
    const bool has_dates = !prices.dates.empty();
    const std::string first = has_dates ? date_text(prices.dates.front()) : "-";
    const std::string last = has_dates ? date_text(prices.dates.back()) : "-";
    return prices.columns[prices.target].name + " | " + first + " | " + last + " | " +
           order_of(prices) + " | " + std::to_string(prices.days());
  } catch (const Refusal& refusal) {
    return "refused " + refusal.input() + " " + refusal.code();
  }
}

struct File {
  std::string text, expected;
};

inline void check(std::initializer_list<File> files) {
  for (const File& file : files) {
    CAPTURE(file.text);
    CHECK(reading(file.text) == file.expected);
  }
}

// Three days.
inline const std::string usual = " | 2019-01-02 | 2019-01-04 | oldest | 3";

}  // namespace unfold
