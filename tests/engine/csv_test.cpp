#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>

#include "engine/data/csv.h"
#include "engine/data/min_max_scaler.h"
#include "engine/text/date.h"
#include "engine/text/written_number.h"
#include "tests/examples.h"

using namespace unfold;

namespace {

using Kind = CsvColumn::Kind;
using Numbers = std::vector<double>;
using Names = std::vector<std::string>;

Names names(const CsvTable& table) {
  Names names;
  for (const CsvColumn& column : table.columns) names.push_back(column.name);
  return names;
}

std::vector<std::string> dates(const CsvColumn& column) {
  std::vector<std::string> texts;
  for (const double seconds : column.values) {
    texts.push_back(std::isnan(seconds) ? "none" : date_text(seconds));
  }
  return texts;
}

CsvError error(std::string_view text) {
  try {
    read_csv(text);
  } catch (const CsvError& error) {
    return error;
  }
  FAIL("no error in ", std::string(text));
  return {CsvError::Problem::empty, 0};
}

// The only date in a column of it.
std::string date(const std::string& text) {
  const auto found = read_written_date(text);
  if (!found) return "none";
  const double seconds = seconds_of(std::vector{found})[0];
  return std::isnan(seconds) ? "none" : date_text(seconds);
}

void check_small(const CsvTable& table) {
  CHECK(names(table) == Names{"a", "b"});
  REQUIRE(table.rows == 2);
  CHECK(table.columns[0].values == Numbers{1.5, -2});
  CHECK(table.columns[1].values == Numbers{3, 4e3});
}

}  // namespace

TEST_CASE("a table is the same whatever separates its cells and ends its lines") {
  check_small(read_csv("a,b\n1.5,3\n-2,4e3\n"));
  check_small(read_csv("a;b\r\n1.5;3\r\n-2;4e3"));
  check_small(read_csv("a\tb\r1.5\t3\r-2\t4e3\r"));
  check_small(read_csv("a|b\n\n 1.5 | 3 \n\n-2|4e3\n\n\n"));
  check_small(read_csv("\xEF\xBB\xBF\"a\" , \"b\"\n\"1.5\",\"3\"\n-2,4e3,,\n,,\n"));
  check_small(read_csv("# a comment\na,b\n1.5,3\n  # another, with a comma\n-2,4e3\n"));
  check_small(read_csv("sep=;\na;b\n1.5;3\n-2;4e3\n"));
  check_small(read_csv("A title of the table\na,b\n1.5,3\n-2,4e3\n"));
}

TEST_CASE("quotes hold separators, line ends and doubled quotes") {
  const CsvTable table = read_csv("\"the \"\"price\"\", in $\",\"two\nlines\"\n1,2\n\"3\",4\n");
  CHECK(names(table) == Names{"the \"price\", in $", "two\nlines"});
  CHECK(table.columns[0].values == Numbers{1, 3});
}

TEST_CASE("a comment above the rows names their columns if it has as many names") {
  const CsvTable named = read_csv("# http://example.org/a,b,c,d\n# x, y\n1,2\n3,4\n");
  CHECK(named.has_header);
  CHECK(names(named) == Names{"x", "y"});
  CHECK(named.rows == 2);
  const CsvTable unnamed = read_csv("# only a remark\n1,2\n3,4\n");
  CHECK(!unnamed.has_header);
  CHECK(names(unnamed) == Names{"column 1", "column 2"});
}

TEST_CASE("decimal commas are told from the cells") {
  const CsvTable table = read_csv("a;b\n1.234,5;0,25\n\"2.000\";12\n");
  CHECK(table.decimal_comma);
  CHECK(table.columns[0].values == Numbers{1234.5, 2000});
  CHECK(table.columns[1].values == Numbers{0.25, 12});
  CHECK(read_csv("a,b\n\"1,5\",2\n\"2,5\",3\n").columns[0].values == Numbers{1.5, 2.5});
  CHECK(read_csv("a;b\n1,234;2\n2,345;3\n").columns[0].values == Numbers{1.234, 2.345});
  CHECK(!read_csv("a;b\n1,234.5;2\n2,345;3\n").decimal_comma);
}

TEST_CASE("thousands separators in quotes are no separators of cells") {
  const CsvTable table = read_csv("Close,Volume\n1.5,\"1,247,700\"\n2.5,\"997,700\"\n");
  CHECK(table.columns[1].values == Numbers{1247700, 997700});
}

