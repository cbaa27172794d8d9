#include "examples/series/stock/forecast.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/text/date.h"
#include "examples/series/stock/price_report.h"

namespace unfold {
namespace {

// As drawn: float.
Tensor drawn(std::span<const double> prices) {
  Tensor line(Shape{static_cast<int>(prices.size())});
  std::copy(prices.begin(), prices.end(), line.mutable_data());
  return line;
}

// "1047 (2008-10-14)", "1048 (+1)": its number and its date, or how long after the last one it is.
std::string day_name(const Forecast& forecast, int day) {
  const int days = static_cast<int>(forecast.prices.size());
  const std::string number = std::to_string(day + 1);
  if (day >= days) return number + " (+" + std::to_string(day - days + 1) + ")";
  return forecast.dates.empty() ? number : number + " (" + date_text(forecast.dates[day]) + ")";
}

// Up to five days each, then every fifth and the last.
bool is_shown(int ahead, int most) { return ahead <= 5 || ahead % 5 == 0 || ahead == most; }

double squared(double difference) { return difference * difference; }

}  // namespace

Tensor moved_on(const Tensor& windows, int target, const Tensor& value) {
  const int N = windows.size(0), T = windows.size(1), D = windows.size(2);
  Tensor moved(windows.shape());
  for (int n = 0; n < N; ++n) {
    const float* from = windows.data() + n * T * D;
    float* last = std::copy(from + D, from + T * D, moved.mutable_data() + n * T * D);
    std::copy_n(from + (T - 1) * D, D, last);
    last[target] = value.data()[n];
  }
  return moved;
}

Table table_of(const Forecast& forecast) {
  const auto& [prices, dates, first, predicted] = forecast;
  Table table{{"day", "predicted", "the price stays", "truth"}, {}};
  for (int i = 0; i < static_cast<int>(predicted.size()); ++i) {
    const std::size_t day = first + i;
    table.rows.push_back({day_name(forecast, first + i), price_text(predicted[i]),
                          price_text(prices[first - 1]),
                          day < prices.size() ? price_text(prices[day]) : "not known yet"});
  }
  return table;
}

Plot plot_of(const Forecast& forecast, int window) {
  const auto& [prices, dates, day, predicted] = forecast;
  const int ahead = static_cast<int>(predicted.size()), days = static_cast<int>(prices.size());
  const int known = std::min(window + ahead, days - (day - window));
  const Tensor then = days_from(day + 1, ahead);
  const Tensor kept = Tensor::filled(then.shape(), static_cast<float>(prices[day - 1]));
  return {.lines = {{"truth", drawn(prices.subspan(day - window, known)),
                     days_from(day - window + 1, known)},
                    {"predicted", drawn(predicted), then},
                    {"kept", kept, then}},
          .x_axis = "day",
          .y_axis = "price"};
}

std::vector<ErrorAhead> errors_ahead(std::span<const double> prices, std::span<const int> days,
                                     std::span<const double> predicted) {
  const std::size_t most = predicted.size() / days.size();
  std::vector<ErrorAhead> errors;
  for (std::size_t i = 0; i < most; ++i) {
    ErrorAhead error{static_cast<int>(i) + 1, 0, 0, 0};
    for (std::size_t n = 0; n < days.size(); ++n) {
      const std::size_t day = days[n] + i;
      if (day >= prices.size()) continue;
      ++error.tried;
      error.network += squared(predicted[n * most + i] - prices[day]);
      error.kept += squared(prices[days[n] - 1] - prices[day]);
    }
    if (error.tried == 0) break;
    error.network = std::sqrt(error.network / error.tried);
    error.kept = std::sqrt(error.kept / error.tried);
    errors.push_back(error);
  }
  return errors;
}

Table table_of(const std::vector<ErrorAhead>& errors) {
  Table table{{"days ahead", "the network", "the price stays", "nearer", "days tried"}, {}};
  for (const auto& [ahead, tried, network, kept] : errors) {
    if (!is_shown(ahead, errors.back().ahead)) continue;
    table.rows.push_back({std::to_string(ahead), rounded(network, 4), rounded(kept, 4),
                          network < kept ? "the network" : "the price stays",
                          std::to_string(tried)});
  }
  return table;
}

}  // namespace unfold
