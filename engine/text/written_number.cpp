#include "engine/text/written_number.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "engine/text/fold.h"
#include "engine/text/scan.h"

namespace unfold {
namespace {

using Text = std::string_view;

constexpr Text spaces[] = {" ", "'"};  // between thousands
constexpr Text missing[] = {
    "",     "na",   "n/a",  "n.a.",    "#n/a",  "#na",     "<na>",   "nan",     "nat",
    "null", "nil",  "none", "-",       "--",    "---",     ".",      "..",      "...",
    "?",    "*",    "(na)", "#value!", "#ref!", "#div/0!", "#name?", "#num!",   "#null!",
    "n/d",  "n.d.", "nd",   "s/d",     "k.a.",  "n/v",     "void",   "missing", "undefined",
    "없음", "無",   "无",   "暂无",    "停牌",  "なし",    "нет",    "н/д"};

// Of money, before or after a number; those that begin with another come first.
constexpr Text units[] = {
    "us$",  "usd",    "usdt", "eur", "gbp",  "gbx", "jpy", "cny", "cnh",  "rmb",  "krw",
    "chf",  "inr",    "brl",  "cad", "aud",  "nzd", "hk$", "hkd", "nt$",  "ntd",  "twd",
    "s$",   "sgd",    "sek",  "nok", "dkk",  "pln", "czk", "huf", "ron",  "rub",  "rur",
    "try",  "mxn",    "zar",  "thb", "idr",  "myr", "php", "vnd", "ils",  "aed",  "sar",
    "uah",  "ars",    "clp",  "cop", "btc",  "eth", "a$",  "c$",  "r$",   "mx$",  "kc",
    "kr.",  "kr",     "zl",   "ft",  "sfr.", "sfr", "fr.", "rs.", "rs",   "rp",   "rm",
    "tl",   "lei",    "r",    "p",   "руб.", "руб", "р.",  "р",   "грн",  "$",    "€",
    "£",    "¥",      "₩",    "₽", "₹",    "₺",   "₴",   "₫",   "฿",    "₪",    "₱",
    "₦",    "¢",      "₿",  "원",  "円",   "元",  "圆",  "圓",  "日元", "美元", "港元",
    "港币", "人民币", "달러", "엔",  "유로", "주",  "株",  "股",  "pts",  "pt"};

struct Scale {
  Text name;
  double factor;
};
constexpr Scale scales[] = {
    {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}, {"mio.", 1e6},
    {"mio", 1e6},      {"mln.", 1e6},    {"mln", 1e6},     {"mill.", 1e6},     {"mn", 1e6},
    {"mrd.", 1e9},     {"mrd", 1e9},     {"mld", 1e9},     {"bln", 1e9},       {"bn", 1e9},
    {"bio.", 1e12},    {"tsd.", 1e3},    {"tsd", 1e3},     {"tys.", 1e3},      {"tys", 1e3},
    {"тыс.", 1e3},     {"тыс", 1e3},     {"млн.", 1e6},    {"млн", 1e6},       {"млрд.", 1e9},
    {"млрд", 1e9},     {"lakh", 1e5},    {"lac", 1e5},     {"crore", 1e7},     {"cr", 1e7},
    {"k", 1e3},        {"m", 1e6},       {"b", 1e9},       {"t", 1e12},        {"百万", 1e6},
    {"백만", 1e6},     {"십억", 1e9},    {"万", 1e4},      {"萬", 1e4},        {"만", 1e4},
    {"亿", 1e8},       {"億", 1e8},      {"억", 1e8},      {"兆", 1e12},       {"조", 1e12},
    {"千", 1e3},       {"천", 1e3}};
constexpr Text shares[] = {"%", "‰", "percent", "pct"};

template <std::size_t N>
bool take_first(Text& text, const Text (&starts)[N]) {
  return std::any_of(std::begin(starts), std::end(starts), [&](Text s) { return take(text, s); });
}

int count_digits(Text text) { return static_cast<int>(take_digits(text).size()); }

// A word ends where no other letter follows it.
bool take_word(Text& text, Text word) {
  Text rest = text;
  if (!take(rest, word)) return false;
  if (is_letter(word.back()) && !rest.empty() && is_letter(rest.front())) return false;
  text = rest;
  return true;
}

bool take_unit(Text& text) {
  return std::any_of(std::begin(units), std::end(units),
                     [&](Text unit) { return take_word(text, unit); });
}

double take_scale(Text& text) {
  for (const auto& [name, factor] : scales) {
    if (take_word(text, name)) return factor;
  }
  return 1;
}

// ---- The number itself.

bool begins_group(Text text, Text mark, int digits) {
  return (take(text, mark) || take_first(text, spaces)) && count_digits(text) == digits;
}

void take_group(Text& text, Text mark, Digits& digits) {
  if (!take(text, mark)) take_first(text, spaces);
  digits.add(take_digits(text));
}

// Whether groups of two and at last one of three follow, as in "12,34,567".
bool has_indian_groups(Text text, Text mark) {
  int pairs = 0;
  Digits skipped;
  for (; begins_group(text, mark, 2); ++pairs) take_group(text, mark, skipped);
  return pairs > 0 && begins_group(text, mark, 3);
}

bool take_whole_part(Text& text, Text mark, Digits& digits) {
  const Text first = take_digits(text);
  digits.add(first);
  if (first.empty() || first.size() > 3) return !first.empty();
  if (first.size() <= 2 && has_indian_groups(text, mark)) {
    while (begins_group(text, mark, 2)) take_group(text, mark, digits);
  }
  while (begins_group(text, mark, 3)) take_group(text, mark, digits);
  return true;
}

bool take_fraction(Text& text, Text mark, Digits& digits) {
  if (!take(text, mark)) return false;
  const Text run = take_digits(text);
  digits.add(run, true);
  return !run.empty();
}

// Not the e of "12 eur".
bool has_exponent(Text text) {
  if (!take(text, "e")) return false;
  take_any(text, "+-");
  return count_digits(text) > 0;
}

std::optional<double> take_number(Text& text, bool decimal_comma) {
  constexpr int most_digits = 64;
  Digits digits;
  const bool whole = take_whole_part(text, decimal_comma ? "." : ",", digits);
  const bool fraction = take_fraction(text, decimal_comma ? "," : ".", digits);
  if ((!whole && !fraction) || digits.count() > most_digits) return std::nullopt;
  return digits.value(has_exponent(text) ? *take_exponent(text) : 0);
}

// ---- What stands around it.

class Reader {
 public:
  Reader(Text text, bool decimal_comma) : rest_(text), decimal_comma_(decimal_comma) {}