TEST_CASE("missing cells are NaN, also at the end of a short row") {
  const CsvTable table = read_csv("a,b,c\n1,2,3\n4,,NA\n5\n6,7,null\n8,9,10\n11,12,13\n14,15,16\n");
  REQUIRE(table.rows == 7);
  REQUIRE(table.columns[2].kind == Kind::number);
  CHECK(std::isnan(table.columns[1].values[1]));
  CHECK(std::isnan(table.columns[2].values[2]));
  CHECK(std::isnan(table.columns[2].values[3]));
  CHECK(table.columns[2].values[5] == 13);
}

TEST_CASE("columns of text and empty columns are neither numbers nor dates") {
  const CsvTable table = read_csv("symbol,price,note\n\xC0GOOG,1,\nGOOG\xFF,2,\nGOOG,3,4\n");
  CHECK(table.columns[0].kind == Kind::other);
  CHECK(table.columns[1].kind == Kind::number);
  CHECK(table.columns[2].kind == Kind::other);
  CHECK(table.columns[2].values.empty());
}

TEST_CASE("an error tells the line and the column") {
  using Problem = CsvError::Problem;
  CHECK(error("").problem == Problem::empty);
  CHECK(error("# only\n\n# comments\n").problem == Problem::empty);
  CHECK(error(std::string("PK\3\4\0\0", 6)).problem == Problem::not_text);

  const CsvError quote = error("a,b\n1,2\n3,\"4\n5,6\n");
  CHECK(quote.problem == Problem::open_quote);
  CHECK(quote.line == 3);

  const CsvError longer = error("# c\na,b\n1,2\n\"3\n\",4\n5,6,7\n");
  CHECK(longer.problem == Problem::long_row);
  CHECK(longer.line == 6);
  CHECK(longer.expected == 2);
  CHECK(longer.actual == 3);

  for (const std::string wrong : {"abc", "inf", "-Infinity", "1e999", "1.2.3", "2e30", "0x10"}) {
    const CsvError number = error("a,b\n1,2\n\n3," + wrong + "\n5,6\n7,8\n");
    CHECK(number.problem == Problem::not_a_number);
    CHECK(number.line == 4);
    CHECK(number.column == "b");
    CHECK(number.value == wrong);
  }
}

TEST_CASE("numbers are read as people write them") {
  const std::pair<std::string, double> cases[] = {{"0", 0},
                                                  {"-0.5", -0.5},
                                                  {".5", 0.5},
                                                  {"5.", 5},
                                                  {"+7", 7},
                                                  {"1,234,567.25", 1234567.25},
                                                  {"1 234 567", 1234567},
                                                  {"1'234.5", 1234.5},
                                                  {"$173.57", 173.57},
                                                  {"-$1", -1},
                                                  {"$-1", -1},
                                                  {"€ 5", 5},
                                                  {"12%", 12},
                                                  {"1.5K", 1500},
                                                  {"2M", 2e6},
                                                  {"3b", 3e9},
                                                  {"1e-3", 0.001},
                                                  {"1.5E+3", 1500},
                                                  {"000012", 12},
                                                  {"1\u00A0234", 1234}};
  for (const auto& [text, value] : cases) {
    const std::string written = text;
    CAPTURE(written);
    const auto read = read_written_number(text);
    REQUIRE(read.has_value());
    CHECK(*read == value);
  }
  CHECK(read_written_number("1.234,5", true) == 1234.5);
  for (const std::string text : {"", "abc", "1,23", "1,2345", "--1", "1e", ".", "$", "1 2",
                                 "12 3456", "nan", "1e31", "1.5.2", "5 apples"}) {
    CAPTURE(text);
    CHECK(!read_written_number(text).has_value());
  }
}

TEST_CASE("a number is the nearest double, also where digits are many") {
  std::mt19937 random(1);
  for (int i = 0; i < examples(20000); ++i) {
    const int decimals = static_cast<int>(random() % 12);
    std::string text = std::to_string(random() % (i % 2 ? 1000u : 4000000000u)) + ".";
    for (int d = 0; d < decimals; ++d) text += static_cast<char>('0' + random() % 10);
    if (i % 5 == 0) text += "e" + std::to_string(static_cast<int>(random() % 40) - 25);
    const auto read = read_written_number(text);
    if (read != std::strtod(text.c_str(), nullptr)) FAIL_CHECK(text);
  }
}

