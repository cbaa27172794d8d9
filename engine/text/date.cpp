#include "engine/text/date.h"

#include <algorithm>
#include <cmath>

#include "engine/text/characters.h"

namespace unfold {
namespace {

enum class Order { year_first, month_first, day_first };

constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                       "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::string_view other_words[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun", "am",
                                            "st",  "nd",  "rd",  "th",  "t",   "z",   "utc", "gmt"};

bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool begins(std::string_view word, std::string_view start) {
  return word.size() >= start.size() && std::equal(start.begin(), start.end(), word.begin(),
                                                   [](char a, char b) { return a == lower(b); });
}

template <typename Is>
std::string_view take_while(std::string_view& text, Is is) {
  const auto end = std::find_if_not(text.begin(), text.end(), is);
  const std::string_view run = text.substr(0, end - text.begin());
  text.remove_prefix(run.size());
  return run;
}

// Collects the three parts of the date, then hours, minutes and seconds.
class Parts {
 public:
  bool add_number(std::string_view digits) {
    if (digits.size() > 8) return false;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    if (count_ == 0 && digits.size() == 8) return add_compact(value);
    if (count_ == 0) date_.year_digits = static_cast<int>(digits.size());
    if (count_ < 3 && digits.size() > 4) return false;
    if (count_ < 3) date_.numbers[count_] = value;
    if (count_ >= 3 && count_ < 6) time_[count_ - 3] = value;
    ++count_;
    return true;
  }

  bool add_word(std::string_view word) {
    if (begins(word, "pm")) return afternoon_ = true;
    for (int month = 0; month < 12; ++month) {
      if (!begins(word, months[month]) || count_ > 2 || date_.month_place >= 0) continue;
      date_.month_place = count_;
      if (count_ == 0) date_.year_digits = 0;
      date_.numbers[count_++] = month + 1;
      return true;
    }
    return std::any_of(std::begin(other_words), std::end(other_words),
                       [&](std::string_view known) { return begins(word, known); });
  }

  std::optional<WrittenDate> date() {
    if (count_ < 3 || time_[0] > 24 || time_[1] > 59 || time_[2] > 60) return std::nullopt;
    if (afternoon_ && time_[0] < 12) time_[0] += 12;
    date_.seconds = time_[0] * 3600 + time_[1] * 60 + time_[2];
    return date_;
  }

  bool has_date() const { return count_ >= 3; }
  bool names_month() const { return date_.month_place >= 0; }

 private:
  bool add_compact(int value) {
    date_.year_digits = 4;
    date_.numbers[0] = value / 10000;
    date_.numbers[1] = value / 100 % 100;
    date_.numbers[2] = value % 100;
    count_ = 3;
    return true;
  }

  WrittenDate date_{};
  int time_[3] = {0, 0, 0};
  int count_ = 0;
  bool afternoon_ = false;
};

// "1,247,700" is no date: a comma stands beside a month's name or a weekday, or after the date.
bool may_stand_between(char c, const Parts& parts, bool has_word) {
  return c != ',' || has_word || parts.names_month() || parts.has_date();
}

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

int full_year(int year) { return year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year; }

// A year of four digits at the start and a month's name tell their places; else it is `usual`.
Order order_of(const WrittenDate& date, Order usual) {
  if (date.year_digits == 4) return Order::year_first;
  if (date.month_place < 0) return usual;
  return date.month_place == 0 ? Order::month_first : Order::day_first;
}

double seconds_of(const WrittenDate& date, Order usual) {
  int year, month, day;
  const auto& [a, b, c] = date.numbers;
  const Order order = order_of(date, usual);
  if (order == Order::year_first) {
    year = a, month = b, day = c;
  } else {
    year = c;
    month = order == Order::month_first ? a : b;
    day = order == Order::month_first ? b : a;
  }
  year = full_year(year);
  const bool exists = year >= 1600 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
                      day <= days_in_month(year, month);
  return exists ? days_since_1970(year, month, day) * 86400.0 + date.seconds : NAN;
}

std::vector<double> seconds_of(std::span<const std::optional<WrittenDate>> dates, Order usual) {
  std::vector<double> seconds;
  seconds.reserve(dates.size());
  for (const auto& date : dates) seconds.push_back(date ? seconds_of(*date, usual) : NAN);
  return seconds;
}

// How well an order explains the texts: dates that exist, then those that follow one direction.
double plausibility(const std::vector<double>& seconds) {
  int existing = 0, up = 0, down = 0;
  double last = NAN;
  for (const double s : seconds) {
    if (std::isnan(s)) continue;
    ++existing;
    up += s > last;
    down += s < last;
    last = s;
  }
  const double pairs = std::max(1, existing);
  return existing + std::max(up, down) / pairs * 0.5;
}

std::string padded(int number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.insert(0, width - std::min(width, text.size()), '0');
}

}  // namespace

std::optional<WrittenDate> read_written_date(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() > longest) return std::nullopt;
  Parts parts;
  bool has_word = false;
  if (!text.empty() && !is_digit(text[0]) && !is_letter(text[0])) return std::nullopt;
  while (!text.empty()) {
    if (is_digit(text[0])) {
      if (!parts.add_number(take_while(text, is_digit))) return std::nullopt;
    } else if (is_letter(text[0])) {
      if (!parts.add_word(take_while(text, is_letter))) return std::nullopt;
      has_word = true;
    } else {
      if (!may_stand_between(text[0], parts, has_word)) return std::nullopt;
      text.remove_prefix(1);
    }
  }
  return parts.date();
}

std::vector<double> seconds_of(std::span<const std::optional<WrittenDate>> dates) {
  std::vector<double> best;
  double best_plausibility = -1;
  for (const Order usual : {Order::month_first, Order::day_first}) {
    std::vector<double> seconds = seconds_of(dates, usual);
    const double here = plausibility(seconds);
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
