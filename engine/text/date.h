// Dates as people write them in tables.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

// A text that may be a date: "2019-05-31", "31/5/2019 16:00", "May 31, 2019", "31. Mai 2019",
// "20190531", "2019년 5월 31일", "R1.5.31"; a month, "2019-05", "May 2019"; a quarter, "2019Q2",
// "2019年第二季度"; a half, a week, a year; a time of a day. Which number of three is the day is
// open until other dates are seen.
struct WrittenDate {
  enum class Unit { day, week, month, quarter, half, year, clock };
  Unit unit = Unit::day;
  int numbers[3] = {};     // as they stand; a month's name is a number too
  int month_place = -1;    // of a month that was named; -1: none
  int digits[3] = {};      // of each number; 4 for a year that is known as one
  int seconds = 0;         // of the day; from the year's first day to a week's
  char mark = '\0';        // between the first two numbers
  bool is_number = false;  // the text could as well be a number: "201905", "2019.05", "2019"
};
std::optional<WrittenDate> read_written_date(std::string_view text);

// Seconds since 1970 for each, NaN for those that no calendar has; of a clock, since midnight.
// Where day, month and year could stand in several orders, all are read in the one that gives more
// dates; if several give as many, in the one in which time runs in one direction and in equal
// steps; if several do, the month is first.
// A table may tell that its days rather stand before its months.
std::vector<double> seconds_of(std::span<const std::optional<WrittenDate>> dates,
                               bool day_first = false);

// Seconds since 1970 of midnight; NaN for a day that no calendar has.
double seconds_of_day(int year, int month, int day);

std::string date_text(double seconds);  // "2019-05-31"

}  // namespace unfold
