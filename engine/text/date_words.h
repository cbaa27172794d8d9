// date_words: the words that stand in dates, in the languages of those who write them.
#pragma once

#include <string_view>

namespace unfold {

struct DateWord {
  enum class Kind {
    none,     // no word of dates
    skipped,  // "Friday", a zone, "of"
    weekday,  // 星期, before its number
    month,    // its number in `value`
    am,
    pm,
    era,        // its year 0 in `value`: 2018 for 令和
    numeral,    // 元, 一, 二
    roman,      // of a quarter
    year_mark,  // stands behind its number: 年
    hour_mark,
    mark,     // of months, days, minutes and seconds
    quarter,  // stands before or behind its number, or has it in `value`
    half,
    week
  };
  Kind kind = Kind::none;
  int value = 0;
};

// From 1 to 12; 0 for a word that names no month.
int month_named(std::string_view word);

// A word of letters, as folded_word() gives it.
DateWord latin_date_word(std::string_view word);

// Takes a word off the start of a text without spaces between words, as in Korean, Chinese and
// Japanese.
DateWord take_east_asian_date_word(std::string_view& text);

}  // namespace unfold
