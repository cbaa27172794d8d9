#include "engine/data/date_parts.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/data/time_column.h"
#include "engine/text/date.h"
#include "engine/text/date_words.h"
#include "engine/text/fold.h"
#include "engine/text/written_number.h"

namespace unfold {
namespace {

using Kind = CsvColumn::Kind;
using Text = std::string_view;

// The number of a part: "3", "Mar", "M03", "Q3", "3월".
double number_of(Text text, DatePart part) {
  if (const auto number = read_written_number(text)) return *number;
  std::string room;
  const std::string folded = folded_word(plain(text, room));
  if (part == DatePart::month && month_named(folded) > 0) return month_named(folded);
  if (part == DatePart::month && folded.starts_with('q')) return NAN;
  const auto digit =
      std::find_if(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digit == folded.end()) return NAN;
  const auto number =
      std::find_if_not(digit, folded.end(), [](char c) { return c >= '0' && c <= '9'; });
  return *read_written_number({&*digit, static_cast<std::size_t>(number - digit)});
}

struct Limits {
  double least, most;
};
Limits limits_of(DatePart part) {
  switch (part) {
    case DatePart::year: return {1000, 2600};
    case DatePart::month: return {1, 12};
    case DatePart::day: return {1, 31};
    case DatePart::hour: return {0, 24};
    case DatePart::quarter: return {1, 4};
    case DatePart::day_of_year: return {1, 366};
    case DatePart::none: break;
  }
  return {1, 0};
}

class Joiner {
 public:
  explicit Joiner(CsvTable& table) : table_(table) {}

  void join() {
    const int year = find(DatePart::year), month = find(DatePart::month);
    const int quarter = find(DatePart::quarter), day = find(DatePart::day);
    const int day_of_year = find(DatePart::day_of_year);
    if (year >= 0 && month < 0 && day_of_year >= 0) {
      join_days_of_years(year, day_of_year);
    } else if (year >= 0 && (month >= 0 || quarter >= 0)) {
      join_days(year, month >= 0 ? month : quarter, month >= 0 ? 1 : 3, month >= 0 ? day : -1);
    }
    leave_out_same_times();
    const int dates = dates_without_times();
    if (dates < 0) return;
    const int times = find_times();
    if (times >= 0) add_times(dates, times);
    if (const int hour = find(DatePart::hour); hour >= 0 && times < 0) add_hours(dates, hour);
  }

 private:
  int count() const { return static_cast<int>(table_.columns.size()); }

  std::vector<double> numbers(int column, DatePart part) const {
    std::vector<double> numbers;
    for (const Text text : table_.columns[column].texts) numbers.push_back(number_of(text, part));
    return numbers;
  }

  // The column of that name whose numbers are such a part.
  int find(DatePart part) const {
    if (const int place = unnamed_place(part); place >= 0 && is_part(place, part)) return place;
    for (int column = 0; column < count(); ++column) {
      if (named_part(table_.columns[column].name) == part && is_part(column, part)) return column;
    }
    return -1;
  }

  bool is_part(int column, DatePart part) const {
    const auto [least, most] = limits_of(part);
    int within = 0;
    for (const double number : numbers(column, part)) {
      within += number >= least && number <= most && number == std::floor(number);
    }
    return within >= 0.9 * table_.rows;
  }

  bool has_names() const {
    return table_.has_header && !(table_.columns[0].name == "column 1" && count() > 1 &&
                                  table_.columns[1].name == "column 2");
  }

  // Without names year, month and day stand first, the years of several rows.
  int unnamed_place(DatePart part) const {
    const int place = part == DatePart::year ? 0 : part == DatePart::month ? 1 : 2;
    const bool may_be = part == DatePart::year || part == DatePart::month || part == DatePart::day;
    const bool is_bare =
        !has_names() && count() > place + 1 && may_be && table_.columns[0].kind == Kind::number;
    return is_bare && is_part(0, DatePart::year) && is_part(1, DatePart::month) ? place : -1;
  }