  std::optional<double> read() {
    take_start();
    const auto value = take_scaled();
    if (!value) return std::nullopt;
    take_end();
    if (!rest_.empty() || is_open_ || !(*value <= largest_written_number)) return std::nullopt;
    return is_negative_ ? -*value : *value;
  }

 private:
  void take_start() {
    for (bool goes_on = true; goes_on;) {
      take_blanks();
      goes_on = take_sign() || take_bracket() || take(rest_, "%") ||
                (!has_unit_ && (has_unit_ = take_unit(rest_)));
    }
  }

  void take_end() {
    bool has_share = false;
    for (bool goes_on = true; goes_on;) {
      take_blanks();
      goes_on = (!has_share && (has_share = take_first(rest_, shares))) ||
                (!has_unit_ && (has_unit_ = take_unit(rest_))) || close_bracket() ||
                (rest_ == "-" && take_sign());
    }
  }

  // "3조 5,000억" is a sum.
  std::optional<double> take_scaled() {
    auto sum = take_number(rest_, decimal_comma_);
    if (!sum) return std::nullopt;
    double factor = take_own_scale();
    *sum *= factor;
    while (factor >= 1e4 && begins_number()) {
      take_blanks();
      const auto more = take_number(rest_, decimal_comma_);
      const double smaller = take_own_scale();
      if (!more || smaller >= factor) return std::nullopt;
      *sum += *more * smaller;
      factor = smaller;
    }
    return sum;
  }

  bool begins_number() const {
    Text rest = rest_;
    take_while(rest, is_space);
    return !rest.empty() && is_digit(rest.front());
  }

  double take_own_scale() {
    Text rest = rest_;
    take_while(rest, is_space);
    const double factor = take_scale(rest);
    if (factor != 1) rest_ = rest;
    return factor;
  }

  bool take_sign() {
    const bool minus = rest_.starts_with('-');
    if (has_sign_ || !take_any(rest_, "+-")) return false;
    is_negative_ = minus;
    return has_sign_ = true;
  }

  bool take_bracket() {
    if (has_sign_ || !take(rest_, "(")) return false;
    return has_sign_ = is_negative_ = is_open_ = true;
  }

  bool close_bracket() {
    if (!is_open_ || !take(rest_, ")")) return false;
    is_open_ = false;
    return true;
  }

  static bool is_space(char c) { return c == ' '; }
  void take_blanks() { take_while(rest_, is_space); }

  Text rest_;
  bool decimal_comma_;
  bool is_negative_ = false, has_sign_ = false, is_open_ = false, has_unit_ = false;
};

// Most cells are bare numbers, which need no folding.
bool needs_folding(Text text) {
  return !std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || c == '.' || c == ',' || c == '-' || c == '+';
  });
}

}  // namespace

std::optional<double> read_written_number(std::string_view text, bool decimal_comma) {
  if (!needs_folding(text)) return Reader(text, decimal_comma).read();
  constexpr std::size_t longest = 200;
  if (text.size() > longest) return std::nullopt;
  std::string room;
  const std::string folded = folded_word(plain(text, room));
  return Reader(folded, decimal_comma).read();
}

int decimal_comma_evidence(std::string_view text) {
  const bool as_point = read_written_number(text, false).has_value();
  const bool as_comma = read_written_number(text, true).has_value();
  return as_comma - as_point;
}

bool is_missing(std::string_view text) {
  if (text.size() > 24) return false;
  std::string room;
  const std::string folded = folded_word(plain(text, room));
  return std::find(std::begin(missing), std::end(missing), folded) != std::end(missing);
}

}  // namespace unfold
