#include "engine/data/time_column.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <string>

#include "engine/text/fold.h"
#include "engine/text/scan.h"
#include "engine/text/written_number.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Unit = WrittenDate::Unit;

constexpr Text year_names = " year yr yyyy jahr annee ano anio anno jaar rok год yil ar years ";
constexpr Text month_names = " month mon mm monat mois mes mese maand miesiac месяц ay months mth ";
constexpr Text day_names = " day dd tag jour dia giorno dag dzien день gun dom mday ";
constexpr Text hour_names = " hour hr hh stunde heure hora ora uur godzina час saat ";
constexpr Text quarter_names =
    " quarter qtr q quartal trimestre trimester kwartaal kwartal квартал ceyrek ";
constexpr Text time_names =
    " date dates datetime time times timestamp ts unix epoch utc gmt week period open_time "
    "datum zeit uhrzeit zeitpunkt zeitstempel handelstag woche periode fecha data dataora horario "
    "tijd tijdstip czas дата время дата/время период tarih zaman tid dato day_date dt observation "
    "obs_date tradedate trade_date observation_date trdate businessdate mese/anno ";
constexpr Text east_asian_time_names[] = {
    "일자", "날짜", "일시", "시간", "시각", "연월", "년월", "거래일", "기준일", "기간",
    "시점", "日期", "时间", "時間", "年月", "日付", "日時", "取引日", "交易日", "期間",
    "时点", "期间", "时刻", "時刻", "月份", "年份", "季度", "年度"};
constexpr Text counter_names =
    " index idx id no nr num number row rownum row_number rowid record obs instant n # unnamed "
    "unnamed:0 t "
    "step 번호 순번 일련번호 연번 序号 序號 编号 編號 番号 № lp ";

bool has_word(Text words, Text word) {
  const std::string padded = " " + std::string(word) + " ";
  return words.find(padded) != Text::npos;
}

std::string folded(Text name) {
  std::string room;
  std::string text = folded_word(plain(name, room));
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return Text("<>()[]{}\"'*:,;").find(c) != Text::npos || c == ' '; }, ' ');
  return text;
}

// Whether the condition holds for a word of the name, or for all of it.
template <typename Is>
bool any_word(const std::string& name, Is is) {
  for (Text rest = name; !rest.empty();) {
    take_while(rest, [](char c) { return c == ' ' || c == '_' || c == '.' || c == '-'; });
    const Text word =
        take_while(rest, [](char c) { return c != ' ' && c != '_' && c != '.' && c != '-'; });
    if (!word.empty() && is(word)) return true;
  }
  return is(Text(name));
}

template <typename Is>
bool all_words(const std::string& name, Is is) {
  return !name.empty() && !any_word(name, [&](Text word) { return word != name && !is(word); });
}

bool is_named(Text names, const std::string& name) {
  return any_word(name, [&](Text word) { return has_word(names, word); });
}

std::string without_blanks(const std::string& name) {
  std::string text = name;
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

// ---- The shape of a column.

struct Course {
  int count = 0, rises = 0, falls = 0, whole = 0;
  double first = NAN, last = NAN, least = INFINITY, most = -INFINITY;
  double smallest_step = INFINITY, largest_step = 0;

  bool is_strict() const { return count > 1 && std::max(rises, falls) == count - 1; }
  bool has_direction() const { return std::max(rises, falls) >= 0.9 * (rises + falls); }
};

Course course_of(const std::vector<double>& values) {
  Course course;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    course.rises += value > course.last;
    course.falls += value < course.last;
    if (!std::isnan(course.last)) {
      const double step = std::abs(value - course.last);
      course.smallest_step = std::min(course.smallest_step, step);
      course.largest_step = std::max(course.largest_step, step);
    }
    course.whole += value == std::floor(value);
    course.least = std::min(course.least, value);
    course.most = std::max(course.most, value);
    if (course.count++ == 0) course.first = value;
    course.last = value;
  }
  return course;
}

bool is_within(const Course& course, double least, double most) {
  return course.least >= least && course.most <= most;
}

// ---- Texts.

struct Dates {
  std::vector<std::optional<WrittenDate>> dates;
  int filled = 0, found = 0, bare = 0, open_years = 0;
  int units[static_cast<int>(Unit::clock) + 1] = {};
};

Dates read_dates(const std::vector<Text>& texts, std::size_t most) {
  Dates read;
  for (std::size_t i = 0; i < std::min(texts.size(), most); ++i) {
    const bool is_filled = !is_missing(texts[i]);
    read.filled += is_filled;
    read.dates.push_back(is_filled ? read_written_date(texts[i]) : std::nullopt);
    const auto& date = read.dates.back();
    if (!date) continue;
    ++read.found;
    read.bare += date->is_number;
    ++read.units[static_cast<int>(date->unit)];
  }
  return read;
}

Unit usual_unit(const Dates& read) {
  const auto* most = std::max_element(std::begin(read.units), std::end(read.units));
  return static_cast<Unit>(most - std::begin(read.units));
}

