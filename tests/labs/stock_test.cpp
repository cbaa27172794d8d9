#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <span>
#include <string>

#include "engine/data/min_max_scaler.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/lab/session.h"
#include "engine/text/number_text.h"
#include "examples/series/stock/stock.h"
#include "tests/examples.h"
#include "tests/labs/golden.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

const std::string notebook_file = "../shared/data/data-02-stock_daily.csv";
const char* notebook_name = "data-02-stock_daily.csv#17ce36fe";

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::string& goog() {
  static const std::string text = file_text("examples/series/stock/goog.csv");
  return text;
}

const LabEntry& stock() {
  static const LabEntry lab = entry<Stock>();
  return lab;
}

Session opened(const Inputs& inputs = {}, std::string_view preset = "") {
  provide_data("goog.csv", goog());
  return Session(stock(), preset, inputs);
}

// With a file of the reader's own.
Session opened(const std::string& csv, Inputs inputs) {
  provide_data("own.csv", csv);
  inputs["csv"] = "own.csv";
  return opened(inputs);
}

Session advanced(Session session, int steps) {
  for (int i = 0; i < steps; ++i) session.advance();
  session.look();
  return session;
}

// What the lab says of its file.
std::string found(const Session& session, const std::string& about) {
  for (const auto& row : table(session.report(), "file").rows) {
    if (row[0] == about) return row[1];
  }
  FAIL("nothing about ", about);
  return "";
}

// "input code", or "" if the lab takes the file.
std::string refusal_of(const std::string& csv, const Inputs& inputs = {}) {
  return refusal([&] { opened(csv, inputs); });
}

// A table of days with a header; `cell(day, column)` gives the text of each.
template <typename Cell>
std::string days(const std::string& header, int count, Cell cell) {
  const auto columns = std::count(header.begin(), header.end(), ',') + 1;
  std::string text = header + "\n";
  for (int day = 0; day < count; ++day) {
    for (int column = 0; column < columns; ++column) {
      text += (column > 0 ? "," : "") + std::string(cell(day, column));
    }
    text += "\n";
  }
  return text;
}

