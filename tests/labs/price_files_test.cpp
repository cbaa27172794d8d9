// Tables of prices as exchanges, portals and programs write them.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/lab/refusal.h"
#include "engine/text/date.h"
#include "examples/series/stock/prices.h"

using namespace unfold;

namespace {

std::string order_of(const Prices& prices) {
  return !prices.is_sorted ? "mixed" : prices.is_newest_first ? "newest" : "oldest";
}

// "predicted | first day | last day | order | days", or the refusal.
std::string reading(const std::string& text, const PricesOptions& options = {}) {
  try {
    const Prices prices = read_prices(text, options);
    const bool has_dates = !prices.dates.empty();
    const std::string first = has_dates ? date_text(prices.dates.front()) : "-";
    const std::string last = has_dates ? date_text(prices.dates.back()) : "-";
    return prices.columns[prices.target].name + " | " + first + " | " + last + " | " +
           order_of(prices) + " | " + std::to_string(prices.days());
  } catch (const Refusal& refusal) {
    return "refused " + refusal.input() + " " + refusal.code();
  }
}

struct File {
  std::string text, expected;
};

void check(std::initializer_list<File> files) {
  for (const auto& [text, expected] : files) {
    CAPTURE(text);
    CHECK(reading(text) == expected);
  }
}

const std::string usual = " | 2019-01-02 | 2019-01-04 | oldest | 3";

// Three days under a date of each spelling, with a column that is none of time.
void check_dates(std::initializer_list<File> files) {
  for (const auto& [dates, expected] : files) {
    std::string text = "Date;Close\n", rest = dates;
    int price = 100;
    for (std::size_t end; !rest.empty(); rest.erase(0, end)) {
      end = std::min(rest.find('~'), rest.size());
      text += rest.substr(0, end) + ";" + std::to_string(price = 230 - price) + ".5\n";
      end = std::min(end + 1, rest.size());
    }
    CAPTURE(text);
    CHECK(reading(text) == "Close | " + expected);
  }
}

// Which column of such a header is predicted; the first one is the time.
void check_names(std::initializer_list<File> headers) {
  for (const auto& [header, expected] : headers) {
    std::string text = header + "\n";
    const auto columns = std::count(header.begin(), header.end(), ';');
    for (int day = 2; day < 7; ++day) {
      text += "2019-01-0" + std::to_string(day);
      for (int column = 0; column < columns; ++column) {
        text += ";" + std::to_string(10 + (day * 7 + column * 5) % 11) + ".25";
      }
      text += "\n";
    }
    CAPTURE(text);
    const std::string read = reading(text);
    CHECK(read.substr(0, read.find(" | ")) == expected);
  }
}

// The values of the column that is predicted.
std::vector<double> values(const std::string& text) {
  const Prices prices = read_prices(text, {});
  return prices.columns[prices.target].values;
}

std::string trial(const std::string& path) {
  std::ifstream file("../shared/trials/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool has_trials() {
  if (std::filesystem::exists("../shared/trials")) return true;
  MESSAGE("../shared/trials is absent: skipped");
  return false;
}

}  // namespace

TEST_CASE("price files: days are read in many spellings, oldest first") {
  const std::string days = "2019-01-02 | 2019-01-04 | oldest | 3";
  check_dates({
      {"2019-01-02~2019-01-03~2019-01-04", days},
      {"2019/01/02~2019/01/03~2019/01/04", days},
      {"2019.01.02~2019.01.03~2019.01.04", days},
      {"2019. 1. 2.~2019. 1. 3.~2019. 1. 4.", days},
      {"20190102~20190103~20190104", days},
      {"02.01.2019~03.01.2019~04.01.2019", days},
      {"31/12/2018~02/01/2019~03/01/2019", "2018-12-31 | 2019-01-03 | oldest | 3"},
      {"12/31/2018~01/02/2019~01/03/2019", "2018-12-31 | 2019-01-03 | oldest | 3"},
      {"28/12/18~31/12/18~02/01/19", "2018-12-28 | 2019-01-02 | oldest | 3"},
      {"18.12.27~18.12.28~19.01.02", "2018-12-27 | 2019-01-02 | oldest | 3"},
      {"19-01-02~19-01-31~19-02-01", "2019-01-02 | 2019-02-01 | oldest | 3"},
      {"19/12/27~19/12/30~20/01/06", "2019-12-27 | 2020-01-06 | oldest | 3"},
      {"2 Jan 2019~3 Jan 2019~4 Jan 2019", days},
      {"Jan 2, 2019~Jan 3, 2019~Jan 4, 2019", days},
      {"January 2nd, 2019~January 3rd, 2019~January 4th, 2019", days},
      {"02-Jan-19~03-Jan-19~04-Jan-19", days},
      {"Wed Jan 02 2019~Thu Jan 03 2019~Fri Jan 04 2019", days},
      {"Mi, 02. Jan. 2019~Do, 03. Jan. 2019~Fr, 04. Jan. 2019", days},
      {"28. Februar 2019~2. März 2019~4. März 2019", "2019-02-28 | 2019-03-04 | oldest | 3"},
      {"2 janv. 2019~1 févr. 2019~2 août 2019", "2019-01-02 | 2019-08-02 | oldest | 3"},
      {"mar. 5 mars 2019~mer. 6 mars 2019~jeu. 7 mars 2019",
       "2019-03-05 | 2019-03-07 | oldest | 3"},
      {"2 de enero de 2019~3 de enero de 2019~4 de abril de 2019",
       "2019-01-02 | 2019-04-04 | oldest | 3"},
      {"02 jan 2019~03 fev 2019~04 dez 2019", "2019-01-02 | 2019-12-04 | oldest | 3"},
      {"2 gen 2019~3 mag 2019~4 ott 2019", "2019-01-02 | 2019-10-04 | oldest | 3"},
      {"2 mrt 2019~3 mei 2019~4 okt 2019", "2019-03-02 | 2019-10-04 | oldest | 3"},
      {"2 sty 2019~3 lut 2019~4 paź 2019", "2019-01-02 | 2019-10-04 | oldest | 3"},
      {"2 stycznia 2019~3 maja 2019~4 grudnia 2019", "2019-01-02 | 2019-12-04 | oldest | 3"},
      {"2 января 2019 г.~3 февраля 2019 г.~4 мая 2019 г.", "2019-01-02 | 2019-05-04 | oldest | 3"},
      {"2 Ocak 2019~3 Ocak 2019~4 Şubat 2019", "2019-01-02 | 2019-02-04 | oldest | 3"},
      {"2019년 1월 2일~2019년 1월 3일~2019년 1월 4일", days},
      {"2019년 01월 02일 (수)~2019년 01월 03일 (목)~2019년 01월 04일 (금)", days},
      {"2019-01-02(수)~2019-01-03(목)~2019-01-04(금)", days},
      {"2019年1月2日~2019年1月3日~2019年1月4日", days},
      {"2019年1月2日(水)~2019年1月3日(木)~2019年1月4日(金)", days},
      {"2019-01-02 星期三~2019-01-03 星期四~2019-01-04 星期五", days},
      {"令和元年5月7日~令和元年5月8日~令和2年5月1日", "2019-05-07 | 2020-05-01 | oldest | 3"},
      {"H31.4.26~R1.5.7~R1.5.8", "2019-04-26 | 2019-05-08 | oldest | 3"},
      {"108/01/02~108/01/03~108/01/04", days},
      {"２０１９／０１／０２~２０１９／０１／０３~２０１９／０１／０４", days},
      {"2019-01-02T00:00:00Z~2019-01-03T00:00:00Z~2019-01-04T00:00:00Z", days},
      {"2019-01-02 00:00:00-05:00~2019-01-03 00:00:00-05:00~2019-01-04 00:00:00-04:00", days},
      {"2019-01-02 16:00:00.000000+09:00~2019-01-03 16:00:00.000000+09:00~2019-01-04 "
       "16:00:00.000000+09:00",
       days},
      {"1/2/2019 4:00 PM~1/3/2019 4:00 PM~1/14/2019 4:00 PM",
       "2019-01-02 | 2019-01-14 | oldest | 3"},
      {"201901021530~201901031530~201901041530", days},
      {"2019-01-04~2019-01-03~2019-01-02", "2019-01-02 | 2019-01-04 | newest | 3"},
      {"2019-01-03~2019-01-02~2019-01-04", "2019-01-02 | 2019-01-04 | mixed | 3"},
  });
}

TEST_CASE("price files: months, quarters, weeks and years are dates") {
  const std::string months = "2019-01-01 | 2019-03-01 | oldest | 3";
  const std::string quarters = "2018-10-01 | 2019-04-01 | oldest | 3";
  check_dates({
      {"2019-01~2019-02~2019-03", months},
      {"2019/1~2019/2~2019/3", months},
      {"01/2019~02/2019~03/2019", months},
      {"01.2019~02.2019~03.2019", months},
      {"2019.01~2019.02~2019.03", months},
      {"201901~201902~201903", months},
      {"2019M01~2019M02~2019M03", months},
      {"Jan 2019~Feb 2019~Mar 2019", months},
      {"Jan-19~Feb-19~Mar-19", months},
      {"Januar 2019~Februar 2019~März 2019", months},
      {"janvier 2019~février 2019~mars 2019", months},
      {"ene. 2019~feb. 2019~mar. 2019", months},
      {"янв. 2019~фев. 2019~март 2019", months},
      {"2019년 1월~2019년 2월~2019년 3월", months},
      {"2019年1月~2019年2月~2019年3月", months},
      {"2019年01月份~2019年02月份~2019年03月份", months},
      {"2018Q4~2019Q1~2019Q2", quarters},
      {"2018-Q4~2019-Q1~2019-Q2", quarters},
      {"Q4 2018~Q1 2019~Q2 2019", quarters},
      {"4Q18~1Q19~2Q19", quarters},
      {"Q4/2018~Q1/2019~Q2/2019", quarters},
      {"4T2018~1T2019~2T2019", quarters},
      {"T4 2018~T1 2019~T2 2019", quarters},
      {"4. Quartal 2018~1. Quartal 2019~2. Quartal 2019", quarters},
      {"IV kw. 2018~I kw. 2019~II kw. 2019", quarters},
      {"4 кв. 2018~1 кв. 2019~2 кв. 2019", quarters},
      {"2018년 4분기~2019년 1분기~2019년 2분기", quarters},
      {"2018 4/4분기~2019 1/4분기~2019 2/4분기", quarters},
      {"2018年4季度~2019年1季度~2019年2季度", quarters},
      {"2018年第四季度~2019年第一季度~2019年第二季度", quarters},
      {"2018年第4四半期~2019年第1四半期~2019年第2四半期", quarters},
      {"2018H2~2019H1~2019H2", "2018-07-01 | 2019-07-01 | oldest | 3"},
      {"2018年下半年~2019年上半年~2019年下半年", "2018-07-01 | 2019-07-01 | oldest | 3"},
      {"2018-W52~2019-W01~2019-W02", "2018-12-24 | 2019-01-07 | oldest | 3"},
      {"1998~1999~2000", "1998-01-01 | 2000-01-01 | oldest | 3"},
      {"1998년~1999년~2000년", "1998-01-01 | 2000-01-01 | oldest | 3"},
      {"FY1998~FY1999~FY2000", "1998-01-01 | 2000-01-01 | oldest | 3"},
      {"2000~1999~1998", "1998-01-01 | 2000-01-01 | newest | 3"},
      {"1749.042~1749.123~1749.204", "1749-01-16 | 1749-03-16 | oldest | 3"},
  });
}

TEST_CASE("price files: numbers are times where the column is one of time") {
  const std::string days = "2019-01-02 | 2019-01-04 | oldest | 3";
  check_dates({
      {"1546405200~1546491600~1546578000", days},
      {"1546405200.0~1546491600.0~1546578000.0", days},
      {"1546405200000~1546491600000~1546578000000", days},
      {"1546405200000000~1546491600000000~1546578000000000", days},
      {"1546405200000000000~1546491600000000000~1546578000000000000", days},
      {"43467~43468~43469", days},
      {"43467.5~43468.5~43469.5", days},
      {"43469~43468~43467", "2019-01-02 | 2019-01-04 | newest | 3"},
      {"43,467~43,468~43,469", days},
  });
  // Without a name the first column may be one.
  CHECK(reading("1546405200000,1,5,0,4\n1546491600000,2,6,1,3\n1546578000000,3,7,2,5\n") ==
        "column 5" + usual);
  CHECK(reading("Price;Close\n43467;1.5\n43468;2.5\n43469;2\n") == "Close" + usual);
  // A price or a volume is none.
  CHECK(reading("Volume,Close\n1546405200,1.5\n1546405100,2.5\n1546405300,2\n") ==
        "Close | - | - | newest | 3");
  CHECK(reading("Close\n2010\n2012\n2011\n") == "Close | - | - | newest | 3");
}

TEST_CASE("price files: a time of the day belongs to its date") {
  const auto hours = [](const std::string& text) {
    std::string hours;
    for (const double seconds : read_prices(text, {}).dates) {
      hours += std::to_string(static_cast<int>(seconds / 60) % 1440) + " ";
    }
    return hours;
  };
  CHECK(hours("Time,Close\n1/2/2019 12:30 AM,1\n1/2/2019 11:00 AM,3\n1/2/2019 12:30 PM,2\n") ==
        "30 660 750 ");
  CHECK(hours("일시,종가\n2019-01-02 오전 12:30,1\n2019-01-02 오전 11:00,3\n2019-01-02 오후 "
              "1:30,2\n") == "30 660 810 ");
  CHECK(hours("时间,收盘\n2019-01-02 上午 9:30,1\n2019-01-02 下午 1:00,3\n2019-01-02 下午 "
              "2:30,2\n") == "570 780 870 ");
  CHECK(hours("Date,Time,Close\n2019-01-02,09:30,1\n2019-01-02,09:31,3\n2019-01-02,09:32,2\n") ==
        "570 571 572 ");
  CHECK(hours("<DATE>;<TIME>;<CLOSE>\n20190102;093000;1\n20190102;093100;3\n20190102;093200;2\n") ==
        "570 571 572 ");
  CHECK(hours("Date,Hour,Load\n2019-01-02,0,1\n2019-01-02,1,3\n2019-01-02,2,2\n") == "0 60 120 ");
  CHECK(hours("2019.01.02,00:00,1.1,1.3,1.0,1.2,5\n2019.01.02,00:01,1.2,1.4,1.1,1.3,6\n"
              "2019.01.02,00:02,1.3,1.5,1.2,1.4,4\n") == "0 1 2 ");
}

TEST_CASE("price files: dates may stand in parts in columns of their own") {
  check({
      {"Year,Month,Close\n2018,12,1\n2019,1,3\n2019,2,2\n",
       "Close | 2018-12-01 | 2019-02-01 | oldest | 3"},
      {"Year,Month,Close\n2018,Dec,1\n2019,Jan,3\n2019,Feb,2\n",
       "Close | 2018-12-01 | 2019-02-01 | oldest | 3"},
      {"year;month;day;close\n2019;1;2;1\n2019;1;3;3\n2019;1;4;2\n", "close" + usual},
      {"年,月,日,終値\n2019,1,2,1\n2019,1,3,3\n2019,1,4,2\n", "終値" + usual},
      {"연도,월,종가\n2018,12,1\n2019,1,3\n2019,2,2\n",
       "종가 | 2018-12-01 | 2019-02-01 | oldest | 3"},
      {"1749;1;1749.042;96.7\n1749;2;1749.123;104.3\n1749;3;1749.204;97.1\n",
       "column 4 | 1749-01-01 | 1749-03-01 | oldest | 3"},
      {"1546387200000,5,1546387259999\n1546473600000,7,1546473659999\n1546560000000,6,"
       "1546560059999\n",
       "column 2" + usual},
      {"Year,Quarter,GDP\n2018,Q4,1\n2019,Q1,3\n2019,Q2,2\n",
       "GDP | 2018-10-01 | 2019-04-01 | oldest | 3"},
      {"2019 01 02 1.5\n2019 01 03 2.5\n2019 01 04 2.0\n", "column 4" + usual},
      {"Year Mean\n1998   0.5\n1999  0.7\n2000   0.4\n",
       "Mean | 1998-01-01 | 2000-01-01 | oldest | 3"},
  });
}

TEST_CASE("price files: the close is found by the names that portals give it") {
  check_names({
      {"Date;Open;High;Low;Close;Volume", "Close"},
      {"Date;Close/Last;Volume;Open;High;Low", "Close/Last"},
      {"Date;Open;High;Low;Close*;Adj Close**;Volume", "Close*"},
      {"<DATE>;<OPEN>;<HIGH>;<LOW>;<CLOSE>;<TICKVOL>;<VOL>;<SPREAD>", "<CLOSE>"},
      {"Date;AAPL.Open;AAPL.High;AAPL.Low;AAPL.Close;AAPL.Volume;AAPL.Adjusted", "AAPL.Close"},
      {"Date;Close (USD);Volume (USD)", "Close (USD)"},
      {"date;openPrice;highPrice;lowPrice;closePrice;volume", "closePrice"},
      {"Date;Prev Close;Open Price;High Price;Low Price;Last Price;Close Price;Average Price;Total "
       "Traded Quantity",
       "Close Price"},
      {"Date;Open Price;High Price;Low Price;Closing Price;No. of Trades", "Closing Price"},
      {"Date;Price;Open;High;Low;Vol.;Change %", "Price"},
      {"Date;Open;High;Low;Last;Volume", "Last"},
      {"Date;Open;High;Low;Settle;Volume", "Settle"},
      {"Date;Adj Close;Volume", "Adj Close"},
      {"timestamp;open;high;low;close;volume", "close"},
      {"Datum;Erster;Hoch;Tief;Schlusskurs;Stuecke;Volumen", "Schlusskurs"},
      {"Datum;Zuletzt;Eröffn.;Hoch;Tief;Vol.;+/- %", "Zuletzt"},
      {"Datum;Eröffnung;Hoch;Tief;Schluss;Volumen", "Schluss"},
      {"Date;Dernier;Ouv.;Plus Haut;Plus Bas;Vol.;Variation %", "Dernier"},
      {"Date;Ouverture;Haut;Bas;Clôture;Volume", "Clôture"},
      {"Fecha;Último;Apertura;Máximo;Mínimo;Vol.;% var.", "Último"},
      {"Fecha;Apertura;Cierre;Máximo;Mínimo", "Cierre"},
      {"Data;Último;Abertura;Máxima;Mínima;Vol.;Var%", "Último"},
      {"Data;Abertura;Fechamento;Volume", "Fechamento"},
      {"Data;Apertura;Massimo;Minimo;Chiusura;Volume", "Chiusura"},
      {"Datum;Open;Hoog;Laag;Slotkoers;Volume", "Slotkoers"},
      {"Datum;Laatst;Open;Hoog;Laag;Vol.;Verschil %", "Laatst"},
      {"Data;Otwarcie;Najwyzszy;Najnizszy;Zamkniecie;Wolumen", "Zamkniecie"},
      {"Data;Kurs otwarcia;Kurs max;Kurs min;Kurs zamknięcia", "Kurs zamknięcia"},
      {"Дата;Цена;Откр.;Макс.;Мин.;Объём;Изм. %", "Цена"},
      {"Дата;Открытие;Макс;Мин;Закрытие;Объем", "Закрытие"},
      {"Tarih;Şimdi;Açılış;Yüksek;Düşük;Hac.;Fark %", "Şimdi"},
      {"Datum;Senaste;Öppen;Högsta;Lägsta;Vol.", "Senaste"},
      {"일자;종가;대비;등락률;시가;고가;저가;거래량;거래대금;시가총액;상장주식수", "종가"},
      {"날짜;종가(원);시가(원);고가(원);저가(원)", "종가(원)"},
      {"날짜;시가;고가;저가;수정종가;종가;거래량", "종가"},
      {"일자;현재가;전일대비;거래량", "현재가"},
      {"날짜;매매기준율;전일대비;현찰 사실때", "매매기준율"},
      {"日期;开盘;收盘;最高;最低;成交量;成交额;振幅;涨跌幅;涨跌额;换手率", "收盘"},
      {"日期;开盘价;最高价;最低价;收盘价(元);前收盘;成交量", "收盘价(元)"},
      {"日期;成交股數;成交金額;開盤價;最高價;最低價;收盤價;漲跌價差;成交筆數", "收盤價"},
      {"日付;始値;高値;安値;終値;出来高;終値調整値", "終値"},
      {"日付け;終値;始値;高値;安値;出来高;変化率 %", "終値"},
      {"日期;收市;开市;高;低;交易量;涨跌幅", "收市"},
      {"基準日;1年;2年;5年;10年;30年", "30年"},
      {"Ngày;Giá đóng cửa;Khối lượng", "Giá đóng cửa"},
      {"净值日期;单位净值;日增长率", "单位净值"},
      {"observation_date;SP500", "SP500"},
      {"Date;Open;High;Volume", "Volume"},
      // Which one is meant nobody can know.
      {"Date;Close AAPL;Close MSFT", "refused target csv-several-columns"},
      {"Date;price_usd;price_eur", "refused target csv-several-columns"},
  });
}

TEST_CASE(
    "price files: without a name the close is told by high and low, else the choice is said") {
  const std::string bare =
      "2019-01-02,5,8,3,6,100\n2019-01-03,6,9,5,7,120\n2019-01-04,7,8,4,5,110\n";
  CHECK(reading(bare) == "column 5" + usual);
  const Prices guessed = read_prices(bare, {});
  CHECK(guessed.why_target == "after open, high and low");
  REQUIRE(guessed.remarks.size() == 1);
  CHECK(guessed.remarks[0].input == "target");
  CHECK(guessed.remarks[0].values.at("choices") ==
        "column 2\ncolumn 3\ncolumn 4\ncolumn 5\ncolumn 6");
  CHECK(read_prices("Date,Close\n2019-01-02,1\n2019-01-03,2\n", {}).remarks.empty());
  CHECK(read_prices("Date,Close,Adj Close\n2019-01-02,1,2\n2019-01-03,2,3\n", {}).why_target ==
        "the close, not the adjusted one");
}

TEST_CASE("price files: cells are numbers in many spellings") {
  using Numbers = std::vector<double>;
  CHECK(values("Date;Close\n2019-01-02;1’234.50\n2019-01-03;1’240.00\n") == Numbers{1234.5, 1240});
  CHECK(values("Date;Schluss\n02.01.2019;1.241,90\n03.01.2019;1.244,41\n") ==
        Numbers{1241.9, 1244.41});
  CHECK(values("Date;Close\n2019-01-02;12,5 €\n2019-01-03;13 €\n") == Numbers{12.5, 13});
  CHECK(values("날짜,종가\n2019-01-02,\"62,000원\"\n2019-01-03,\"63,000원\"\n") ==
        Numbers{62000, 63000});
  CHECK(values("Date,Close\n2019-01-02,USD 12.5\n2019-01-03,USD 13\n") == Numbers{12.5, 13});
  CHECK(values("Date,Close\n2019-01-02,\"1,23,456.70\"\n2019-01-03,\"1,23,457.00\"\n") ==
        Numbers{123456.7, 123457});
  CHECK(values("日付,終値\n2019/01/02,１２３．５\n2019/01/03,１２４\n") == Numbers{123.5, 124});
  CHECK(values("日期,收盘\n2019-01-02,1.5万\n2019-01-03,1.6万\n") == Numbers{15000, 16000});
  CHECK(values("날짜,종가\n2019-01-02,1.2억\n2019-01-03,1.3억\n") == Numbers{1.2e8, 1.3e8});
  CHECK(values("Date,Close\n2019-01-02,(1.5)\n2019-01-03,−2.5\n") == Numbers{-1.5, -2.5});
  CHECK(values("Data;Fechamento\n02/01/2019;R$ 12,50\n03/01/2019;R$ 13,00\n") == Numbers{12.5, 13});
  CHECK(values("Data;Kurs\n2019-01-02;12,50 zł\n2019-01-03;13,00 zł\n") == Numbers{12.5, 13});
  CHECK(values("Date;Cours\n02/01/2019;1 234,50\n03/01/2019;1 240,00\n") == Numbers{1234.5, 1240});
  CHECK(values("Date,Close\n2019-01-02,\"$1,234.50\"\n2019-01-03,\"$1,240.00\"\n") ==
        Numbers{1234.5, 1240});
  CHECK(values("銘柄;終値\n=\"6758\";1,234円\n=\"6758\";1,240円\n") == Numbers{1240, 1234});
}

TEST_CASE("price files: what is no row of prices is left out and counted") {
  std::string text = "Title of the table\n\nDate,Open,Close\n";
  for (int day = 1; day <= 28; ++day) {
    const std::string date = "2019-02-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    if (day == 20) text += date + ",0.75 Dividend\n" + date + ",4:1 Stock Splits,\n";
    text += date + "," + std::to_string(day % 5) + "," + (day == 9 ? "" : "1.5") + "\n";
  }
  text += "Source: somebody\n";
  const Prices prices = read_prices(text, {});
  CHECK(prices.days() == 27);
  CHECK(prices.texts.rows == 3);
  CHECK(prices.texts.first_line == 23);
  CHECK(prices.incomplete.rows == 1);
  CHECK(prices.incomplete.first_line == 12);
  REQUIRE(prices.remarks.size() == 1);
  CHECK(prices.remarks[0].code == "csv-many-lost");
  CHECK(prices.remarks[0].values.at("line") == "12");
}

TEST_CASE("price files: a number far off all others may stand for a missing one") {
  const auto with = [](const std::string& code, const std::string& name = "T") {
    std::string text = "Date," + name + "\n";
    for (int day = 10; day < 28; ++day) {
      text += "2019-02-" + std::to_string(day) + "," +
              (day == 15 ? code : std::to_string(day % 7) + ".5") + "\n";
    }
    return read_prices(text, {});
  };
  for (const std::string code : {"-9999", "-9999.00", "-999", "-99.99", "9999", "99999"}) {
    CAPTURE(code);
    CHECK(with(code).days() == 17);
    CHECK(with(code).without.rows == 1);
    CHECK(with(code).without.first_line == 7);
  }
  CHECK(with("-9").days() == 18);
  CHECK(with("7").days() == 18);
}

TEST_CASE("price files: days that occur twice count once, the last row of them") {
  const std::string text =
      "Date,Close\n2019-01-02,1\n2019-01-03,2\n2019-01-03,3\n2019-01-04,4\n2019-01-07,5\n";
  const Prices prices = read_prices(text, {});
  CHECK(prices.columns[0].values == std::vector<double>{1, 3, 4, 5});
  CHECK(prices.twice.rows == 1);
  CHECK(prices.twice.first_line == 4);
  CHECK(reading("Date,Close\n2019-01-02,1\n2019-01-02,2\n2019-01-02,3\n2019-01-03,4\n2019-01-03,"
                "5\n") == "refused csv csv-many-a-day");
}

TEST_CASE("price files: several series in one file are asked for") {
  const auto file = [](const std::string& name, const std::string& a, const std::string& b) {
    std::string text = "Date," + name + ",Close\n";
    for (const std::string& series : {a, b}) {
      for (int day = 10; day < 16; ++day) {
        text +=
            "2019-01-" + std::to_string(day) + "," + series + "," + std::to_string(day % 4) + "\n";
      }
    }
    return text;
  };
  const std::string asked = "refused series csv-several-series";
  CHECK(reading(file("Name", "AAA", "BBB")) == asked);
  CHECK(reading(file("symbol", "AAPL", "MSFT")) == asked);
  CHECK(reading(file("종목코드", "005930", "000660")) == asked);
  CHECK(reading(file("股票代码", "000001.SZ", "600000.SH")) == asked);
  CHECK(reading(file("variable", "open", "close")) == asked);
  CHECK(reading(file("Name", "AAA", "AAA")) == "refused csv csv-many-a-day");
  const std::string own = reading(file("Name", "AAA", "BBB"), {.series = "bbb"});
  CHECK(own == "Close | 2019-01-10 | 2019-01-15 | oldest | 6");
  CHECK(reading(file("Name", "AAA", "BBB"), {.series = "CCC"}) == "refused series csv-no-series");
  CHECK(reading("Date,Close\n2019-01-02,1\n2019-01-03,2\n", {.series = "AAA"}) ==
        "refused series csv-one-series");
  // The days of one series may be after those of the other.
  CHECK(
      reading("Date,Ticker,Close\n2019-01-02,A,1\n2019-01-03,A,2\n2019-01-04,A,3\n2019-01-05,A,2\n"
              "2019-01-06,A,1\n2019-01-07,B,5\n2019-01-08,B,6\n2019-01-09,B,7\n2019-01-10,B,6\n"
              "2019-01-11,B,5\n") == asked);
  try {
    read_prices(file("Name", "AAA", "BBB"), {});
  } catch (const Refusal& refusal) {
    CHECK(refusal.values().at("choices") == "AAA\nBBB");
    CHECK(refusal.values().at("column") == "Name");
  }
}

TEST_CASE("price files: headers of several lines, titles, row numbers") {
  check({
      {"Price,Close,High,Open\nTicker,XYZ,XYZ,XYZ\nDate,,,\n2019-01-02,1,2,1\n2019-01-03,2,3,2\n"
       "2019-01-04,1.5,3,2\n",
       "Close" + usual},
      {"Price,Close,Close,Open,Open\nTicker,AAPL,MSFT,AAPL,MSFT\nDate,,,,\n2019-01-02,1,2,1,2\n"
       "2019-01-03,2,3,2,3\n2019-01-04,1.5,3,2,3\n",
       "refused target csv-several-columns"},
      {",Date,Close\n0,2019-01-02,1\n1,2019-01-03,3\n2,2019-01-04,2\n", "Close" + usual},
      {"Unnamed: 0,Date,Close\n0,2019-01-02,1\n1,2019-01-03,3\n2,2019-01-04,2\n", "Close" + usual},
      {"번호,날짜,종가\n1,2019-01-02,1\n2,2019-01-03,3\n3,2019-01-04,2\n", "종가" + usual},
      {",Close\n0,1\n1,3\n2,2\n", "Close | - | - | oldest | 3"},
      {"Date,Close\n,USD\n2019-01-02,1\n2019-01-03,3\n2019-01-04,2\n", "Close" + usual},
      {"Symbol,XYZ\nCurrency,USD\nDate,Close\n2019-01-02,1\n2019-01-03,3\n2019-01-04,2\n",
       "Close" + usual},
      {"Ticker: XYZ\nFrom 2019-01-02 to "
       "2019-01-04\n\nDate,Open,Close\n2019-01-02,1,1\n2019-01-03,2,"
       "3\n2019-01-04,3,2\n",
       "Close" + usual},
      {"# made by a program\n# Date,Close\n2019-01-02,1\n2019-01-03,3\n2019-01-04,2\n",
       "Close" + usual},
      {"#,Date,Close\n1,2019-01-02,1\n2,2019-01-03,3\n3,2019-01-04,2\n", "Close" + usual},
      {"sep=;\nDate;Close\n2019-01-02;1\n2019-01-03;3\n2019-01-04;2\n", "Close" + usual},
      {"\"Open\" \"Close\"\n\"2019-01-02\" 1 1\n\"2019-01-03\" 2 3\n\"2019-01-04\" 3 2\n",
       "Close" + usual},
      {"Date,Close\n2019-01-02,1,234.5\n2019-01-03,1,235.5\n2019-01-04,1,236.5\n",
       "refused csv csv-short-header"},
      {"Country,1998,1999,2000,2001,2002\nA,1,2,3,4,5\nB,2,3,4,5,6\n",
       "refused csv csv-dates-across"},
      {"Year,Jan,Feb,Mar,Apr,May,Jun\n1998,1,2,3,4,5,6\n1999,2,3,4,5,6,7\n",
       "refused csv csv-dates-across"},
  });
}

TEST_CASE("price files: a column of text is named, and refused if it is the likely one") {
  const std::string text =
      "Date,Note,Close\n2019-01-02,halt,1\n2019-01-03,none,3\n2019-01-04,halt,2\n";
  CHECK(reading(text) == "Close" + usual);
  CHECK(read_prices(text, {}).left_out == std::vector<std::string>{"Note"});
  CHECK(reading("Date,Volume,Close\n2019-01-02,1,1 up\n2019-01-03,2,3 up\n2019-01-04,3,2 up\n") ==
        "refused target csv-column-of-text");
  CHECK(reading(text, {.target = "Note"}) == "refused target csv-column-of-text");
  CHECK(reading(text, {.target = "Date"}) == "refused target csv-column-of-time");
  CHECK(reading(text, {.target = "Price"}) == "refused target csv-no-column");
}

TEST_CASE("price files: without a time the order is said") {
  const Prices bare = read_prices("Open,Close\n1,2\n2,3\n1,4\n", {});
  CHECK(bare.is_newest_first);
  REQUIRE(bare.remarks.size() == 1);
  CHECK(bare.remarks[0].code == "csv-order-newest");
  CHECK(bare.remarks[0].values.at("choices") == "oldest-first");
  const Prices turned = read_prices("Close\n1\n2\n4\n", {.order = RowOrder::oldest_first});
  CHECK(turned.columns[0].values == std::vector<double>{1, 2, 4});
  CHECK(turned.remarks.empty());
  const Prices counted = read_prices(",Close\n0,1\n1,3\n2,2\n", {});
  CHECK(counted.remarks[0].code == "csv-order-oldest");
  CHECK(reading("Month,Sales\n1-11,1\n1-12,3\n2-01,2\n") == "Sales | - | - | oldest | 3");
  CHECK(reading("Week,Sales\nWeek 11,1\nWeek 10,3\nWeek 9,2\n") == "Sales | - | - | newest | 3");
}

TEST_CASE("price files: those of the trials are read as a sensible reader expects") {
  if (!has_trials()) return;
  const auto of = [](const std::string& path) { return reading(trial(path)); };
  const std::string days = " | 2019-01-02 | 2019-05-07 | ", oldest = days + "oldest | 90",
                    newest = days + "newest | 90";
  for (const std::string name : {"web-plain", "web-div", "web-split"}) {
    CHECK(of("02-yahoo-dividend-rows/" + name + ".csv") == "Close*" + newest);
  }
  CHECK(read_prices(trial("02-yahoo-dividend-rows/web-div.csv"), {}).texts.rows == 1);
  CHECK(read_prices(trial("02-yahoo-dividend-rows/web-split.csv"), {}).texts.first_line == 32);
  CHECK(of("04-nasdaq-dollar/prices.csv") == "Close/Last" + newest);
  CHECK(of("05-krx-euckr/prices-utf8.csv") == "종가" + newest);
  CHECK(of("05-krx-euckr/kr-dates-oldest-first-utf8.csv") == "종가" + oldest);
  CHECK(of("11-stooq/xyz.us.txt") == "<CLOSE>" + oldest);
  CHECK(of("11-stooq/xyz_d.csv") == "Close" + oldest);
  CHECK(of("11-stooq/xyz_d_pl.csv") == "Zamkniecie" + oldest);
  CHECK(of("14-yfinance-multiheader/prices.csv") == "Close" + oldest);
  CHECK(of("14-yfinance-multiheader/prices-tz.csv") == "Close" + oldest);
  CHECK(of("17-binance-klines/kaggle-unix-seconds.csv") ==
        "Close | 2019-01-02 | 2019-01-02 | oldest | 90");
  CHECK(of("21-two-tickers/prices.csv") == "refused series csv-several-series");
  CHECK(of("23-jena-weather/jena.csv") == "wv (m/s) | 2009-01-01 | 2009-01-02 | oldest | 198");
  CHECK(of("24-airline-footer/airline.csv") ==
        "International airline passengers: monthl… | 1949-01-01 | 1960-12-01 | oldest | 144");
  CHECK(of("26-naver-dotdate/prices.tsv") == "종가" + newest);
  CHECK(of("28-swiss-apostrophe/utf8-u2019.csv") == "Close" + oldest);
  for (const auto& [name, close] :
       {std::pair("00", "Close Price"), {"02", "Last"}, {"04", "Closing Price"}, {"06", "close"}}) {
    CHECK(of(std::string("31-close-names/") + name + ".csv") == close + oldest);
  }
  CHECK(of("33-month-dates/quarterly.csv") == "GDP | 1990-01-01 | 2009-10-01 | oldest | 80");
  CHECK(of("33-month-dates/sunspots.csv") == "Sunspots | 1749-01-01 | 1758-12-01 | oldest | 120");
  CHECK(of("35-excel-serial/prices.csv") == "Close" + oldest);
  CHECK(of("36-metatrader/mt5.csv") == "<CLOSE>" + oldest);
  CHECK(of("38-german-months/prices.csv") == "Schluss" + oldest);
}