// Among months a year is none of them, but their sum or another table.
void leave_out_longer_times(Dates& read, Unit usual) {
  for (auto& date : read.dates) {
    if (!date || date->unit <= usual || date->unit == Unit::clock) continue;
    --read.found;
    read.bare -= date->is_number;
    date.reset();
  }
}

int count_times(const std::vector<double>& seconds) {
  return static_cast<int>(
      std::count_if(seconds.begin(), seconds.end(), [](double s) { return !std::isnan(s); }));
}

// As all but Americans do.
bool puts_days_first(const CellsOfColumn& cells) {
  constexpr Text names = " datum fecha data дата tarih dato ngay jour giorno dia ";
  return cells.has_decimal_comma || is_named(names, folded(cells.name));
}

// "31052019", "190531": dates of two digits for each part, where a name says so.
std::optional<TimeColumn> time_of_digits(const CellsOfColumn& cells) {
  std::vector<std::optional<WrittenDate>> dates;
  if (!names_time(cells.name)) return std::nullopt;
  for (Text text : cells.texts) {
    const bool is_missing_here = is_missing(text);
    const int size = static_cast<int>(text.size());
    const bool fits = (size == 6 || size == 8) && std::all_of(text.begin(), text.end(), is_digit);
    if (!fits && !is_missing_here) return std::nullopt;
    auto& date = dates.emplace_back();
    if (is_missing_here) continue;
    date = WrittenDate{};
    for (int part = 0; part < 3; ++part) {
      date->digits[part] = part == 2 ? size - 4 : 2;
      const Text digits = text.substr(2 * part, date->digits[part]);
      for (const char c : digits) date->numbers[part] = date->numbers[part] * 10 + (c - '0');
    }
  }
  TimeColumn column{seconds_of(dates, puts_days_first(cells))};
  const auto filled = std::count_if(dates.begin(), dates.end(), [](auto& d) { return !!d; });
  const bool is_whole = filled > 1 && count_times(column.seconds) == filled;
  return is_whole && course_of(column.seconds).has_direction() ? std::optional(column)
                                                               : std::nullopt;
}

bool may_be_dates(const std::vector<Text>& texts) {
  constexpr int sample = 50;
  const Dates dates = read_dates(texts, sample);
  return dates.filled == 0 || dates.found * 2 > dates.filled;
}

// Eight digits or more are a day wherever they stand.
bool has_long_days(const Dates& dates) {
  return dates.units[static_cast<int>(Unit::day)] == dates.found;
}

// ---- Numbers.

double scaled_epoch(const Course& course) {
  constexpr double first = 0.3e9, last = 4.2e9;  // 1979 to 2103
  for (const double parts : {1.0, 1e3, 1e6, 1e9}) {
    if (is_within(course, first * parts, last * parts)) return parts;
  }
  return 0;
}

TimeColumn mapped(const std::vector<double>& numbers, double (*seconds)(double, double),
                  double parameter = 0) {
  TimeColumn column;
  for (const double number : numbers) column.seconds.push_back(seconds(number, parameter));
  return column;
}

double from_epoch(double number, double parts) { return number / parts; }
// Day 25569 is the first of 1970.
double from_serial(double number, double) { return std::round((number - 25569) * 86400); }
double from_year(double number, double) {
  if (!(number >= 0 && number < 10000)) return NAN;
  const int year = static_cast<int>(std::floor(number));
  const double start = seconds_of_day(year, 1, 1), end = seconds_of_day(year + 1, 1, 1);
  return std::round(start + (number - year) * (end - start));
}

}  // namespace

bool names_time(Text name) {
  const std::string text = folded(name);
  for (const Text names : {time_names, year_names, month_names, day_names, quarter_names}) {
    if (is_named(names, text)) return true;
  }
  return std::any_of(std::begin(east_asian_time_names), std::end(east_asian_time_names),
                     [&](Text part) { return text.find(part) != std::string::npos; });
}

// "open time", but not "high of the day".
bool names_only_time(Text name) {
  constexpr Text beside = " open close start end begin trade trading unix s sec seconds ms local ";
  return names_time(name) && all_words(folded(name), [&](Text word) {
           return has_word(beside, word) || names_time(word);
         });
}

bool names_counter(Text name) {
  const std::string text = without_blanks(folded(name));
  return text.empty() || text.starts_with("unnamed") || has_word(counter_names, text) ||
         (text.back() == '.' && has_word(counter_names, Text(text).substr(0, text.size() - 1)));
}

DatePart named_part(Text name) {
  const std::string text = without_blanks(folded(name));
  const auto is = [&](Text names) { return has_word(names, text); };
  if (is(year_names) || is(" 년 년도 연도 年 年份 年度 ")) return DatePart::year;
  if (is(month_names) || is(" mo mnth period periode periodo 월 月 月份 ")) return DatePart::month;
  if (is(day_names) || is(" dy 일 日 ")) return DatePart::day;
  if (is(" doy yday dayofyear day_of_year julianday ")) return DatePart::day_of_year;
  if (is(hour_names) || is(" 시 時 时 小时 ")) return DatePart::hour;
  if (is(quarter_names) || is(" 분기 季度 季 四半期 ")) return DatePart::quarter;
  return DatePart::none;
}

