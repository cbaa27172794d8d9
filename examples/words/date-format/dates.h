// dates: the days of two centuries, and the ways in which people write them in three languages.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace unfold {

struct CalendarDay {
  int year, month, day;
  int weekday;  // 0 is Sunday
};

inline constexpr int calendar_days = 73049;    // from 1900-01-01 to 2099-12-31
CalendarDay calendar_day(int index);           // 0 is 1900-01-01
std::string iso_date(const CalendarDay& day);  // "2019-05-05"

enum class DateLanguage { english, korean, chinese };

// One way to write a date. Its pattern is text with fields:
//   %y 2019   %m 5   %M 05   %B May, September    %b May, Sep   %d 5   %D 05   %o 5th
//   %A Sunday, 일요일, 星期日   %a Sun, 일, 周日   %Y 二〇一九   %n 五 (month)   %e 五 (day)
struct DateSpelling {
  DateLanguage language;
  std::string_view pattern;
};

// No two days are ever written alike. Where a month has no name, numbers between dots have the day
// first and between slashes the month, unless the year stands first: then the month follows.
std::span<const DateSpelling> date_spellings();
std::vector<DateSpelling> date_spellings(DateLanguage language);

enum class LetterCase { as_usual, upper, lower };
std::string spelled(const CalendarDay& day, const DateSpelling& spelling,
                    LetterCase letters = LetterCase::as_usual);

// Every symbol that a spelling can have, each once.
std::string_view date_symbols();

}  // namespace unfold
