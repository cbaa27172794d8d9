// Dates as people write them in tables.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

// A text that may be a date: "2019-05-31", "31/5/2019 16:00", "May 31, 2019", "31-May-19",
// "20190531", "2019년 5월 31일". Which number is the day is open until other dates are seen.
struct WrittenDate {
  int numbers[3];        // as they stand; a month's name is a number too
  int month_place = -1;  // of a month that was named; -1: none
  int year_digits;       // of the first number, 4 if the year stands first
  int seconds;           // of the day
};
std::optional<WrittenDate> read_written_date(std::string_view text);

// Seconds since 1970 for each, NaN for those that no calendar has. Where month and day could be
// either way round, all are read in the one order that gives more dates; if both give as many, in
// the one in which time runs in one direction; if both do, the month is first.
std::vector<double> seconds_of(std::span<const std::optional<WrittenDate>> dates);

std::string date_text(double seconds);  // "2019-05-31"

}  // namespace unfold