std::optional<TimeColumn> time_of_texts(const CellsOfColumn& cells) {
  if (!may_be_dates(cells.texts)) return time_of_digits(cells);
  Dates read = read_dates(cells.texts, cells.texts.size());
  const Unit unit = usual_unit(read);
  leave_out_longer_times(read, unit);
  TimeColumn column{seconds_of(read.dates, puts_days_first(cells)), unit};
  const int times = count_times(column.seconds), rows = static_cast<int>(cells.texts.size());
  if (times * 2 <= rows || times * 2 <= read.filled) return time_of_digits(cells);
  const Course course = course_of(column.seconds);
  if (read.bare * 2 <= read.found) {
    const bool is_even = column.unit != Unit::month || course.has_direction();
    return is_even ? std::optional(column) : std::nullopt;
  }
  const bool is_whole = times >= 0.9 * read.filled && times == read.found;
  if (has_long_days(read)) {
    return times == read.filled ? std::optional(column) : time_of_digits(cells);
  }
  const bool is_said = names_time(cells.name) || (cells.is_first && course.is_strict());
  const bool is_time = is_whole && is_said && course.has_direction();
  return is_time ? std::optional(column) : time_of_digits(cells);
}

std::optional<TimeColumn> time_of_numbers(const CellsOfColumn& cells,
                                          const std::vector<double>& numbers) {
  const Course course = course_of(numbers);
  const bool is_time = names_only_time(cells.name) ||
                       (cells.is_first && names_time(cells.name) && course.has_direction());
  if (course.count < 2 || !(is_time || (cells.is_first && course.is_strict()))) {
    return std::nullopt;
  }
  if (const double parts = scaled_epoch(course); parts > 0 && course.rises + course.falls > 0) {
    return mapped(numbers, from_epoch, parts);
  }
  const bool is_whole = course.whole == course.count;
  const bool is_serial = is_within(course, 10000, 80000) && course.has_direction() &&
                         (is_time || (is_whole && course.largest_step <= 31));
  if (is_serial) return mapped(numbers, from_serial);
  const bool is_year = is_within(course, 1500, 2200) && !is_whole && course.is_strict() &&
                       course.largest_step < 1.5 * course.smallest_step + 0.01;
  if (is_year) return mapped(numbers, from_year);
  return std::nullopt;
}

bool tells_same_times(const std::vector<double>& numbers, const std::vector<double>& seconds) {
  constexpr double day = 86400;
  const auto all_near = [&](double (*time)(double, double), double parameter, double most) {
    int count = 0;
    for (std::size_t row = 0; row < numbers.size(); ++row) {
      const double apart = std::abs(time(numbers[row], parameter) - seconds[row]);
      if (apart > most) return false;
      count += !std::isnan(apart);
    }
    return count > 1;
  };
  for (const double parts : {1.0, 1e3, 1e6, 1e9}) {
    if (all_near(from_epoch, parts, 2 * day)) return true;
  }
  return all_near(from_serial, 0, 2 * day) || all_near(from_year, 0, 32 * day);
}

std::optional<std::vector<double>> count_of_texts(const CellsOfColumn& cells) {
  if (!cells.is_first && !names_time(cells.name)) return std::nullopt;
  std::vector<double> last;
  int rises = 0, falls = 0, without = 0;
  for (Text text : cells.texts) {
    std::vector<double> numbers;
    while (!text.empty()) {
      take_while(text, [](char c) { return !is_digit(c); });
      Digits digits;
      digits.add(take_digits(text));
      if (digits.count() > 0) numbers.push_back(digits.value());
    }
    if (numbers.empty()) {
      ++without;  // a line of text below the table
      continue;
    }
    rises += !last.empty() && numbers > last;
    falls += !last.empty() && numbers < last;
    last = std::move(numbers);
  }
  const int rows = static_cast<int>(cells.texts.size()), steps = rows - without - 1;
  if (without * 10 > rows || steps < 2 || std::max(rises, falls) < 0.8 * steps) return std::nullopt;
  std::vector<double> places(cells.texts.size());
  std::iota(places.begin(), places.end(), 0.0);
  if (falls > rises) std::reverse(places.begin(), places.end());
  return places;
}

bool is_counter(const CellsOfColumn& cells, const std::vector<double>& numbers) {
  const Course course = course_of(numbers);
  if (course.count < 3 || !course.is_strict()) return false;
  const bool by_one = course.smallest_step == 1 && course.largest_step == 1;
  if (by_one && course.whole == course.count) {
    const bool is_unnamed = cells.is_first && cells.name == "column 1";
    return is_unnamed || names_counter(cells.name) || names_time(cells.name);
  }
  const bool is_even = course.largest_step <= course.smallest_step * 1.01;
  return is_even && names_time(cells.name);
}

}  // namespace unfold
