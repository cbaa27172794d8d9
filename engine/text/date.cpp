#include "engine/text/date.h"

#include <algorithm>
#include <cmath>

#include "engine/text/date_reader.h"
#include "engine/text/fold.h"

namespace unfold {
namespace {

enum class Order { month_first, day_first, year_first };

int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

// Days since 1970-01-01 in the Gregorian calendar; the years begin in March, so that a leap day is
// a year's last.
int days_since_1970(int year, int month, int day) {
  const int y = month <= 2 ? year - 1 : year;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

int full_year(int year, int digits) {
  if (digits >= 4) return year > 2400 ? year - 543 : year;  // of Buddha
  if (digits == 3) return year + 1911;                      // of the Republic of China
  return year < 70 ? 2000 + year : 1900 + year;
}

// A year of three digits or more at the start and a month's name tell their places.
Order order_of(const WrittenDate& date, Order usual) {
  if (date.digits[0] >= 3) return Order::year_first;
  if (date.digits[2] >= 3 && usual == Order::year_first) return Order::month_first;
  if (date.month_place < 0) return usual;
  return date.month_place == 0 ? Order::month_first : Order::day_first;
}

double seconds_of(const WrittenDate& date, Order usual) {
  if (date.unit == WrittenDate::Unit::clock) return date.seconds;
  constexpr int places[3][3] = {{2, 0, 1}, {2, 1, 0}, {0, 1, 2}};  // of year, month, day
  const auto& [year, month, day] = places[static_cast<int>(order_of(date, usual))];
  const auto& numbers = date.numbers;
  if (date.digits[year] < 2) return NAN;
  return seconds_of_day(full_year(numbers[year], date.digits[year]), numbers[month], numbers[day]) +
         date.seconds;
}

std::vector<double> seconds_of(std::span<const std::optional<WrittenDate>> dates, Order usual) {
  std::vector<double> seconds;
  seconds.reserve(dates.size());
  for (const auto& date : dates) seconds.push_back(date ? seconds_of(*date, usual) : NAN);
  return seconds;
}

// Between points the month does not stand first.
bool has_points(std::span<const std::optional<WrittenDate>> dates) {
  return std::any_of(dates.begin(), dates.end(),
                     [](const auto& date) { return date && date->mark == '.'; });
}

// How well an order explains the texts: dates that exist, then those that follow one direction,
// then equal steps of time.
double plausibility(const std::vector<double>& seconds) {
  std::vector<double> steps;
  int existing = 0, up = 0, down = 0;
  double last = NAN, way = 0;
  for (const double s : seconds) {
    if (std::isnan(s)) continue;
    ++existing;
    up += s > last;
    down += s < last;
    if (!std::isnan(last)) steps.push_back(std::abs(s - last));
    if (!std::isnan(last)) way += steps.back();
    last = s;
  }
  if (steps.empty() || way == 0) return existing;
  const auto middle = steps.begin() + static_cast<long>(steps.size() / 2);
  std::nth_element(steps.begin(), middle, steps.end());
  const double evenness = *middle * static_cast<double>(steps.size()) / way;
  return existing + std::max(up, down) * 0.5 / existing + std::min(evenness, 1.0) * 0.01;
}

std::string padded(int number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.insert(0, width - std::min(width, text.size()), '0');
}

}  // namespace

std::optional<WrittenDate> read_written_date(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (text.empty() || text.size() > longest) return std::nullopt;
  std::string room;
  const std::string folded = folded_word(plain(text, room));
  return DateReader(folded).read();
}

double seconds_of_day(int year, int month, int day) {
  const bool exists = year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
                      day <= days_in_month(year, month);
  return exists ? days_since_1970(year, month, day) * 86400.0 : NAN;
}

std::vector<double> seconds_of(std::span<const std::optional<WrittenDate>> dates, bool day_first) {
  const double unusual = day_first || has_points(dates) ? 0.02 : 0;  // a month that stands first
  std::vector<double> best;
  double best_plausibility = -1;
  for (const Order usual : {Order::month_first, Order::day_first, Order::year_first}) {
    std::vector<double> seconds = seconds_of(dates, usual);
    const double here = plausibility(seconds) - (usual == Order::month_first ? unusual : 0);
    if (here <= best_plausibility) continue;
    best = std::move(seconds);
    best_plausibility = here;
  }
  return best;
}

std::string date_text(double seconds) {
  const int days = static_cast<int>(std::floor(seconds / 86400));
  int year = 1970 + days / 366;
  while (days_since_1970(year + 1, 1, 1) <= days) ++year;
  while (days_since_1970(year, 1, 1) > days) --year;
  int month = 12;
  while (days_since_1970(year, month, 1) > days) --month;
  const int day = days - days_since_1970(year, month, 1) + 1;
  return padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
}

}  // namespace unfold
