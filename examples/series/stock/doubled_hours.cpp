#include "examples/series/stock/doubled_hours.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace unfold {
namespace {

constexpr double hour = 3600;

// Of the different times in an hour.
struct Times {
  int count = 0, twice = 0, most = 0;  // `most`: how often the most frequent one comes
};
using Hours = std::map<double, Times>;  // by their beginnings

Hours hours_of(const std::vector<double>& sorted) {
  Hours hours;
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last = std::upper_bound(first, sorted.end(), *first);
    const int often = static_cast<int>(last - first);
    Times& times = hours[std::floor(*first / hour) * hour];
    ++times.count;
    times.twice += often == 2;
    times.most = std::max(times.most, often);
    first = last;
  }
  return hours;
}

// From 23 to 4 o'clock, as in the countries that have or had summer time.
bool is_night_of_change(double beginning) {
  constexpr int friday = 1, sunday = 3;  // 1970 began on a Thursday
  const double one_hour_on = beginning + hour;
  const double day = std::floor(one_hour_on / (24 * hour));
  const int weekday = static_cast<int>(day - std::floor(day / 7) * 7);
  return one_hour_on - day * 24 * hour < 5 * hour && (weekday == friday || weekday == sunday);
}

bool stands_alone(const Hours& hours, double beginning) {
  const auto before = hours.find(beginning - hour), after = hours.find(beginning + hour);
  const auto comes_once = [&](auto one) { return one == hours.end() || one->second.most == 1; };
  const bool has_neighbour = before != hours.end() || after != hours.end();
  return has_neighbour && comes_once(before) && comes_once(after);
}

}  // namespace

std::vector<double> doubled_hours(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const Hours hours = hours_of(times);
  std::vector<double> doubled;
  for (const auto& [beginning, in_it] : hours) {
    const bool comes_twice = in_it.most == 2 && in_it.twice * 2 >= in_it.count;
    if (comes_twice && is_night_of_change(beginning) && stands_alone(hours, beginning)) {
      doubled.push_back(beginning);
    }
  }
  return doubled;
}

bool is_in(const std::vector<double>& hours, double time) {
  return std::binary_search(hours.begin(), hours.end(), std::floor(time / hour) * hour);
}

}  // namespace unfold