  void join_days(int year, int period, int months, int day) {
    const auto part = months == 1 ? DatePart::month : DatePart::quarter;
    const auto years = numbers(year, DatePart::year), periods = numbers(period, part);
    const auto days = day >= 0 ? numbers(day, DatePart::day) : std::vector<double>();
    std::vector<double> seconds;
    for (int row = 0; row < table_.rows; ++row) {
      const bool is_whole = !std::isnan(years[row] + periods[row]);
      const int month = is_whole ? static_cast<int>((periods[row] - 1) * months) + 1 : 0;
      const double at = day >= 0 ? days[row] : 1;
      seconds.push_back(std::isnan(at) || !is_whole ? NAN
                                                    : seconds_of_day(static_cast<int>(years[row]),
                                                                     month, static_cast<int>(at)));
    }
    for (const int column : {period, day}) {
      if (column >= 0) make_part(column);
    }
    table_.columns[year].kind = Kind::date;
    table_.columns[year].values = std::move(seconds);
  }

  void join_days_of_years(int year, int day) {
    const auto years = numbers(year, DatePart::year), days = numbers(day, DatePart::day_of_year);
    std::vector<double> seconds;
    for (int row = 0; row < table_.rows; ++row) {
      const bool is_whole = !std::isnan(years[row] + days[row]);
      seconds.push_back(is_whole ? seconds_of_day(static_cast<int>(years[row]), 1, 1) +
                                       (days[row] - 1) * 86400
                                 : NAN);
    }
    make_part(day);
    table_.columns[year].kind = Kind::date;
    table_.columns[year].values = std::move(seconds);
  }

  void leave_out_same_times() {
    const auto found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                    [](const auto& column) { return column.kind == Kind::date; });
    if (found == table_.columns.end()) return;
    for (int column = 0; column < count(); ++column) {
      const CsvColumn& other = table_.columns[column];
      if (other.kind != Kind::number) continue;
      if (tells_same_times(other.values, found->values)) make_part(column);
    }
  }

  int dates_without_times() const {
    for (int column = 0; column < count(); ++column) {
      const CsvColumn& dates = table_.columns[column];
      if (dates.kind != Kind::date) continue;
      const bool is_midnight = std::all_of(dates.values.begin(), dates.values.end(), [](double s) {
        return std::isnan(s) || std::fmod(s, 86400) == 0;
      });
      if (is_midnight) return column;
    }
    return -1;
  }

  // Times of the day: "09:30", or 93000 in a column called time.
  int find_times() {
    for (int column = 0; column < count(); ++column) {
      CsvColumn& times = table_.columns[column];
      if (times.kind == Kind::part && !times.values.empty()) return column;
      const bool is_number = times.kind == Kind::number || times.kind == Kind::counter;
      if (!is_number || !names_time(times.name) || !read_clock(times)) continue;
      return column;
    }
    return -1;
  }

  static bool read_clock(CsvColumn& column) {
    const double most = *std::max_element(column.values.begin(), column.values.end());
    const double unit = most > 2400 ? 100 : 1;  // seconds are written, too
    std::vector<double> seconds;
    for (const double value : column.values) {
      const int number = std::isnan(value) ? -1 : static_cast<int>(value);
      const int minutes = static_cast<int>(number / unit);
      if (number < 0 || number != value || minutes / 100 > 24 || minutes % 100 > 59) return false;
      const int rest = unit == 100 ? number % 100 : 0;
      if (rest > 59) return false;
      const int since_midnight = minutes / 100 * 3600 + minutes % 100 * 60 + rest;
      seconds.push_back(since_midnight);
    }
    column.values = std::move(seconds);
    return true;
  }

  void add_times(int dates, int times) {
    for (int row = 0; row < table_.rows; ++row) {
      const double seconds = table_.columns[times].values[row];
      if (!std::isnan(seconds)) table_.columns[dates].values[row] += seconds;
    }
    make_part(times);
  }

  void add_hours(int dates, int hour) {
    const auto hours = numbers(hour, DatePart::hour);
    for (int row = 0; row < table_.rows; ++row) {
      if (!std::isnan(hours[row])) table_.columns[dates].values[row] += hours[row] * 3600;
    }
    make_part(hour);
  }

  void make_part(int column) {
    table_.columns[column].kind = Kind::part;
    table_.columns[column].values.clear();
  }

  CsvTable& table_;
};

}  // namespace

void join_date_parts(CsvTable& table) { Joiner(table).join(); }

}  // namespace unfold