TEST_CASE("dates are read as people write them") {
  for (const std::string text :
       {"2019-05-31", "2019/5/31", "2019.05.31", "20190531", "31 May 2019", "May 31, 2019",
        "31-May-19", "31-MAY-2019", "Fri, 31 May 2019", "5/31/2019", "31/5/2019", "31.5.19",
        "2019-05-31T16:00:00Z", "2019-05-31 16:00", "5/31/2019 4:00 PM", "2019년 5월 31일",
        "2019年5月31日", "31st May 2019"}) {
    CAPTURE(text);
    CHECK(date(text) == "2019-05-31");
  }
  CHECK(date("2020-02-29") == "2020-02-29");
  CHECK(date("1970-01-01") == "1970-01-01");
  CHECK(date("1969-12-31") == "1969-12-31");
  CHECK(date("31 Dec 1999") == "1999-12-31");
  for (const std::string text :
       {"", "2019-02-29", "2019-13-01", "32/1/2019", "1,247,700", "1.5", "-1-1-20", "GOOG", "12",
        "99999999", "May", "1.5.2019x", "4294967297-1-1"}) {
    CAPTURE(text);
    CHECK(date(text) == "none");
  }
}

TEST_CASE("day and month are told apart by the other dates of the column") {
  using Texts = std::vector<std::string>;
  const CsvTable american = read_csv("d,v\n1/2/2019,1\n1/3/2019,2\n1/31/2019,3\n");
  CHECK(american.columns[0].kind == Kind::date);
  CHECK(dates(american.columns[0]) == Texts{"2019-01-02", "2019-01-03", "2019-01-31"});
  const CsvTable european = read_csv("d,v\n1/2/2019,1\n2/2/2019,2\n13/2/2019,3\n");
  CHECK(dates(european.columns[0]) == Texts{"2019-02-01", "2019-02-02", "2019-02-13"});
  // Both ways round are dates; in one of them time runs in one direction.
  const CsvTable open = read_csv("d,v\n10/1/2019,1\n11/1/2019,2\n1/2/2019,3\n2/2/2019,4\n");
  CHECK(dates(open.columns[0]) == Texts{"2019-01-10", "2019-01-11", "2019-02-01", "2019-02-02"});
}

TEST_CASE("eight digits are dates if a whole column of them is") {
  CHECK(read_csv("d,v\n20190530,1\n20190531,2\n20190601,3\n").columns[0].kind == Kind::date);
  CHECK(read_csv("d,v\n20190530,1\n20190532,2\n20190601,3\n").columns[0].kind == Kind::number);
}

TEST_CASE("the scaler is the notebook's") {
  const Numbers values = {3, 1, 2};
  const MinMaxScaler scaler = MinMaxScaler::fitted(values);
  CHECK(scaler.scaled(3) == 2 / (2 + 1e-7));
  CHECK(scaler.scaled(1) == 0);
  CHECK(scaler.unscaled(scaler.scaled(2)) == doctest::Approx(2));
  CHECK(!scaler.is_constant());
  CHECK(MinMaxScaler::fitted(Numbers{4, 4}).is_constant());
  CHECK(MinMaxScaler::fitted(Numbers{4, 4}).scaled(4) == 0);
}

TEST_CASE("many rows are read whole") {
  const int rows = examples(100000);
  std::string text = "Date,Open,High,Low,Volume,Close\n";
  for (int i = 0; i < rows; ++i) {
    text += "2019-05-31," + std::to_string(i) + ".25,3.5,1.5,1247700," + std::to_string(i) + "\n";
  }
  const CsvTable table = read_csv(text);
  CHECK(table.rows == static_cast<std::size_t>(rows));
  CHECK(table.columns[1].values[rows - 1] == rows - 1 + 0.25);
  CHECK(table.columns[5].values[rows / 2] == rows / 2);
}

TEST_CASE("whatever the bytes are, reading ends in a table or in an error") {
  const std::string_view pieces[] = {
      ",",    ";",  "\"",  "\n",         "\r\n", "1",       "2.5",      "-",
      "#",    "\t", "|",   " ",          "a",    "1e9",     "nan",      "\xFF",
      "\"\"", ".",  "1,5", "2019-05-31", "May",  "12/5/19", "99999999", "999999999999999999999",
      "\r",   "0",  "%",   "$",          "e",    "inf"};
  std::mt19937 random(7);
  int tables = 0, errors = 0;
  for (int i = 0; i < examples(20000); ++i) {
    std::string text;
    const int length = static_cast<int>(random() % 40);
    for (int j = 0; j < length; ++j) {
      text += i % 4 == 0 ? std::string(1, static_cast<char>(random() % 256))
                         : std::string(pieces[random() % std::size(pieces)]);
    }
    try {
      const CsvTable table = read_csv(text);
      ++tables;
      for (const CsvColumn& column : table.columns) {
        const std::size_t expected = column.kind == Kind::other ? 0 : table.rows;
        if (column.values.size() != expected) FAIL_CHECK(text);
        if (column.kind == Kind::date) dates(column);
      }
    } catch (const CsvError&) {
      ++errors;
    }
  }
  CHECK(tables > 1000);
  CHECK(errors > examples(1000));
}
