#include "examples/series/stock/price_names.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "engine/text/fold.h"
#include "engine/text/scan.h"

namespace unfold {
namespace {

using Text = std::string_view;

// Folded words between blanks, in English, German, French, Spanish, Portuguese, Italian, Dutch,
// Polish, Czech, the languages of the north, Turkish, Russian.
constexpr Text close_words =
    " close closing closed clos closeprice closingprice closelast closevalue schluss schlusskurs "
    "schlusspreis schlusswert cloture clot cierre fechamento fecho chiusura slot slotkoers "
    "slotkurs "
    "sluiting zamkniecie zamkniecia zamkn zamk zaviraci uzavreni slutkurs sluttkurs stangning "
    "stangningskurs "
    "senast lukukurssi paatos paatoskurssi kapanis zaro закрытие закрытия закр cls "
    "dong penutupan inchidere zaverecny zaverecna lukkekurs κλεισιμο סגירה ";
constexpr Text last_words =
    " last terakhir lastprice ltp ostatnio laatst zuletzt letzter letzte dernier derniere ultimo "
    "ultima ult "
    "ultimate laatste "
    "ostatni posledni seneste siste senaste son simdi последняя последний settle settlement "
    "abrechnungspreis ";
constexpr Text price_words =
    " price prices prc px kurs cours precio preco prezzo koers kurz kurssi cena цена курс fiyat "
    "arfolyam "
    "prix preis prijs cotacao cotizacion quotazione notowanie index nav ";
constexpr Text value_words = " value wert valor valeur valore waarde wartosc rate значение deger ";
constexpr Text adjusted_words =
    " adj adjusted adjclose bereinigt ajuste ajustado ajustada ajustee rettificato aggiustato "
    "gecorrigeerd skorygowany скорр duzeltilmis ";
constexpr Text other_words =
    " otwarcia najwyzszego open opening high low hi lo prev previous prior pre yesterday change "
    "chg ch var variation "
    "variazione variacao variacion diff difference return returns pct percent perc volume vol vols "
    "qty quantity turnover amount avg average mean vwap wap wa weighted typical median bid ask mid "
    "min max minimum maximum strike target cap market time date day ma sma ema rsi volatility "
    "eroffnung eroffnungskurs anfang anfangskurs erster hoch hochst tief tiefst vortag vortages "
    "vortageskurs veranderung umsatz ouverture ouv haut bas plus veille precedent apertura maximo "
    "minimo "
    "alto bajo anterior abertura maxima minima massimo precedente hoogste laagste otwarcie "
    "najwyzszy "
    "najnizszy poprzedni zmiana wolumen открытие открытия макс мин максимум минимум объем изм "
    "изменение acilis yuksek dusuk fark hacim usd_volume dividend dividends split splits shares "
    "spread "
    "interest openint openinterest count trades number ";

constexpr Text east_asian_close[] = {"종가", "收盘",   "收盤", "終値", "终值", "收市",
                                     "终盘", "引け値", "ปิด",   "बंद",   "إغلاق"};
constexpr Text east_asian_last[] = {"현재가", "체결가", "최근가", "最新价", "最新價",
                                    "现价",   "現價",   "成交價", "成交价", "現在値",
                                    "最終値", "当前价", "結算價", "结算价", "정산가"};
constexpr Text east_asian_price[] = {"가격", "시세", "지수",   "매매기준율", "价格", "價格",
                                     "价",   "株価", "価格",   "净值",       "淨值", "基準価額",
                                     "指数", "指數", "기준가", "환율",       "汇率", "匯率"};
constexpr Text east_asian_adjusted[] = {"수정", "复权", "調整", "调整", "還原"};
constexpr Text east_asian_other[] = {
    "전일", "전날",   "前日",   "前收", "昨收", "昨日", "대비",   "등락",   "涨跌",     "漲跌",
    "涨幅", "漲幅",   "前日比", "変化", "변동", "거래", "成交量", "成交额", "成交金額", "成交股數",
    "筆數", "出来高", "売買",   "시가", "고가", "저가", "开盘",   "開盤",   "始値",     "最高",
    "最低", "高値",   "安値",   "开市", "시총", "市值", "배당",   "평균",   "均价",     "均價",
    "平均", "호가",   "본사",   "換手", "换手", "เปิด",  "สูง",     "ต่ำ",     "振幅",     "价差",
    "價差", "時間",   "时间",   "시간", "日期"};

constexpr Text series_words =
    " symbol ticker tickers name stock stocks code isin wkn cusip permno gvkey sedol ric company "
    "companyname instrument security securities issuer pair coin asset asset_id series seriesname "
    "series_id id entity country region city state station store product item currency fund index "
    "bezeichnung wertpapier unternehmen aktie titre valeur libelle accion empresa nombre activo "
    "ativo "
    "codneg titolo naam spolka nazwa walor тикер инструмент название per ";
constexpr Text east_asian_series[] = {"종목", "회사명", "티커",   "代码", "代碼",
                                      "名称", "名稱",   "股票",   "证券", "證券",
                                      "銘柄", "コード", "会社名", "국가", "지역"};

bool has_word(Text words, Text word) {
  const std::string padded = " " + std::string(word) + " ";
  return words.find(padded) != Text::npos;
}

template <std::size_t N>
bool has_part(const Text (&parts)[N], Text text) {
  return std::any_of(std::begin(parts), std::end(parts),
                     [&](Text part) { return text.find(part) != Text::npos; });
}

// "closePrice" as "close Price".
std::string apart(Text name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool begins_word =
        i > 0 && name[i] >= 'A' && name[i] <= 'Z' && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (begins_word) text += ' ';
    text += name[i];
  }
  return text;
}

struct Words {
  std::string text;
  std::vector<Text> words;  // of letters

  explicit Words(Text name) {
    std::string room;
    text = folded_word(plain(apart(name), room));
    for (Text rest = text; !rest.empty();) {
      const auto joins = [](char c) {
        return is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
      };
      take_while(rest, [&](char c) { return !joins(c); });
      const Text word = take_while(rest, joins);
      if (!word.empty()) words.push_back(word);
    }
  }

  bool has(Text list) const {
    return std::any_of(words.begin(), words.end(), [&](Text word) { return has_word(list, word); });
  }
};

}  // namespace

CloseName close_name(Text column) {
  const Words name(column);
  const bool is_close = name.has(close_words) || has_part(east_asian_close, name.text);
  const bool is_other = has_part(east_asian_other, name.text) || name.has(other_words);
  if (is_other || name.text.find('%') != std::string::npos) return CloseName::none;
  if (name.has(adjusted_words) || has_part(east_asian_adjusted, name.text)) {
    return CloseName::adjusted;
  }
  if (is_close) return name.words.size() == 1 ? CloseName::bare : CloseName::close;
  if (name.has(last_words) || has_part(east_asian_last, name.text)) return CloseName::last;
  if (name.has(price_words) || has_part(east_asian_price, name.text)) return CloseName::price;
  return name.has(value_words) ? CloseName::value : CloseName::none;
}

bool names_series(Text column) {
  const Words name(column);
  return name.has(series_words) || has_part(east_asian_series, name.text);
}

}  // namespace unfold
