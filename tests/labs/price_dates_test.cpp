// The times of tables as exchanges, portals and programs write them.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/labs/price_reading.h"

using namespace unfold;

namespace {

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
      {"02012019~03012019~28022019", "2019-01-02 | 2019-02-28 | oldest | 3"},
      {"181227~181228~190102", "2018-12-27 | 2019-01-02 | oldest | 3"},
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
      {"2019年一月~2019年二月~2019年三月", months},
      {"2018Q4~2019Q1~2019Q2", quarters},
      {"2018-Q4~2019-Q1~2019-Q2", quarters},
      {"Q4 2018~Q1 2019~Q2 2019", quarters},
      {"4Q18~1Q19~2Q19", quarters},
      {"Q4/2018~Q1/2019~Q2/2019", quarters},
      {"4T2018~1T2019~2T2019", quarters},
      {"T4 2018~T1 2019~T2 2019", quarters},
      {"4. Quartal 2018~1. Quartal 2019~2. Quartal 2019", quarters},
      {"4e trimestre 2018~1er trimestre 2019~2e trimestre 2019", quarters},
      {"4º trimestre de 2018~1º trimestre de 2019~2º trimestre de 2019", quarters},
      {"4.º trimestre de 2018~1.º trimestre de 2019~2.º trimestre de 2019", quarters},
      {"4° trimestre 2018~1° trimestre 2019~2° trimestre 2019", quarters},
      {"2018 4e kwartaal~2019 1e kwartaal~2019 2e kwartaal", quarters},
      {"4. kvartal 2018~1. kvartal 2019~2. kvartal 2019", quarters},
      {"2018K4~2019K1~2019K2", quarters},
      {"2018 4. Çeyrek~2019 1. Çeyrek~2019 2. Çeyrek", quarters},
      {"Oct-Dec 2018~Jan-Mar 2019~Apr-Jun 2019", quarters},
      {"IV kw. 2018~I kw. 2019~II kw. 2019", quarters},
      {"4 кв. 2018~1 кв. 2019~2 кв. 2019", quarters},
      {"2018년 4분기~2019년 1분기~2019년 2분기", quarters},
      {"2018 4/4분기~2019 1/4분기~2019 2/4분기", quarters},
      {"2018年4季度~2019年1季度~2019年2季度", quarters},
      {"2018年第四季度~2019年第一季度~2019年第二季度", quarters},
      {"2018年第4四半期~2019年第1四半期~2019年第2四半期", quarters},
      {"2018/10-12.~2019/1-3.~2019/4-6.", quarters},
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

TEST_CASE("price files: among months and quarters the years are sums, and are left out") {
  const auto left_out = [](const std::string& text) {
    const Prices prices = read_prices(text, {});
    CHECK(prices.twice.rows == 0);
    return reading(text) + " | " + std::to_string(prices.texts.rows);
  };
  CHECK(left_out("Period,GDP\n2018Q3,1\n2018Q4,3\n2018,4\n2019Q1,2\n2019Q2,5\n") ==
        "GDP | 2018-07-01 | 2019-04-01 | oldest | 4 | 1");
  CHECK(left_out("Period,Value\n2018,9\n2018-11,1\n2018-12,3\n2019,7\n2019-01,2\n") ==
        "Value | 2018-11-01 | 2019-01-01 | oldest | 3 | 2");
  // A table of years under one of months.
  std::string text = ",Market,RF\n";
  for (int month = 0; month < 24; ++month) {
    text += std::to_string(201801 + month % 12 + month / 12 * 100) + ",1." + std::to_string(month) +
            ",0." + std::to_string(month) + "\n";
  }
  CHECK(left_out(text + "2018,9.5,3.5\n2019,7.5,2.5\n") ==
        "RF | 2018-01-01 | 2019-12-01 | oldest | 24 | 2");
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

TEST_CASE("price files: an hour that comes twice as summer time ends is no day that comes twice") {
  // The rows of the times, each with its place as its price.
  const auto prices_at = [](std::initializer_list<const char*> times, const char* day,
                            const PricesOptions& options = {}) {
    std::string text = "Time,Close\n";
    int place = 0;
    for (const std::string time : times) {
      const std::string date = time.size() > 11 ? time : std::string(day) + " " + time;
      text += date + "," + std::to_string(++place) + "\n";
    }
    return read_prices(text, options);
  };
  using Numbers = std::vector<double>;
  const auto check_kept = [](const Prices& prices, const Numbers& expected) {
    CHECK(prices.columns[0].values == expected);
    CHECK(prices.is_sorted);
    CHECK(prices.twice.rows == 0);
    CHECK(prices.doubled_hours == 1);
  };
  const char *in_america = "2024-11-03", *in_europe = "2024-10-27", *in_egypt = "2024-10-31";
  check_kept(prices_at({"00:00", "01:00", "01:00", "02:00"}, in_america), {1, 2, 3, 4});
  check_kept(prices_at({"02:00", "01:00", "01:00", "00:00"}, in_america), {4, 3, 2, 1});
  check_kept(prices_at({"01:00", "02:00", "02:00", "03:00"}, in_europe), {1, 2, 3, 4});
  check_kept(prices_at({"22:00", "23:00", "23:00"}, in_egypt), {1, 2, 3});
  const auto halves = {"00:30", "01:00", "01:30", "01:00", "01:30", "02:00"};
  check_kept(prices_at(halves, in_america), {1, 2, 3, 4, 5, 6});
  const auto backwards = {"02:00", "01:30", "01:00", "01:30", "01:00", "00:30"};
  check_kept(prices_at(backwards, in_america), {6, 5, 4, 3, 2, 1});
  check_kept(prices_at({"2024-11-03 00:00:00-04:00", "2024-11-03 01:00:00-04:00",
                        "2024-11-03 01:00:00-05:00", "2024-11-03 02:00:00-05:00"},
                       in_america),
             {1, 2, 3, 4});
  check_kept(prices_at(halves, in_america, {.order = RowOrder::oldest_first}), {1, 2, 3, 4, 5, 6});

  // Otherwise the same time is the same moment.
  const auto once = {"00:00", "01:00", "01:00", "02:00"};
  CHECK(prices_at(once, "2024-11-05").columns[0].values == Numbers{1, 3, 4});
  CHECK(prices_at({"11:00", "12:00", "12:00", "13:00"}, in_america).twice.rows == 1);
  CHECK(prices_at({"00:00", "00:00", "01:00", "01:00", "02:00", "03:00"}, in_america).twice.rows ==
        2);
  CHECK(prices_at({"00:00", "01:00", "01:00", "01:00", "02:00", "03:00"}, in_america).twice.rows ==
        2);
  CHECK(prices_at({"00:50", "01:00", "01:10", "01:10", "01:20", "01:30"}, in_america).twice.rows ==
        1);
  CHECK(prices_at({"2024-11-02 00:00", "2024-11-03 00:00", "2024-11-03 00:00", "2024-11-04 00:00"},
                  "")
            .twice.rows == 1);
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
      {"YEAR,MO,DY,T2M\n2019,1,2,1\n2019,1,3,3\n2019,1,4,2\n", "T2M" + usual},
      {"YEAR,DOY,T2M\n2019,2,1\n2019,3,3\n2019,4,2\n", "T2M" + usual},
      {"Year,Period,Value\n2018,M12,1\n2018,M13,9\n2019,M01,3\n2019,M02,2\n2019,M03,2\n2019,M04,"
       "3\n2019,M05,2\n2019,M06,3\n2019,M07,2\n2019,M08,3\n2019,M09,2\n",
       "Value | 2018-12-01 | 2019-09-01 | oldest | 10"},
      {";;2015=100\n2018;Dezember;1,5\n2019;Januar;2,5\n2019;Februar;2,0\n",
       "2015=100 | 2018-12-01 | 2019-02-01 | oldest | 3"},
      {"Year,Quarter,GDP\n2018,Q4,1\n2019,Q1,3\n2019,Q2,2\n",
       "GDP | 2018-10-01 | 2019-04-01 | oldest | 3"},
      {"2019 01 02 1.5\n2019 01 03 2.5\n2019 01 04 2.0\n", "column 4" + usual},
      {"Year Mean\n1998   0.5\n1999  0.7\n2000   0.4\n",
       "Mean | 1998-01-01 | 2000-01-01 | oldest | 3"},
  });
}

