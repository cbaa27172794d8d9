#include "engine/text/date_words.h"

#include <algorithm>
#include <iterator>

#include "engine/text/scan.h"
#include "engine/text/utf8.h"

namespace unfold {
namespace {

using Text = std::string_view;
using Kind = DateWord::Kind;

// In English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, the languages
// of the north, Turkish. Three letters or more of a name stand for it.
constexpr Text months[] = {
    ("january januar janner janvier enero janeiro gennaio januari styczen stycznia январь января "
     "ianuarie ocak"),
    ("february februar feber fevrier febrero fevereiro febbraio februari luty lutego февраль "
     "февраля subat"),
    "march marz maerz mars marzo marco maart mrt marzec marca март марта martie",
    "april avril abril aprile kwiecien kwietnia апрель апреля aprilie nisan",
    "may mai mayo maio maggio mei maj maja май мая mayis",
    "june juni juin junio junho giugno czerwiec czerwca июнь июня iunie haziran",
    "july juli juillet julio julho luglio lipiec lipca июль июля iulie temmuz",
    "august aout agosto augustus augusti sierpien sierpnia август августа agustos",
    ("september septembre septiembre setiembre setembro settembre wrzesien wrzesnia сентябрь "
     "сентября septembrie eylul"),
    ("october oktober octobre octubre outubro ottobre pazdziernik pazdziernika октябрь октября "
     "octombrie ekim"),
    "november novembre noviembre novembro listopad listopada ноябрь ноября noiembrie kasim",
    ("december dezember decembre diciembre dezembro dicembre desember grudzien grudnia декабрь "
     "декабря decembrie aralik")};

constexpr Text weekdays =
    "monday montag lundi lunes lunedi segunda-feira maandag poniedzialek понедельник mandag "
    "tuesday tues dienstag mardi martes martedi terca dinsdag wtorek вторник tirsdag tisdag "
    "wednesday mittwoch mercredi miercoles mercoledi quarta woensdag sroda среда onsdag "
    "thursday thur thurs donnerstag jeudi jueves giovedi quinta donderdag czwartek четверг torsdag "
    "friday freitag vendredi viernes venerdi sexta vrijdag piatek пятница fredag "
    "saturday samstag sonnabend samedi sabado sabato zaterdag sobota суббота lordag lordag "
    "sunday sonntag dimanche domingo domenica zondag niedziela воскресенье sondag feira";

constexpr Text others =
    " mo di mi do fr sa so lu ma me je ve pn wt sr cz pt sb nd пн вт ср чт пт сб вс maa din woe "
    "don "
    "vri zat zon czw st nd rd th er eme z utc gmt est edt cst cdt mst mdt pst pdt bst ist cet cest "
    "eet eest msk jst kst hkt sgt aest aedt de of del le den the la um uhr at las г года год г. r "
    "roku jahr year m n fy calendar cy º ª ° ";

constexpr Text roman[] = {"i", "ii", "iii", "iv"};
constexpr Text quarters =
    " q t quarter qtr quartal trim trimestre trimester tri kwartal kwartaal kw кв квартал kwart "
    "kvartal kv ceyrek ctvrtleti negyedev ";
constexpr Text halves = " h half semestre semester halbjahr полугодие ";
constexpr Text weeks = " w wk week woche sem semaine semana settimana ";

bool has_word(Text words, Text word) {
  const std::size_t at = words.find(word);
  if (at == Text::npos) return false;
  const bool begins = at == 0 || words[at - 1] == ' ';
  const bool ends = at + word.size() == words.size() || words[at + word.size()] == ' ';
  return (begins && ends) || has_word(words.substr(at + 1), word);
}

// Whether the word is the start of one of these.
bool starts_word(Text words, Text word) {
  for (std::size_t at = words.find(word); at != Text::npos; at = words.find(word, at + 1)) {
    if (at == 0 || words[at - 1] == ' ') return true;
  }
  return false;
}

struct EastAsianWord {
  Text text;
  DateWord word;
};
constexpr EastAsianWord east_asian[] = {
    {"四半期", {Kind::quarter}},   {"季度", {Kind::quarter}},     {"分期", {Kind::quarter}},
    {"분기", {Kind::quarter}},     {"季", {Kind::quarter}},       {"上半年", {Kind::half, 1}},
    {"下半年", {Kind::half, 2}},   {"상반기", {Kind::half, 1}},   {"하반기", {Kind::half, 2}},
    {"上期", {Kind::half, 1}},     {"下期", {Kind::half, 2}},     {"반기", {Kind::half}},
    {"半期", {Kind::half}},        {"星期", {Kind::weekday}},     {"礼拜", {Kind::weekday}},
    {"周", {Kind::week}},          {"週", {Kind::week}},          {"주차", {Kind::week}},
    {"주", {Kind::week}},          {"요일", {Kind::skipped}},     {"曜日", {Kind::skipped}},
    {"年度", {Kind::year_mark}},   {"年份", {Kind::year_mark}},   {"년도", {Kind::year_mark}},
    {"年", {Kind::year_mark}},     {"년", {Kind::year_mark}},     {"月份", {Kind::mark}},
    {"월분", {Kind::mark}},        {"月", {Kind::mark}},          {"월", {Kind::mark}},
    {"日", {Kind::mark}},          {"号", {Kind::mark}},          {"號", {Kind::mark}},
    {"일", {Kind::mark}},          {"오전", {Kind::am}},          {"午前", {Kind::am}},
    {"上午", {Kind::am}},          {"凌晨", {Kind::am}},          {"早上", {Kind::am}},
    {"오후", {Kind::pm}},          {"午後", {Kind::pm}},          {"下午", {Kind::pm}},
    {"晚上", {Kind::pm}},          {"中午", {Kind::pm}},          {"時", {Kind::hour_mark}},
    {"时", {Kind::hour_mark}},     {"시", {Kind::hour_mark}},     {"点", {Kind::hour_mark}},
    {"點", {Kind::hour_mark}},     {"分", {Kind::mark}},          {"분", {Kind::mark}},
    {"秒", {Kind::mark}},          {"초", {Kind::mark}},          {"明治", {Kind::era, 1867}},
    {"大正", {Kind::era, 1911}},   {"昭和", {Kind::era, 1925}},   {"平成", {Kind::era, 1988}},
    {"令和", {Kind::era, 2018}},   {"民國", {Kind::era, 1911}},   {"民国", {Kind::era, 1911}},
    {"元", {Kind::numeral, 1}},    {"第", {Kind::skipped}},       {"제", {Kind::skipped}},
    {"度", {Kind::skipped}},       {"화", {Kind::skipped}},       {"수", {Kind::skipped}},
    {"목", {Kind::skipped}},       {"금", {Kind::skipped}},       {"토", {Kind::skipped}},
    {"火", {Kind::skipped}},       {"水", {Kind::skipped}},       {"木", {Kind::skipped}},
    {"金", {Kind::skipped}},       {"土", {Kind::skipped}},       {"五", {Kind::skipped}},
    {"六", {Kind::skipped}},       {"天", {Kind::skipped}},       {"祝", {Kind::skipped}},
    {"十二月", {Kind::month, 12}}, {"十一月", {Kind::month, 11}}, {"十月", {Kind::month, 10}},
    {"九月", {Kind::month, 9}},    {"八月", {Kind::month, 8}},    {"七月", {Kind::month, 7}},
    {"六月", {Kind::month, 6}},    {"五月", {Kind::month, 5}},    {"四月", {Kind::month, 4}},
    {"三月", {Kind::month, 3}},    {"二月", {Kind::month, 2}},    {"一月", {Kind::month, 1}},
    {"一", {Kind::numeral, 1}},    {"二", {Kind::numeral, 2}},    {"三", {Kind::numeral, 3}},
    {"四", {Kind::numeral, 4}}};

}  // namespace

int month_named(Text word) {
  constexpr int fewest = 3;
  if (count_symbols(word) < fewest) return 0;
  const auto* found = std::find_if(std::begin(months), std::end(months),
                                   [&](Text names) { return starts_word(names, word); });
  return found == std::end(months) ? 0 : static_cast<int>(found - std::begin(months)) + 1;
}

DateWord latin_date_word(Text word) {
  if (word == "am" || word == "a") return {Kind::am};
  if (word == "pm" || word == "p") return {Kind::pm};
  for (int number = 1; number <= 4; ++number) {
    if (word == roman[number - 1]) return {Kind::roman, number};
  }
  if (has_word(quarters, word)) return {Kind::quarter};
  if (has_word(halves, word)) return {Kind::half};
  if (has_word(weeks, word)) return {Kind::week};
  if (const int month = month_named(word)) return {Kind::month, month};
  const bool is_weekday = count_symbols(word) >= 3 && starts_word(weekdays, word);
  return {is_weekday || has_word(others, word) ? Kind::skipped : Kind::none};
}

DateWord take_east_asian_date_word(Text& text) {
  for (const auto& [start, word] : east_asian) {
    if (take(text, start)) return word;
  }
  return {};
}

}  // namespace unfold