// A price that moves about.
std::string price(int day, int column) {
  return std::to_string(100 + (day * 37 + column * 11) % 23) + ".5";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// goog.csv with its days in another order.
template <typename Rearrange>
std::string rearranged(Rearrange rearrange) {
  std::vector<std::string> lines = lines_of(goog());
  rearrange(lines.begin() + 4, lines.end());
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

bool has_notebook_file() {
  if (!std::filesystem::exists(notebook_file)) {
    MESSAGE(notebook_file << " is absent: skipped");
    return false;
  }
  provide_data(notebook_name, file_text(notebook_file));
  return true;
}

}  // namespace

TEST_CASE("stock: 17 printed losses and the RMSE come out of the notebook's file") {
  if (!has_notebook_file()) return;
  const Session session = advanced(opened({}, "as-published"), 500);
  const auto rows = session.published();
  REQUIRE(rows.size() == 18);
  for (const Comparison& row : rows) {
    CAPTURE(row.name);
    CAPTURE(row.here);
    CAPTURE(row.printed);
    CHECK(row.agrees);
  }
  // As the story says.
  CHECK(last(session, "rmse") > session.report().levels()[0].value);
  CHECK(found(session, "order") == "newest first");
}

TEST_CASE("stock: the notebook's windows come out to their printed digits") {
  if (!has_notebook_file()) return;
  const double first_window[7][5] = {
      {2.13751054e-01, 2.08179810e-01, 1.91791832e-01, 4.66075110e-04, 1.92092403e-01},
      {1.93935034e-01, 2.03641926e-01, 2.08664571e-01, 2.98467330e-03, 1.96551555e-01},
      {2.10516454e-01, 2.05289413e-01, 2.03558748e-01, 2.59926504e-04, 1.87749731e-01},
      {1.86678765e-01, 2.09480567e-01, 2.08781843e-01, 0.00000000e+00, 2.17448151e-01},
      {3.06973882e-01, 3.14634137e-01, 2.18993665e-01, 1.24764722e-02, 2.16981885e-01},
      {2.19142110e-01, 2.63907214e-01, 2.24686396e-01, 4.56323384e-01, 2.24967473e-01},
      {2.33129931e-01, 2.36419163e-01, 1.62682724e-01, 5.70171193e-01, 1.47442742e-01}};
  const Prices prices = read_prices(file_text(notebook_file), {});
  REQUIRE(prices.days() == 732);
  REQUIRE(prices.columns.size() == 5);
  CHECK(prices.columns[4].name == "Close");
  CHECK(prices.target == 4);
  for (int column = 0; column < 5; ++column) {
    const auto& values = prices.columns[column].values;
    const MinMaxScaler scaler = MinMaxScaler::fitted(values);
    for (int day = 0; day < 7; ++day) {
      CHECK(std::abs(scaler.scaled(values[day]) - first_window[day][column]) < 5e-9);
    }
  }
  const Session session = advanced(opened({}, "as-published"), 1);
  const std::vector<float> truth = line(session.report(), "scaled", "truth");
  REQUIRE(std::ssize(truth) == 218);
  CHECK(std::abs(truth.data()[216] - 0.97785024) < 5e-8);
  CHECK(std::abs(truth.data()[217] - 0.98831302) < 5e-8);
}

#ifndef UNFOLD_SANITIZE
TEST_CASE("stock: the errors in dollars are those of the story") {
  const std::pair<Inputs, std::string> claims[] = {{{}, "27.61"},
                                                   {{{"scaling", "train"}}, "24.81"},
                                                   {{{"window", "1"}}, "20.54"},
                                                   {{{"learning_rate", "0.1"}}, "14.93"}};
  for (const auto& [inputs, dollars] : std::span(claims).first(examples(4))) {
    const Session session = advanced(opened(inputs), 500);
    CHECK(table(session.report(), "errors").rows[0][2] == dollars);
    if (!inputs.empty()) continue;
    const Report answer = session.ask({{"ahead", "30"}});
    const auto& ahead = table(answer, "errors_ahead").rows;
    using Row = std::vector<std::string>;
    CHECK(ahead[4] == Row{"5", "39", "30.63", "the price stays", "308"});
    CHECK(ahead.back() == Row{"30", "85.23", "92.17", "the network", "283"});
  }
  CHECK(table(advanced(opened(), 1).report(), "errors").rows[1][2] == "13.84");
}
#endif

TEST_CASE("stock: the published numbers are only compared with the notebook's own file") {
  CHECK(opened(goog(), {}).preset() == nullptr);
  CHECK(opened().preset()->published.empty());
  for (const Preset& preset : stock().presets) {
    if (!preset.published.empty()) CHECK(preset.inputs[0].second == notebook_name);
  }
}

TEST_CASE("stock: \"tomorrow is today\" errs by what the price changes in a day") {
  const Session session = advanced(opened(), 1);
  const Prices prices = read_prices(goog(), {});
  const auto& close = prices.columns[prices.target].values;
  const int days = prices.days(), first = 7 + 728;
  double sum = 0;
  for (int day = first; day < days; ++day) sum += std::pow(close[day] - close[day - 1], 2);
  const double naive = std::sqrt(sum / (days - first));
  CHECK(std::stod(table(session.report(), "errors").rows[1][2]) ==
        doctest::Approx(naive).epsilon(1e-3));

  const std::vector<float> truth = line(session.report(), "prediction", "truth");
  const std::vector<float> shifted = line(session.report(), "prediction", "naive");
  REQUIRE(std::ssize(truth) == days - first);
  CHECK(truth.data()[0] == static_cast<float>(close[first]));
  for (int i = 1; i < std::ssize(truth); ++i) CHECK(shifted[i] == truth[i - 1]);
}

TEST_CASE("stock: the RMSE is that of the drawn prediction") {
  const Session session = advanced(opened(), 3);
  const std::vector<float> truth = line(session.report(), "scaled", "truth");
  const std::vector<float> predicted = line(session.report(), "scaled", "predicted");
  double sum = 0;
  for (int i = 0; i < std::ssize(truth); ++i) {
    sum += std::pow(truth.data()[i] - predicted.data()[i], 2);
  }
  CHECK(last(session, "rmse") == doctest::Approx(std::sqrt(sum / std::ssize(truth))).epsilon(1e-5));
}

TEST_CASE("stock: the test days leak into training through the scaling, unless it is honest") {
  std::string changed = goog();
  changed.replace(changed.rfind("362.71"), 6, "962.71");
  const auto first_loss = [](const std::string& csv, const std::string& scaling) {
    return last(advanced(opened(csv, {{"scaling", scaling}}), 1), "loss");
  };
  CHECK(first_loss(changed, "all") != first_loss(goog(), "all"));
  CHECK(first_loss(changed, "train") == first_loss(goog(), "train"));
}

TEST_CASE("stock: time runs forwards whatever the order of the rows") {
  const auto reverse = [](auto first, auto last) { std::reverse(first, last); };
  const auto mix = [](auto first, auto last) {
    std::mt19937 random(3);
    for (auto count = last - first; count > 1; --count) {
      std::iter_swap(first + count - 1, first + random() % count);
    }
  };
  const Session plain = advanced(opened(), 2);
  const Session newest_first = advanced(opened(rearranged(reverse), {}), 2);
  const Session mixed = advanced(opened(rearranged(mix), {}), 2);
  CHECK(found(plain, "order") == "oldest first");
  CHECK(found(newest_first, "order") == "newest first");
  CHECK(found(mixed, "order") == "mixed, sorted by date");
  CHECK(found(mixed, "first day") == "2004-08-19");
  CHECK(found(mixed, "last day") == "2008-10-14");
  CHECK(last(newest_first, "loss") == last(plain, "loss"));
  CHECK(last(mixed, "rmse") == last(plain, "rmse"));
}

TEST_CASE("stock: without dates the newest day stands first, as in the notebook's file") {
  const std::string csv = days("a,b", 30, price);
  const Session session = advanced(opened(csv, {}), 1);
  CHECK(found(session, "order") == "newest first");
  const std::vector<float> truth = line(session.report(), "prediction", "truth");
  CHECK(truth.back() == 111.5f);  // price(0, 1)
  const Session forwards = advanced(opened(csv, {{"order", "oldest-first"}}), 1);
  CHECK(found(forwards, "order") == "oldest first");
  CHECK(last(forwards, "loss") != last(session, "loss"));
}

TEST_CASE("stock: a file with semicolons and decimal commas is the same file") {
  std::string csv = goog().substr(goog().find("Date"));
  std::replace(csv.begin(), csv.end(), ',', ';');
  std::replace(csv.begin(), csv.end(), '.', ',');
  const Session session = advanced(opened(csv, {}), 2);
  CHECK(found(session, "separator") == "semicolon");
  CHECK(last(session, "loss") == last(advanced(opened(), 2), "loss"));
}

TEST_CASE("stock: the column to predict is Close, or the last, or the chosen one") {
  const auto predicted = [](const std::string& header, const std::string& target) {
    const Session session = advanced(opened(days(header, 30, price), {{"target", target}}), 1);
    return found(session, "predicted");
  };
  CHECK(predicted("Open,Close,Volume", "auto") == "Close");
  CHECK(predicted("Open,High,Volume", "auto") == "Volume");
  CHECK(predicted("Open,High,Volume", "high") == "High");
  CHECK(predicted("Open,High,Volume", "1") == "Open");
  CHECK(refusal_of(days("Open,High", 30, price), {{"target", "low"}}) == "target csv-no-column");
  CHECK(refusal_of(days("Open,High", 30, price), {{"target", "3"}}) == "target csv-no-column");
  CHECK(refusal_of(days("Open,High", 30, price), {{"target", "0"}}) == "target csv-no-column");
}

TEST_CASE("stock: rows with a missing cell are dropped and counted, the latest days are used") {
  std::string csv = rearranged([](auto first, auto) {
    *first = "2004-08-19,100.00,,95.96,22351900,100.34";
    *(first + 1) = "2004-08-20,101.01";
  });
  const Session session = advanced(opened(csv, {{"rows", "100"}}), 1);
  CHECK(found(session, "rows") == "1047");
  CHECK(found(session, "rows dropped, a cell missing") == "2");
  CHECK(found(session, "days used") == "100");
  CHECK(found(session, "last day") == "2008-10-14");
  CHECK(found(session, "training windows") == "65");
  CHECK(found(session, "test windows") == "28");
}

TEST_CASE("stock: columns of text and columns that never change are left out") {
  const std::string csv = days("Name,OpenInt,Close", 30, [](int day, int column) {
    return column == 0 ? "GOOG" : column == 1 ? "0" : price(day, column);
  });
  const Session session = advanced(opened(csv, {}), 1);
  CHECK(found(session, "columns read") == "Close");
  CHECK(found(session, "columns left out") == "Name, OpenInt");
  CHECK(std::isfinite(last(session, "loss")));
}

TEST_CASE("stock: what nothing in the file tells is noted at the input that changes it") {
  CHECK(noted(opened()) == "");
  CHECK(noted(opened(days("a,b", 30, price), {})) ==
        "target csv-target-guessed, order csv-order-newest");
  CHECK(noted(opened(days("a,b", 30, price), {{"target", "a"}, {"order", "oldest-first"}})) == "");
  const std::string gaps = days("a,Close", 40, [](int day, int column) {
    return column == 1 && day % 5 == 0 ? "" : price(day, column);
  });
  CHECK(noted(opened(gaps, {{"order", "newest-first"}})) == "csv csv-many-lost");
}

TEST_CASE("stock: the columns and the series of a file are offered") {
  const auto offered = [](const Session& session) {
    std::string text;
    for (const Offer& offer : session.offers()) {
      text += std::string(offer.input) + ":";
      for (const std::string& choice : offer.choices) text += " " + choice;
      text += "\n";
    }
    return text;
  };
  CHECK(offered(opened()) == "target: auto Open High Low Volume Close\n");
  const std::string two = days("Ticker,Close", 60, [](int day, int column) {
    return column == 0 ? (day < 30 ? "AAA" : "BBB") : price(day, column);
  });
  CHECK(refusal_of(two) == "series csv-several-series");
  CHECK(offered(opened(two, {{"series", "BBB"}})) == "target: auto Close\nseries: AAA BBB\n");
  CHECK(found(advanced(opened(two, {{"series", "BBB"}}), 1), "series") == "BBB");
}

TEST_CASE("stock: a file that cannot be learnt from is refused with the reason") {
  CHECK(refusal_of("") == "csv csv-empty");
  CHECK(refusal_of("# nothing\n") == "csv csv-empty");
  CHECK(refusal_of(std::string("PK\0\1", 4)) == "csv csv-not-text");
  CHECK(refusal_of("a,b\n\"1,2\n") == "csv csv-open-quote");
  CHECK(refusal_of("a,b\n1,2\n3,4\n5,6,7\n") == "csv csv-long-row");
  CHECK(refusal_of("a,b\n1,2\n3,4\n5,six\n7,8\n") == "csv csv-not-a-number");
  CHECK(refusal_of("a,b\n1,2\n3,inf\n5,6\n7,8\n") == "csv csv-not-a-number");
  CHECK(refusal_of("some words\nand no numbers\n") == "csv csv-no-numbers");
  CHECK(refusal_of(days("a,b", 10, price)) == "csv csv-too-few-rows");
  CHECK(refusal_of(days("a,b", 11, price)) == "");
  CHECK(refusal_of(days("a,b", 30, [](int, int) { return "5"; })) == "csv csv-constant");
  const auto wide = [](int count) {
    std::string header = "c";
    for (int i = 1; i < count; ++i) header += ",c";
    return days(header, 30, price);
  };
  CHECK(refusal_of(wide(32)) == "");
  CHECK(refusal_of(wide(33)) == "csv csv-too-many-columns");
}

TEST_CASE("stock: a window is no longer than the days allow, and no step too much work") {
  const auto made = [](const std::string& csv, const Inputs& inputs) {
    provide_data("own.csv", csv);
    return Session(find_lab("stock"), "", with(inputs, {{"csv", "own.csv"}}));
  };
  const auto value = [](const Session& session, const char* input) {
    return session.form().find(input)->print();
  };
  const std::string short_file = days("Date,Close", 17, [](int day, int column) {
    return column == 0 ? std::to_string(20190110 + day) : price(day, column);
  });
  CHECK(made(short_file, {}).notes().empty());
  const Session narrow = made(short_file, {{"window", "8"}});
  CHECK(noted(narrow) == "window at-most");
  CHECK(value(narrow, "window") == "7");
  const Session slow = made(goog(), {{"window", "60"}, {"hidden", "64"}});
  CHECK(noted(slow) == "rows at-most");
  CHECK(value(slow, "rows") == "566");
  CHECK(made(goog(), {{"window", "60"}, {"hidden", "64"}, {"rows", "566"}}).notes().empty());
  forget_data("own.csv");
}

TEST_CASE("stock: the target's training days must change if they tell the scaling") {
  const std::string csv = days("Date,Close", 40, [](int day, int column) {
    const std::string number = std::to_string(day);
    return column == 0 ? std::to_string(1900 + day) + "-01-01" : day < 35 ? "5" : number;
  });
  CHECK(refusal_of(csv, {{"scaling", "train"}}) == "csv csv-constant");
  CHECK(refusal_of(csv) == "");
}

TEST_CASE("stock: a question about a test day is answered with the drawn prediction") {
  const Session session = advanced(opened(), 2);
  const std::vector<float> predicted = line(session.report(), "prediction", "predicted");
  const auto answer = [&](int day) { return session.ask({{"day", std::to_string(day)}}); };
  const Report first = answer(736);
  CHECK(std::stod(table(first, "answer").rows[0][1]) ==
        doctest::Approx(predicted.data()[0]).epsilon(1e-5));
  const Report last_day = answer(1047);
  const auto& last = table(last_day, "answer").rows[0];
  CHECK(last[0] == "1047 (2008-10-14)");
  CHECK(last[2] == "381.02");
  CHECK(last[3] == "362.71");
  const Report next = answer(0);
  CHECK(table(next, "answer").rows[0][2] == "362.71");
  CHECK(table(next, "answer").rows[0][3] == "not known yet");
  CHECK(line(next, "window", "truth").size() == 7);
  for (const char* day : {"7", "1049", "-1", "x"}) {
    CHECK_THROWS_AS(session.ask({{"day", day}}), Refusal);
  }
}

TEST_CASE("stock: a run that was saved anywhere goes on bit for bit") {
  const std::string whole = advanced(opened({{"rows", "100"}, {"steps", "6"}}), 6).fingerprint();
  for (int saved_after = 0; saved_after < 6; ++saved_after) {
    Session first = opened({{"rows", "100"}, {"steps", "6"}});
    for (int i = 0; i < saved_after; ++i) first.advance();
    Session second = Session::load(first.save(), std::span(&stock(), 1));
    while (!second.done()) second.advance();
    CHECK(second.fingerprint() == whole);
  }
}

TEST_CASE("stock: the beginning of the default run is its golden transcript") {
  // The notebook's file may not be here.
  provide_data("goog.csv", goog());
  check_golden("stock", {{"steps", "5"}}, {"as-published"});
}

TEST_CASE("stock: whatever the file is, it is learnt from or refused") {
  std::mt19937 random(11);
  int learnt = 0;
  for (int i = 0; i < examples(300); ++i) {
    std::string csv = goog().substr(0, 2000);
    for (unsigned change = random() % 12; change > 0; --change) {
      const char byte = i % 2 ? "0123456789,;\"\n.-"[random() % 16] : static_cast<char>(random());
      csv[random() % csv.size()] = byte;
    }
    provide_data("own.csv", csv);
    try {
      Session session(stock(), "", {{"csv", "own.csv"}, {"window", "3"}});
      session.advance();
      session.fingerprint();
      ++learnt;
    } catch (const Refusal&) {
    }
  }
  CHECK(learnt > examples(20));
  CHECK(learnt < examples(300));
}
