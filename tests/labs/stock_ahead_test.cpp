// Several days ahead, and what that is worth.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lab/checkpoint.h"
#include "engine/lab/provided_data.h"
#include "examples/series/stock/forecast.h"
#include "tests/labs/lab_run.h"

using namespace unfold;

namespace {

using Numbers = std::vector<double>;

void provide_goog() {
  std::ifstream file("examples/series/stock/goog.csv", std::ios::binary);
  provide_data("goog.csv", {std::istreambuf_iterator<char>(file), {}});
}

Session on_goog(const Inputs& inputs = {{"steps", "3"}}) {
  provide_goog();
  return run("stock", "", inputs);
}

// A volume that is anything, and a close that is given.
template <typename Close>
Session on_own(int days, Close close, const Inputs& inputs) {
  std::string text = "Date,Volume,Close\n";
  for (int day = 0; day < days; ++day) {
    text += std::to_string(1900 + day) + "-01-01," + std::to_string(day * 37 % 23) + "," +
            std::to_string(close(day)) + "\n";
  }
  provide_data("own.csv", text);
  return run("stock", "", with(inputs, {{"csv", "own.csv"}, {"steps", "5"}}));
}

// As a question says it.
Inputs from(int day, int ahead) {
  return {{"day", std::to_string(day)}, {"ahead", std::to_string(ahead)}};
}

// A column of numbers of a table; names count as NaN.
Numbers column(const Report& answer, std::string_view name, int column) {
  Numbers numbers;
  for (const auto& row : table(answer, name).rows) {
    const char* text = row[column].c_str();
    char* end = nullptr;
    const double number = std::strtod(text, &end);
    numbers.push_back(*end == '\0' ? number : NAN);
  }
  return numbers;
}

std::string refused(const Session& session, const Inputs& question) {
  return refusal([&] { session.ask(question); });
}

}  // namespace

TEST_CASE("a prediction is read as the next day's target, beside the other columns as they were") {
  // Two windows of two days with three columns; of a window it says its first target and ten times
  // its last one, and the last number of each other column.
  const Tensor windows(Shape{2, 2, 3}, {1, 2, 3, 4, 5, 6, 0, 1, 0, 100, 2, 200});
  const auto says = [](const Tensor& x) {
    Tensor said(Shape{2, 1});
    for (int n = 0; n < 2; ++n) {
      const float* window = x.data() + n * 6;
      said.mutable_data()[n] = window[1] + 10 * window[4] + window[3] + window[5];
    }
    return said;
  };
  const Tensor predicted = predict_ahead(says, windows, 1, 3);
  REQUIRE(predicted.shape() == Shape{2, 3});
  const float first = 2 + 50 + 10, second = 5 + 10 * first + 10;
  CHECK(predicted.data()[0] == first);
  CHECK(predicted.data()[1] == second);
  CHECK(predicted.data()[2] == first + 10 * second + 10);
  CHECK(predicted.data()[3] == 1 + 20 + 300);
  CHECK(predicted.data()[4] == 2 + 3210 + 300);
  CHECK(windows.data()[4] == 5);
}

TEST_CASE("stock: one day ahead is what the lab predicts, however many days follow it") {
  const Session session = on_goog();
  const auto predicted = line(session.report(), "prediction", "predicted");
  for (const int day : {736, 900, 1047}) {
    CAPTURE(day);
    const auto one = line(session.ask(from(day, 1)), "window", "predicted");
    CHECK(one == std::vector<float>{predicted[day - 736]});
    const auto many = line(session.ask(from(day, 30)), "window", "predicted");
    CHECK(many.size() == 30);
    CHECK(many[0] == one[0]);
  }
}

TEST_CASE("stock: thirty days after the last are finite, unknown, and beside a price that stays") {
  const Session session = on_goog();
  const Report answer = session.ask(from(0, 30));
  const auto& rows = table(answer, "answer").rows;
  REQUIRE(rows.size() == 30);
  CHECK(rows[0][0] == "1048 (+1)");
  CHECK(rows[29][0] == "1077 (+30)");
  for (const auto& row : rows) {
    CHECK(std::isfinite(std::stod(row[1])));
    CHECK(row[2] == "362.71");
    CHECK(row[3] == "not known yet");
  }
  const auto truth = line(answer, "window", "truth"), kept = line(answer, "window", "kept");
  CHECK(truth.size() == 7);
  CHECK(truth.back() == 362.71f);
  CHECK(kept == std::vector<float>(30, 362.71f));
  CHECK(table(session.ask({}), "answer").rows.size() == 5);
}

TEST_CASE("stock: the truth stands beside the predictions as far as it is known") {
  const Report answer = on_goog().ask(from(1046, 5));
  const auto& rows = table(answer, "answer").rows;
  CHECK(rows[1][0] == "1047 (2008-10-14)");
  CHECK(rows[1][3] == "362.71");
  CHECK(rows[2][0] == "1048 (+1)");
  CHECK(rows[2][3] == "not known yet");
  CHECK(rows[0][2] == rows[4][2]);
  CHECK(line(answer, "window", "truth").size() == 7 + 2);
}

