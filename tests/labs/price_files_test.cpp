// Tables of prices as exchanges, portals and programs write them.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/labs/price_reading.h"

using namespace unfold;

namespace {

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
      {"Päivämäärä;Päätöskurssi;Ylin;Alin", "Päätöskurssi"},
      {"วันที่;ปิด;เปิด;สูง;ต่ำ", "ปิด"},
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
  CHECK(values("Anno;Prezzo\n1998;193.948.853\n1999;194.012.000\n") ==
        Numbers{193948853, 194012000});
  CHECK(values("Datum;Absatz\n02.01.2019;998\n03.01.2019;1.001 €\n") == Numbers{998, 1001});
  CHECK(values("Date;Rate\n2019-01-02;1\n2019-01-03;1.125\n") == Numbers{1, 1.125});
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
  CHECK(prices.remarks[0].code.message().code == "csv-many-lost");
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
      {"Day,Close\n1,1\n2,3\n3,2\n4,3\n5,2\n6,3\nDay,Close\n7,2\n8,3\n9,2\n10,3\n",
       "Close | - | - | oldest | 10"},
      {"Date,Close\n2019-01-02,1\n2019-01-03,3\nDate,Dividend\n2019-01-03,0.5\n",
       "refused csv csv-second-table"},
      {"<!DOCTYPE html>\n<html><body>\n<p>Sign in, then try again</p>\n</body></html>\n",
       "refused csv web-page"},
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