TEST_CASE("price files: without a time the order is said") {
  const Prices bare = read_prices("Open,Close\n1,2\n2,3\n1,4\n", {});
  CHECK(bare.is_newest_first);
  REQUIRE(bare.remarks.size() == 1);
  CHECK(bare.remarks[0].code.message().code == "csv-order-newest");
  CHECK(bare.remarks[0].values.at("choices") == "oldest-first");
  const Prices turned = read_prices("Close\n1\n2\n4\n", {.order = RowOrder::oldest_first});
  CHECK(turned.columns[0].values == std::vector<double>{1, 2, 4});
  CHECK(turned.remarks.empty());
  const Prices counted = read_prices(",Close\n0,1\n1,3\n2,2\n", {});
  CHECK(counted.remarks[0].code.message().code == "csv-order-oldest");
  CHECK(reading("Date,Close\n30-Nov,1\n1-Dec,3\n2-Dec,2\n3-Dec,4\n4-Dec,4\n5-Dec,2\n") ==
        "Close | - | - | oldest | 6");
  CHECK(reading("Fecha;Cierre\n02/01/2019 9:00;1,5\n02/01/2019 10:00;2,5\n02/01/2019 "
                "11:00;2\n") == "Cierre | 2019-01-02 | 2019-01-02 | oldest | 3");
  CHECK(reading("1546387200,3,8,5,6,100\n1546473600,4,9,6,8,120\n1546560000,2,8,7,5,110\n") ==
        "column 5 | 2019-01-02 | 2019-01-04 | oldest | 3");
  CHECK(reading("Month,Sales\n1-11,1\n1-12,3\n2-01,2\n") == "Sales | - | - | oldest | 3");
  CHECK(reading("Month,Sales\n1-05,1\n1-06,3\n1-07,2\n1-08,1\n1-09,3\n1-10,2\n1-11,1\n1-12,3\n"
                "2-01,2\n\nSales of three years\n") == "Sales | - | - | oldest | 9");
  CHECK(reading("Week,Sales\nWeek 11,1\nWeek 10,3\nWeek 9,2\n") == "Sales | - | - | newest | 3");
}
