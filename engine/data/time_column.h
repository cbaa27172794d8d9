// time_column: whether a column of a table is time, and which.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/text/date.h"

namespace unfold {

// Whether a column of that name holds times: "Date", "Timestamp", "Fecha", "일자", "交易日期".
bool names_time(std::string_view name);
// Whether all words of the name are of time.
bool names_only_time(std::string_view name);
// Whether it counts rows: "", "index", "No.", "번호".
bool names_counter(std::string_view name);

// A part of a date in a column of its own.
enum class DatePart { none, year, month, day, hour, quarter, day_of_year };
DatePart named_part(std::string_view name);

struct TimeColumn {
  std::vector<double> seconds;  // since 1970 for each row, NaN where there is none
  WrittenDate::Unit unit = WrittenDate::Unit::day;
};

struct CellsOfColumn {
  const std::vector<std::string_view>& texts;
  std::string_view name;
  bool is_first;           // of the table
  bool has_decimal_comma;  // as where days stand before months
};

// Texts that are dates. More than half must be; where they could as well be numbers, as "201905",
// all must be, in one direction, and the place or the name of the column must say so.
std::optional<TimeColumn> time_of_texts(const CellsOfColumn& cells);

// Numbers that are times: seconds, milliseconds, microseconds or nanoseconds since 1970, the day
// numbers of spreadsheets, years with fractions.
std::optional<TimeColumn> time_of_numbers(const CellsOfColumn& cells,
                                          const std::vector<double>& numbers);

// Whether numbers say the same times in another way.
bool tells_same_times(const std::vector<double>& numbers, const std::vector<double>& seconds);

// Places in the order of texts that mostly count up or down, as "1-01", "1-02" or "Week 1",
// "Week 2".
std::optional<std::vector<double>> count_of_texts(const CellsOfColumn& cells);

// Whether the numbers count up or down by one, or evenly under a name of time.
bool is_counter(const CellsOfColumn& cells, const std::vector<double>& numbers);

}  // namespace unfold
