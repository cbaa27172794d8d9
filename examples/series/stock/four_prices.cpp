#include "examples/series/stock/four_prices.h"

#include <cmath>

namespace unfold {
namespace {

using Values = std::vector<double>;

constexpr int four = 4;

bool never_below(const Values& a, const Values& b) {
  for (std::size_t row = 0; row < a.size(); ++row) {
    if (a[row] < b[row]) return false;
  }
  return true;
}

double sum(const Values& values) {
  double sum = 0;
  for (const double value : values) sum += std::isnan(value) ? 0 : value;
  return sum;
}

// Which of four is the one for which this holds with each of the others; -1 if it is none or not
// the only one.
template <typename Holds>
int only_one(const Values* const (&columns)[four], Holds holds) {
  int found = -1, count = 0;
  for (int a = 0; a < four; ++a) {
    bool all = true;
    for (int b = 0; b < four && all; ++b) all = holds(*columns[a], *columns[b]);
    if (!all) continue;
    found = a;
    ++count;
  }
  return count == 1 ? found : -1;
}

// -1 if the four are no prices of the same days.
int place_of_close(const Values* const (&columns)[four]) {
  const int high = only_one(columns, never_below);
  const int low =
      only_one(columns, [](const Values& a, const Values& b) { return never_below(b, a); });
  if (high < 0 || low < 0 || sum(*columns[high]) >= 3 * sum(*columns[low])) return -1;
  int last = four - 1;
  while (last == high || last == low) --last;
  return last;
}

}  // namespace

int close_beside_high_and_low(const CsvTable& table, const std::vector<int>& columns) {
  for (std::size_t first = 0; first + four <= columns.size(); ++first) {
    const Values* prices[four];
    for (int i = 0; i < four; ++i) prices[i] = &table.columns[columns[first + i]].values;
    const int close = place_of_close(prices);
    if (close >= 0) return columns[first + close];
  }
  return -1;
}

}  // namespace unfold
