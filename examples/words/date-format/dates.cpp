#include "examples/words/date-format/dates.h"

#include <algorithm>

#include "engine/text/date.h"
#include "engine/text/number_text.h"

namespace unfold {
namespace {

constexpr double seconds_in_day = 86400, first_second = -25567 * seconds_in_day;  // since 1970

constexpr DateSpelling spellings[] = {
    {DateLanguage::english, "%d %B %y"},         // 5 May 2019
    {DateLanguage::english, "%B %d, %y"},        // May 5, 2019
    {DateLanguage::english, "%d.%m.%y"},         // 5.5.2019
    {DateLanguage::english, "%m/%d/%y"},         // 5/5/2019
    {DateLanguage::english, "%A, %d %B %y"},     // Sunday, 5 May 2019
    {DateLanguage::english, "%A, %B %o, %y"},    // Sunday, May 5th, 2019
    {DateLanguage::english, "%d %b %y"},         // 5 Sep 2019
    {DateLanguage::english, "%b %d, %y"},        // Sep 5, 2019
    {DateLanguage::english, "%a %d %b %y"},      // Sun 5 Sep 2019
    {DateLanguage::english, "%d-%b-%y"},         // 5-Sep-2019
    {DateLanguage::english, "the %o of %B %y"},  // the 5th of May 2019
    {DateLanguage::english, "%D.%M.%y"},         // 05.05.2019
    {DateLanguage::english, "%M/%D/%y"},         // 05/05/2019
    {DateLanguage::english, "%y-%M-%D"},         // 2019-05-05
    {DateLanguage::korean, "%y년 %m월 %d일"},
    {DateLanguage::korean, "%y. %m. %d."},
    {DateLanguage::korean, "%y년 %m월 %d일 %A"},
    {DateLanguage::korean, "%y. %m. %d. (%a)"},
    {DateLanguage::korean, "%y년 %M월 %D일"},
    {DateLanguage::korean, "%y년%m월%d일"},
    {DateLanguage::chinese, "%y年%m月%d日"},
    {DateLanguage::chinese, "%Y年%n月%e日"},  // 二〇一九年五月五日
    {DateLanguage::chinese, "%y年%m月%d日 %A"},
    {DateLanguage::chinese, "%Y年%n月%e日 %A"},
    {DateLanguage::chinese, "%y年%m月%d日（%a）"},
    {DateLanguage::chinese, "%y年%M月%D日"},
};

constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};
constexpr std::string_view weekdays[][7] = {
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    {"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"},
    {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"}};
constexpr std::string_view short_weekdays[][7] = {
    {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
    {"일", "월", "화", "수", "목", "금", "토"},
    {"周日", "周一", "周二", "周三", "周四", "周五", "周六"}};
constexpr std::string_view chinese_digits[] = {"〇", "一", "二", "三", "四",
                                               "五", "六", "七", "八", "九"};

std::string with_two_digits(int number) {
  std::string text = std::to_string(number);
  return number < 10 ? text.insert(0, 1, '0') : text;
}

std::string_view ordinal_ending(int number) {
  if (number >= 11 && number <= 13) return "th";
  switch (number % 10) {
    case 1: return "st";
    case 2: return "nd";
    case 3: return "rd";
    default: return "th";
  }
}

// 七, 十二, 三十一: a number from 1 to 99 as it is said.
std::string chinese_number(int number) {
  std::string text;
  if (number >= 20) text += chinese_digits[number / 10];
  if (number >= 10) text += "十";
  if (number % 10 > 0) text += chinese_digits[number % 10];
  return text;
}

std::string digit_by_digit(int number) {
  std::string text;
  for (const char digit : std::to_string(number)) text += chinese_digits[digit - '0'];
  return text;
}

std::string field(char code, const CalendarDay& day, DateLanguage language) {
  const auto l = static_cast<int>(language);
  switch (code) {
    case 'y': return std::to_string(day.year);
    case 'Y': return digit_by_digit(day.year);
    case 'm': return std::to_string(day.month);
    case 'M': return with_two_digits(day.month);
    case 'n': return chinese_number(day.month);
    case 'B': return std::string(months[day.month - 1]);
    case 'b': return std::string(months[day.month - 1].substr(0, 3));
    case 'd': return std::to_string(day.day);
    case 'D': return with_two_digits(day.day);
    case 'e': return chinese_number(day.day);
    case 'o': return std::to_string(day.day).append(ordinal_ending(day.day));
    case 'A': return std::string(weekdays[l][day.weekday]);
    default: return std::string(short_weekdays[l][day.weekday]);
  }
}

char in_case(char c, LetterCase letters) {
  if (letters == LetterCase::upper && c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  if (letters == LetterCase::lower && c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c;
}

}  // namespace

CalendarDay calendar_day(int index) {
  const std::string iso = date_text(first_second + index * seconds_in_day);
  const auto number = [&](int first, int count) {
    return static_cast<int>(*read_integer(iso.substr(first, count)));
  };
  return {number(0, 4), number(5, 2), number(8, 2), (index + 1) % 7};
}

std::string iso_date(const CalendarDay& day) {
  return std::to_string(day.year) + "-" + with_two_digits(day.month) + "-" +
         with_two_digits(day.day);
}

std::span<const DateSpelling> date_spellings() { return spellings; }

std::vector<DateSpelling> date_spellings(DateLanguage language) {
  std::vector<DateSpelling> of_language;
  std::copy_if(std::begin(spellings), std::end(spellings), std::back_inserter(of_language),
               [=](const DateSpelling& spelling) { return spelling.language == language; });
  return of_language;
}

std::string spelled(const CalendarDay& day, const DateSpelling& spelling, LetterCase letters) {
  std::string text;
  for (std::size_t i = 0; i < spelling.pattern.size(); ++i) {
    const char c = spelling.pattern[i];
    if (c == '%') {
      text += field(spelling.pattern[++i], day, spelling.language);
    } else {
      text += c;
    }
  }
  std::transform(text.begin(), text.end(), text.begin(),
                 [=](char c) { return in_case(c, letters); });
  return text;
}

std::string_view date_symbols() {
  return "0123456789 .,/-()abcdefghijlmnoprstuvwyABCDEFGHIJLMNOPRSTUVWY"
         "년월일요화수목금토"
         "年月日星期周（）〇一二三四五六七八九十";
}

}  // namespace unfold