TEST_CASE("stock: what one day ahead is worth, is the lab's own error on the test days") {
  const Session session = on_goog();
  const auto& errors = table(session.report(), "errors").rows;
  const Report answer = session.ask(from(0, 1));
  const auto& ahead = table(answer, "errors_ahead").rows;
  REQUIRE(ahead.size() == 1);
  CHECK(ahead[0][1] == errors[0][2]);
  CHECK(ahead[0][2] == errors[1][2]);
  CHECK(ahead[0][3] == "the price stays");
  CHECK(ahead[0][4] == "312");
}

TEST_CASE("stock: a price that stays errs by what a steady price climbs in so many days") {
  const auto climbs = [](int day) { return 100 + 2 * day; };
  const Session session = on_own(80, climbs, {{"window", "5"}});
  const Report answer = session.ask(from(0, 20));
  CHECK(column(answer, "errors_ahead", 0) == Numbers{1, 2, 3, 4, 5, 10, 15, 20});
  CHECK(column(answer, "errors_ahead", 2) == Numbers{2, 4, 6, 8, 10, 20, 30, 40});
  // Of 23 test days so many have a true price twenty days on.
  CHECK(column(answer, "errors_ahead", 4) == Numbers{23, 22, 21, 20, 19, 14, 9, 4});
}

TEST_CASE("stock: errors ahead are those of the answers for each test day") {
  const auto moves = [](int day) { return 50 + day * 29 % 17; };
  const Session session = on_own(40, moves, {{"window", "4"}, {"train_fraction", "0.8"}});
  constexpr int ahead = 3, first_test_day = 4 + 28, days = 40;
  double network[ahead] = {}, kept[ahead] = {};
  for (int day = first_test_day; day < days; ++day) {
    const Report answer = session.ask(from(day + 1, ahead));
    const Numbers predicted = column(answer, "answer", 1), truth = column(answer, "answer", 3);
    for (int i = 0; i < ahead && day + i < days; ++i) {
      network[i] += std::pow(predicted[i] - truth[i], 2) / (days - first_test_day - i);
      kept[i] += std::pow(moves(day - 1) - truth[i], 2) / (days - first_test_day - i);
    }
  }
  const Report answer = session.ask(from(0, ahead));
  const auto& rows = table(answer, "errors_ahead").rows;
  REQUIRE(rows.size() == ahead);
  for (int i = 0; i < ahead; ++i) {
    CAPTURE(i);
    CHECK(std::stod(rows[i][1]) == doctest::Approx(std::sqrt(network[i])).epsilon(1e-3));
    CHECK(std::stod(rows[i][2]) == doctest::Approx(std::sqrt(kept[i])).epsilon(1e-3));
    CHECK(rows[i][3] == (network[i] < kept[i] ? "the network" : "the price stays"));
  }
}

TEST_CASE("stock: days further ahead than the test part is long are not judged") {
  const Session session =
      on_own(20, [](int day) { return day % 3; }, {{"window", "5"}, {"train_fraction", "0.9"}});
  const Report answer = session.ask(from(0, 30));
  CHECK(table(answer, "answer").rows.size() == 30);
  CHECK(column(answer, "errors_ahead", 0) == Numbers{1, 2});
  CHECK(column(answer, "errors_ahead", 4) == Numbers{2, 1});
}

TEST_CASE("stock: where an answer has no time for every test day, those tried lie all over them") {
  const auto tried = [](const Inputs& inputs, int ahead) {
    const Report answer = on_goog(with({{"steps", "1"}}, inputs)).ask(from(0, ahead));
    return column(answer, "errors_ahead", 4)[0];
  };
  const Inputs large = {{"window", "60"}, {"hidden", "64"}, {"rows", "566"}};
  CHECK(tried(large, 1) == 152);
  CHECK(tried(large, 30) == 18);
}

TEST_CASE("stock: no day and more than thirty days ahead are refused") {
  const Session session = on_goog({{"steps", "1"}});
  CHECK(refused(session, from(0, 0)) == "ahead out-of-range");
  CHECK(refused(session, from(0, 31)) == "ahead out-of-range");
  CHECK(refused(session, from(1049, 5)) == "day out-of-range");
  CHECK(refused(session, from(0, 30)) == "");
}

TEST_CASE("stock: a run that was saved answers as it did") {
  Session session = on_goog();
  const Inputs question = from(1000, 30);
  const auto saved = read_saved_run(session.save());
  const std::vector<LabEntry> labs = {find_lab("stock")};
  const Report before = session.ask(question);
  const Report after = Session::load_to_ask(saved, labs).ask(question);
  for (const char* name : {"answer", "errors_ahead"}) {
    CHECK(table(after, name).rows == table(before, name).rows);
  }
  CHECK(line(after, "window", "predicted") == line(before, "window", "predicted"));
}
