// date_reader: the parts of a date, as its text is walked over.
#pragma once

#include <optional>
#include <string_view>

#include "engine/text/date.h"
#include "engine/text/date_words.h"

namespace unfold {

class DateReader {
 public:
  // A text that is folded.
  explicit DateReader(std::string_view text) : text_(text), rest_(text) {}
  std::optional<WrittenDate> read();

 private:
  bool take_piece();
  bool take_number();
  bool take_name();
  bool take_separator();
  bool take_word(DateWord word);
  void take_era_letter();

  bool add_number(std::string_view digits);
  bool add_compact(std::string_view digits);
  bool add_time(std::string_view digits);
  bool add_roman(int number);
  bool is_range_of_months() const;
  bool add_month(int month);
  bool add_period(WrittenDate::Unit unit, int number);
  bool take_quarter_of_four();
  bool mark_year();

  bool has_date() const { return count_ >= 3; }
  bool begins_time() const;
  char before() const;  // the character before the rest
  bool is_bare_number() const;
  bool has_two_years() const;
  bool names_three_months() const;

  std::optional<WrittenDate> date();
  std::optional<WrittenDate> clock() const;
  std::optional<WrittenDate> period() const;
  std::optional<WrittenDate> month_of_year() const;
  std::optional<WrittenDate> year_or_compact_month() const;
  bool add_seconds(WrittenDate& date) const;

  std::string_view text_, rest_;
  WrittenDate date_;
  int count_ = 0;  // of the numbers of the date
  int time_[3] = {}, time_count_ = 0;
  bool is_morning_ = false, is_afternoon_ = false;
  WrittenDate::Unit unit_ = WrittenDate::Unit::day;  // another one was named
  int period_ = 0;                                   // its number; 0: it is to come
  int year_place_ = -1, era_ = 0;
  char second_mark_ = '\0';
  bool has_word_ = false, is_weekday_next_ = false, is_at_end_ = false;
  bool begins_with_tuesday_ = false;
};

}  // namespace unfold
