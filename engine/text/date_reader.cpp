#include "engine/text/date_reader.h"

#include <algorithm>
#include <utility>

#include "engine/text/scan.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Unit = WrittenDate::Unit;
using Kind = DateWord::Kind;

constexpr int roman_digits = -1;

int number_of(Text digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

int whole_year(int year, int digits) {
  if (digits >= 3) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

// Of Europe's alphabets, in folded words.
Text take_letters(Text& text) {
  const Text before = text;
  while (!text.empty()) {
    Text rest = text;
    const char32_t code = take_code(rest);
    const bool is_one = (code < 0x80 && is_letter(static_cast<char>(code))) ||
                        (code >= 0xAA && code < 0x590 && code != 0xD7 && code != 0xF7);
    if (!is_one) break;
    text = rest;
  }
  return before.substr(0, before.size() - text.size());
}

std::optional<WrittenDate> known(Unit unit, int year, int month, int days = 0) {
  return WrittenDate{
      .unit = unit, .numbers = {year, month, 1}, .digits = {4, 2, 2}, .seconds = days * 86400};
}

// Days from 1 January to the Monday of a week, as ISO 8601 counts weeks.
int days_to_week(int year, int week) {
  const int before = year - 1;
  const int weekday = (before + before / 4 - before / 100 + before / 400) % 7;  // 0: a Monday
  return (week - 1) * 7 - weekday + (weekday > 3 ? 7 : 0);
}

constexpr std::pair<char, int> era_letters[] = {
    {'m', 1867}, {'t', 1911}, {'s', 1925}, {'h', 1988}, {'r', 2018}};

}  // namespace

std::optional<WrittenDate> DateReader::read() {
  if (rest_.empty() || rest_[0] == '-' || rest_[0] == '.' || rest_[0] == ',') return std::nullopt;
  take_era_letter();
  while (!rest_.empty() && !is_at_end_) {
    if (!take_piece()) return std::nullopt;
  }
  return date();
}

bool DateReader::take_piece() {
  if (is_digit(rest_[0])) return take_number();
  const bool is_word = is_letter(rest_[0]) || static_cast<unsigned char>(rest_[0]) >= 0x80;
  if (is_word) return take_name();
  return take_separator();
}

bool DateReader::take_number() {
  const bool follows_colon = before() == ':' && time_count_ > 0;
  const Text digits = take_digits(rest_);
  if (follows_colon || has_date() || (digits.size() <= 2 && begins_time())) return add_time(digits);
  return add_number(digits);
}

// "16:" and "16시"
bool DateReader::begins_time() const {
  if (rest_.size() > 1 && rest_[0] == ':' && is_digit(rest_[1])) return true;
  Text rest = rest_;
  return !rest.empty() && static_cast<unsigned char>(rest[0]) >= 0xE0 &&
         take_east_asian_date_word(rest).kind == Kind::hour_mark;
}

char DateReader::before() const {
  const std::size_t at = text_.size() - rest_.size();
  return at == 0 ? '\0' : text_[at - 1];
}

bool DateReader::take_name() {
  has_word_ = true;
  const Text word = take_letters(rest_);
  if (word.empty()) return take_word(take_east_asian_date_word(rest_));
  if (word == "t" && count_ >= 2 && !rest_.empty() && is_digit(rest_[0])) return true;
  if (word == "e") return !rest_.empty() && rest_[0] == ' ';  // "2e trimestre", but not "2e5"
  const bool is_mark = count_ == 1 && !rest_.empty() && is_digit(rest_[0]);
  if (word == "m" && is_mark) return true;
  if (word == "k" && is_mark && date_.digits[0] == 4) return add_period(Unit::quarter, 0);
  return take_word(latin_date_word(word));
}

// Signs that stand in dates. "1,247,700" is none: a comma stands beside a word or after the date.
bool DateReader::take_separator() {
  constexpr Text allowed = " -/.:'()_[]~";
  const char c = rest_[0];
  if ((c == '+' || (c == '-' && time_count_ > 0)) && has_date()) return is_at_end_ = true;
  if (c == ',' && !has_word_ && !has_date()) return false;
  rest_.remove_prefix(1);
  if (count_ == 1 && date_.mark == '\0') date_.mark = c;
  if (count_ == 2 && second_mark_ == '\0') second_mark_ = c;
  return c == ',' || c == '\t' || allowed.find(c) != Text::npos;
}

void DateReader::take_era_letter() {
  for (const auto& [letter, era] : era_letters) {
    Text rest = rest_;
    if (!take(rest, {&letter, 1})) continue;
    const bool has_year = !take_digits(rest).empty() && take_any(rest, "./-");
    if (!has_year || take_digits(rest).empty() || !take_any(rest, "./-")) continue;
    era_ = era;
    rest_.remove_prefix(1);
  }
}

bool DateReader::take_word(DateWord word) {
  const bool is_weekday = std::exchange(is_weekday_next_, false);
  switch (word.kind) {
    case Kind::none: return false;
    case Kind::skipped: return true;
    case Kind::weekday: return is_weekday_next_ = true;
    case Kind::month: return add_month(word.value);
    case Kind::am: return is_morning_ = true;
    case Kind::pm: return is_afternoon_ = true;
    case Kind::era: era_ = word.value; return true;
    case Kind::numeral:
      if (is_weekday || has_date()) return true;
      return add_number({&"0123456789"[word.value], 1});
    case Kind::roman: return add_roman(word.value);
    case Kind::year_mark: return mark_year();
    case Kind::mark:
    case Kind::hour_mark: return true;
    case Kind::quarter: return add_period(Unit::quarter, word.value);
    case Kind::half: return add_period(Unit::half, word.value);
    case Kind::week: is_weekday_next_ = true; return add_period(Unit::week, 0);
  }
  return false;
}

// Of a quarter, never of a month.
bool DateReader::add_roman(int number) {
  if (unit_ != Unit::day && period_ == 0) return period_ = number, true;
  if (count_ > 1) return false;
  date_.numbers[count_] = number;
  date_.digits[count_++] = roman_digits;
  return true;
}

bool DateReader::mark_year() {
  if (count_ > 0 && count_ <= 3 && time_count_ == 0) year_place_ = count_ - 1;
  return true;
}

bool DateReader::add_number(Text digits) {
  if (count_ == 0 && digits.size() >= 8) return add_compact(digits);
  if (digits.size() > 6 || (digits.size() > 4 && count_ > 0)) return false;
  if (unit_ != Unit::day && period_ == 0 && digits.size() <= 2) {
    period_ = number_of(digits);
    return period_ > 0;
  }
  date_.numbers[count_] = number_of(digits);
  date_.digits[count_] = static_cast<int>(digits.size());
  ++count_;
  return true;
}

// yyyymmdd, then hhmm or hhmmss
bool DateReader::add_compact(Text digits) {
  if (digits.size() != 8 && digits.size() != 12 && digits.size() != 14) return false;
  date_.numbers[0] = number_of(digits.substr(0, 4));
  date_.numbers[1] = number_of(digits.substr(4, 2));
  date_.numbers[2] = number_of(digits.substr(6, 2));
  date_.digits[0] = 4;
  count_ = 3;
  return digits.size() == 8 || add_time(digits.substr(8));
}

bool DateReader::add_time(Text digits) {
  if (time_count_ >= 3) return true;  // parts of a second
  if (time_count_ == 0 && (digits.size() == 4 || digits.size() == 6)) {
    for (; !digits.empty(); digits.remove_prefix(2)) add_time(digits.substr(0, 2));
    return true;
  }
  if (digits.size() > 2) return false;
  time_[time_count_++] = number_of(digits);
  return true;
}

// "Jan-Mar 2019", "2019 Jan-Mar"
bool DateReader::is_range_of_months() const {
  return (date_.month_place == 0 && count_ == 1 && date_.mark == '-') ||
         (date_.month_place == 1 && count_ == 2 && second_mark_ == '-');
}

// "mar. 5 mars": of two months the first is a Tuesday.
bool DateReader::add_month(int month) {
  if (is_range_of_months()) return true;
  if (date_.month_place == 0 && begins_with_tuesday_) return false;
  if (date_.month_place >= 0) {
    if (date_.month_place != 0 || date_.numbers[0] != 3) return false;
    begins_with_tuesday_ = true;
    std::copy(date_.numbers + 1, date_.numbers + count_, date_.numbers);
    std::copy(date_.digits + 1, date_.digits + count_, date_.digits);
    --count_;
  }
  if (count_ > 2) return false;
  date_.month_place = count_;
  date_.digits[count_] = 0;
  date_.numbers[count_++] = month;
  return true;
}

// Its number stands right before it, "1Q" and "1. Quartal", or it comes, "Q1".
bool DateReader::add_period(Unit unit, int number) {
  if (has_date()) return unit != Unit::quarter || take_quarter_of_four();
  if (unit_ != Unit::day) return unit_ == unit;
  unit_ = unit;
  period_ = number;
  const int digits = count_ > 0 ? date_.digits[count_ - 1] : 0;
  const bool is_before = digits == 1 || digits == roman_digits;
  if (number == 0 && is_before && year_place_ != count_ - 1) period_ = date_.numbers[--count_];
  return true;
}

// "2019 1/4분기"
bool DateReader::take_quarter_of_four() {
  if (count_ != 3 || date_.numbers[2] != 4 || date_.digits[1] != 1) return true;
  unit_ = Unit::quarter;
  period_ = date_.numbers[1];
  count_ = 1;
  return true;
}

// ---- What it is in the end.

bool DateReader::is_bare_number() const {
  return std::all_of(text_.begin(), text_.end(), [](char c) { return is_digit(c) || c == '.'; }) &&
         std::count(text_.begin(), text_.end(), '.') <= 1;
}

std::optional<WrittenDate> DateReader::date() {
  if (era_ != 0 && count_ > 0) {
    date_.numbers[0] += era_;
    date_.digits[0] = 4;
  }
  if (count_ == 0) return clock();
  if (has_date()) {
    if (has_two_years()) return std::nullopt;
    if (year_place_ == 0) {
      date_.numbers[0] = whole_year(date_.numbers[0], date_.digits[0]);
      date_.digits[0] = 4;
    }
    date_.is_number = is_bare_number();
    if (names_three_months()) return known(Unit::quarter, date_.numbers[0], date_.numbers[1]);
    return add_seconds(date_) ? std::optional(date_) : std::nullopt;
  }
  if (time_count_ > 0) return std::nullopt;
  auto found = unit_ != Unit::day ? period()
               : count_ == 2      ? month_of_year()
                                  : year_or_compact_month();
  if (found) found->is_number = is_bare_number();
  return found;
}

// "193.948.853" is no date.
bool DateReader::has_two_years() const {
  return std::count_if(date_.digits, date_.digits + 3, [](int digits) { return digits > 2; }) > 1;
}

// "2019/4-6"
bool DateReader::names_three_months() const {
  const auto& [year, first, last] = date_.numbers;
  return date_.digits[0] == 4 && date_.mark == '/' && second_mark_ == '-' && first % 3 == 1 &&
         last == first + 2 && time_count_ == 0;
}

// Half past midnight is 12:30 AM, half past noon 12:30 PM.
bool DateReader::add_seconds(WrittenDate& date) const {
  int hour = time_[0];
  if (is_afternoon_ && hour < 12) hour += 12;
  if (is_morning_ && hour == 12) hour = 0;
  date.seconds = hour * 3600 + time_[1] * 60 + time_[2];
  return time_[0] <= 24 && time_[1] <= 59 && time_[2] <= 60;
}

std::optional<WrittenDate> DateReader::clock() const {
  WrittenDate clock{.unit = Unit::clock};
  const bool is_time = time_count_ >= 2 || (time_count_ == 1 && (is_morning_ || is_afternoon_));
  return is_time && add_seconds(clock) ? std::optional(clock) : std::nullopt;
}

std::optional<WrittenDate> DateReader::period() const {
  if (count_ != 1 || (date_.digits[0] != 4 && date_.digits[0] != 2)) return std::nullopt;
  const int year = whole_year(date_.numbers[0], date_.digits[0]);
  const int most = unit_ == Unit::quarter ? 4 : unit_ == Unit::half ? 2 : 53;
  if (period_ < 1 || period_ > most) return std::nullopt;
  if (unit_ == Unit::week) return known(unit_, year, 1, days_to_week(year, period_));
  return known(unit_, year, (period_ - 1) * (12 / most) + 1);
}

// "2019-05", "5/2019", "May 2019", "May-19"; "19-May" may be a day.
std::optional<WrittenDate> DateReader::month_of_year() const {
  const bool is_named = date_.month_place >= 0;
  const bool year_is_first =
      is_named ? date_.month_place == 1 : date_.digits[0] == 4 || year_place_ == 0;
  const int year_at = year_is_first ? 0 : 1;
  const int digits = date_.digits[year_at], month = date_.numbers[1 - year_at];
  const bool has_year =
      digits == 4 || year_place_ == year_at || (is_named && year_at == 1 && digits == 2);
  if (!has_year ||
      (!is_named && (date_.digits[1 - year_at] > 2 || date_.digits[1 - year_at] < 1)) ||
      month < 1 || month > 12) {
    return std::nullopt;
  }
  return known(Unit::month, whole_year(date_.numbers[year_at], digits), month);
}

std::optional<WrittenDate> DateReader::year_or_compact_month() const {
  const int number = date_.numbers[0], digits = date_.digits[0];
  if (date_.month_place >= 0) return std::nullopt;
  if (digits == 6) {
    const int month = number % 100;
    if (month < 1 || month > 12) return std::nullopt;
    return known(Unit::month, number / 100, month);
  }
  if (digits != 4 && (year_place_ != 0 || digits < 2)) return std::nullopt;
  return known(Unit::year, whole_year(number, digits), 1);
}

}  // namespace unfold
