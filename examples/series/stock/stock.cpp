#include "examples/series/stock/stock.h"

#include <algorithm>
#include <cmath>

#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/ops/reduce.h"
#include "examples/series/stock/forecast.h"
#include "examples/series/stock/price_report.h"
#include "examples/series/stock/refusals.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/fits.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

constexpr Choice<RowOrder> orders[] = {{RowOrder::automatic, "auto", "From the dates"},
                                       {RowOrder::newest_first, "newest-first", "Newest first"},
                                       {RowOrder::oldest_first, "oldest-first", "Oldest first"}};
constexpr Choice<Stock::Scaling> scalings[] = {
    {Stock::Scaling::all, "all", "All days (as the notebook)"},
    {Stock::Scaling::train, "train", "Training days only"}};

constexpr std::string_view shipped = "goog.csv";
// As the page names a reader's own file: by its name and a hash of its bytes.
constexpr std::string_view notebook_file = "data-02-stock_daily.csv#17ce36fe";
constexpr int fewest_windows = 10;
// days · window · units · (columns + units): 0.1 s a step, and less for an answer
constexpr double most_work = 150e6;
constexpr int most_windows_tried = 500;

float root_mean_square(const Tensor& a, const Tensor& b) {
  return std::sqrt(reduce_mean(squared_difference(a, b)).item());
}

// What the prices depend on beside the file.
std::string how_read(const Stock::Inputs& inputs) {
  return inputs.target + '\n' + inputs.series + '\n' +
         std::to_string(static_cast<int>(inputs.order)) + '\n' + std::to_string(inputs.rows);
}

}  // namespace

void Stock::Inputs::visit(Form& form) {
  form.file("csv", csv)
      .label("Your own prices")
      .help(
          "A CSV file with a row for each day and columns of numbers; none: GOOG, 2004 to 2008, "
          "which comes with the lab.")
      .range(1, 20'000'000)
      .accept(".csv,.tsv,.txt");
  form.text("target", target)
      .label("Column to predict")
      .help(
          "Its name or its number from 1; auto takes the close by any of its names, or else the "
          "last "
          "column of numbers.")
      .range(1, 100)
      .advanced();
  form.text("series", series)
      .label("Which series")
      .help("The share or place whose rows are used, if the file holds several; auto asks for it.")
      .range(1, 100)
      .advanced();
  form.choice("order", order, orders)
      .label("Order of the rows")
      .help(
          "Which end of the file is the past; without dates \"auto\" takes the newest day to stand "
          "first, as in the notebook's file.")
      .advanced();
  form.integer("rows", rows)
      .label("Days at most")
      .help("How many of the latest days are used; each costs time in every step.")
      .range(20, 5000)
      .advanced();
  form.integer("window", window)
      .label("Window")
      .unit("days")
      .help("How many days the cell reads before it predicts the next.")
      .range(1, 60);
  form.number("train_fraction", train_fraction)
      .label("Training part")
      .help("Which part of the windows is learned from, the oldest ones; the others are the test.")
      .range(0.1, 0.9);
  form.choice("scaling", scaling, scalings)
      .label("Scaled by")
      .help(
          "Which days tell the smallest and the largest value of a column; all days let the test "
          "part leak into training.");
  cell_field(form, cell);
  hidden_field(form, hidden).help("How many numbers the state holds.").range(1, 64);
  learning_rate_field(form, learning_rate);
  optimizer_field(form, optimizer);
  steps_field(form, steps)
      .help("How many training steps a run takes; each sees all training windows.");
  seed_field(form, seed);
  op_seed_field(form, "op_seed_cell", op_seed_cell)
      .label("Op seed, cell")
      .help("The seed of the cell's weights; TensorFlow counts it from the graph.");
  op_seed_field(form, "op_seed_dense", op_seed_dense)
      .label("Op seed, dense layer")
      .help("The seed of the weights of the layer after the cell.");
}

void Stock::Question::visit(Form& form) {
  form.integer("day", day)
      .label("Day")
      .help("Which day to predict, counted from the first one used; 0 is the day after the last.")
      .range(0, 5000)
      .live();
  form.integer("ahead", ahead)
      .label("Days ahead")
      .unit("days")
      .help(
          "How many days to predict, from that day on. Each prediction is read as if it were true, "
          "and the other columns stay as they were last, since nobody knows them yet.")
      .range(1, 30)
      .live();
}

std::vector<Preset> Stock::presets() {
  const std::pair<int, double> losses[] = {
      {0, 161.7401580810547},     {1, 102.94868469238281},    {2, 60.83835220336914},
      {3, 32.31366729736328},     {4, 15.422471046447754},    {5, 8.562556266784668},
      {489, 0.4726698398590088},  {490, 0.4721939265727997},  {491, 0.4717211425304413},
      {492, 0.4712508022785187},  {493, 0.4707837402820587},  {494, 0.4703194499015808},
      {495, 0.4698580503463745},  {496, 0.46939945220947266}, {497, 0.4689437448978424},
      {498, 0.46849092841148376}, {499, 0.4680408537387848}};
  std::vector<Published> printed;
  for (const auto& [step, loss] : losses) {
    printed.push_back(printed_curve("loss", step, loss, loss * 1e-6));
  }
  printed.push_back(printed_curve("rmse", 499, 0.02595146745443344, 1e-8));
  return {
      {.name = "goog",
       .label = "GOOG, the notebook's settings",
       .note = "Our own: the notebook's model and settings on the prices that come with the lab."},
      {.name = "as-published",
       .label = "As published",
       .note = "Lecture 12, ex12_10, seed 777: open data-02-stock_daily.csv from the repository "
               "hunkim/DeepLearningZeroToAll, and 17 losses and the RMSE are compared.",
       .origin = Origin::seeded,
       .inputs = {{"csv", notebook_file}},
       .published = printed},
      {.name = "honest-scaling",
       .label = "Scaled by the training days",
       .note = "Our own: the largest price of the test part stays unknown while learning.",
       .inputs = {{"scaling", "train"}}},
      {.name = "gru",
       .label = "GRU",
       .note = "Our own: the same task with a GRU cell.",
       .inputs = {{"cell", "gru"}}},
      {.name = "month",
       .label = "A month of days",
       .note = "Our own: the cell reads 21 days instead of 7.",
       .inputs = {{"window", "21"}}},
  };
}

Stock::Stock(Inputs& inputs, Fitting& fitting) : inputs_(inputs), prices_(read()) {
  fit_window(inputs, fitting);
  fit_work(inputs, fitting);
  for (const Prices::Remark& remark : prices_.remarks) {
    fitting.note<stock_refusals>(remark.input, remark.code, remark.values, {});
  }
  const int count = prices_.days() - inputs.window;
  train_count_ = static_cast<int>(count * inputs.train_fraction);
  test_count_ = count - train_count_;
  scale();
  train_x_ = windows(0, train_count_);
  train_y_ = targets(0, train_count_);
  test_x_ = windows(train_count_, test_count_);
  test_y_ = targets(train_count_, test_count_);
  naive_rmse_ = root_mean_square(targets(train_count_ - 1, test_count_), test_y_);
  model_.emplace(*Stock::network(), variables_);
  training_.emplace(*Stock::network(), variables_);
}

std::optional<Network> Stock::network() const {
  return Network{
      .input = {InputLayer::Kind::features, scaled_.size(1)},
      .layers = {RecurrentLayer{.cell = inputs_.cell,
                                .units = inputs_.hidden,
                                .origins = origins("rnn", inputs_.op_seed_cell)},
                 DenseLayer{.units = 1,
                            .origins = origins("fully_connected", inputs_.op_seed_dense)}},
      .readout = Readout::last,
      .loss = NetworkLoss::sum_squared_error,
      .optimizer = inputs_.optimizer,
      .learning_rate = inputs_.learning_rate,
      .seed = inputs_.seed};
}

Prices Stock::read() const {
  const std::string_view name = inputs_.csv.empty() ? shipped : std::string_view(inputs_.csv);
  return *made_of<Prices>(name, how_read(inputs_), [&](const std::string& file) {
    return read_prices(file, {inputs_.target, inputs_.series, inputs_.order, inputs_.rows});
  });
}

void Stock::fit_window(Inputs& inputs, Fitting& fitting) {
  const int most = prices_.days() - fewest_windows;
  if (most < 1) {
    refuse<stock_refusals>("csv", "csv-too-few-rows",
                           {{"min", std::to_string(1 + fewest_windows)},
                            {"window", "1"},
                            {"count", std::to_string(prices_.days())}});
  }
  keep_at_most(fitting, "window", inputs.window, most, {"window", "rows"});
  inputs_ = inputs;
}

// The latest days alone, if all of them are too much work for a step.
void Stock::fit_work(Inputs& inputs, Fitting& fitting) {
  const double H = inputs.hidden, D = static_cast<double>(prices_.columns.size());
  const int most = static_cast<int>(most_work / (inputs.window * H * (D + H)));
  if (prices_.days() <= most) return;
  keep_at_most(fitting, "rows", inputs.rows, most, {"rows", "window", "hidden"});
  inputs_ = inputs;
  prices_ = read();
}

void Stock::scale() {
  const int days = prices_.days();
  const int fitted = inputs_.scaling == Scaling::all ? days : first_test_day();
  std::vector<const Prices::Column*> used;
  std::vector<MinMaxScaler> scalers;
  for (int i = 0; i < static_cast<int>(prices_.columns.size()); ++i) {
    const Prices::Column& column = prices_.columns[i];
    const MinMaxScaler scaler = MinMaxScaler::fitted(std::span(column.values).first(fitted));
    if (scaler.is_constant()) {
      if (i == prices_.target) {
        refuse<stock_refusals>("csv", "csv-constant",
                               {{"column", column.name}, {"value", price_text(column.values[0])}});
      }
      constant_.push_back(column.name);
      continue;
    }
    if (i == prices_.target) {
      target_ = static_cast<int>(used.size());
      target_scaler_ = scaler;
    }
    used.push_back(&column);
    scalers.push_back(scaler);
  }
  const int D = static_cast<int>(used.size());
  scaled_ = Tensor(Shape{days, D});
  for (int day = 0; day < days; ++day) {
    for (int d = 0; d < D; ++d) {
      scaled_.mutable_data()[day * D + d] =
          static_cast<float>(scalers[d].scaled(used[d]->values[day]));
    }
  }
}

Tensor Stock::windows(int first, int count) const {
  const int T = inputs_.window, D = scaled_.size(1);
  Tensor x(Shape{count, T, D});
  for (int i = 0; i < count; ++i) {
    std::copy_n(scaled_.data() + (first + i) * D, T * D, x.mutable_data() + i * T * D);
  }
  return x;
}

Tensor Stock::windows_before(const std::vector<int>& days) const {
  const int T = inputs_.window, D = scaled_.size(1);
  Tensor x(Shape{static_cast<int>(days.size()), T, D});
  float* to = x.mutable_data();
  for (const int day : days) to = std::copy_n(scaled_.data() + (day - T) * D, T * D, to);
  return x;
}

Tensor Stock::targets(int first, int count) const {
  const int D = scaled_.size(1);
  Tensor y(Shape{count, 1});
  for (int i = 0; i < count; ++i) {
    y.mutable_data()[i] = scaled_.data()[(first + i + inputs_.window) * D + target_];
  }
  return y;
}

void Stock::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, training_->optimizer());
}

void Stock::step(Report& report) {
  {
    Tape tape;
    const Tensor loss = loss_of_numbers(*network(), predict(train_x_), train_y_);
    report.curve("loss", loss.item());
    training_->step(tape, loss, inputs_.learning_rate);
  }
  report.curve("rmse", root_mean_square(predict(test_x_), test_y_));
  report.level("rmse", "naive", naive_rmse_);
}

void Stock::show(Report& report) const {
  const Tensor predicted = predict(test_x_);
  show_prices(report, predicted);
  show_scaled(report, predicted);
  show_errors(report, predicted);
  show_file(report);
}

std::vector<Offer> Stock::offers() const {
  std::vector<std::string> targets = {"auto"};
  targets.insert(targets.end(), prices_.targets.begin(), prices_.targets.end());
  std::vector<Offer> offers = {{"target", std::move(targets)}};
  if (!prices_.all_series.empty()) offers.push_back({"series", prices_.all_series});
  return offers;
}

void Stock::show_prices(Report& report, const Tensor& predicted) const {
  Tensor truth(Shape{test_count_}), price(Shape{test_count_}), naive(Shape{test_count_});
  for (int i = 0; i < test_count_; ++i) {
    const int day = first_test_day() + i;
    truth.mutable_data()[i] = static_cast<float>(target_price(day));
    price.mutable_data()[i] = static_cast<float>(target_scaler_.unscaled(predicted.data()[i]));
    naive.mutable_data()[i] = static_cast<float>(target_price(day - 1));
  }
  const Tensor days = days_from(first_test_day() + 1, test_count_);
  report.plot(
      "prediction",
      {.lines = {{"truth", truth, days}, {"predicted", price, days}, {"naive", naive, days}},
       .x_axis = "day",
       .y_axis = "price"});
}

void Stock::show_scaled(Report& report, const Tensor& predicted) const {
  const Shape line{test_count_};
  report.plot("scaled",
              {.lines = {{"truth", test_y_.view(line)}, {"predicted", predicted.view(line)}},
               .x_axis = "test_window",
               .y_axis = "scaled_price"});
}

void Stock::show_errors(Report& report, const Tensor& predicted) const {
  const auto row = [&](std::string name, float rmse) {
    return std::vector<std::string>{std::move(name), rounded(rmse, 4),
                                    rounded(rmse * target_scaler_.range(), 4)};
  };
  report.table("errors", {{"RMSE on the test days", "scaled", "price"},
                          {row("the network", root_mean_square(predicted, test_y_)),
                           row("tomorrow is today", naive_rmse_)}});
}

void Stock::show_file(Report& report) const {
  Table table = found_in_file(prices_, constant_);
  table.rows.push_back({"training windows", std::to_string(train_count_)});
  table.rows.push_back({"test windows", std::to_string(test_count_)});
  report.table("file", std::move(table));
}

// ---- Days ahead.

int Stock::first_day_of(const Question& question) const {
  const int T = inputs_.window, days = prices_.days();
  const int day = question.day == 0 ? days : question.day - 1;
  if (day < T || day > days) {
    refuse("day", "out-of-range",
           {{"min", std::to_string(T + 1)},
            {"max", std::to_string(days + 1)},
            {"value", std::to_string(question.day)}});
  }
  return day;
}

std::vector<double> Stock::prices_ahead(const std::vector<int>& days, int ahead) const {
  const auto next = [&](const Tensor& x) { return predict(x); };
  const Tensor scaled = predict_ahead(next, windows_before(days), target_, ahead);
  std::vector<double> prices;
  for (const float value : scaled.values()) prices.push_back(target_scaler_.unscaled(value));
  return prices;
}

// All test days, or evenly among them as many as an answer has time for.
std::vector<int> Stock::days_to_try(int ahead) const {
  const double H = inputs_.hidden, D = scaled_.size(1);
  const double affordable = most_work / (ahead * inputs_.window * H * (D + H));
  const int most = static_cast<int>(std::clamp<double>(affordable, 1, most_windows_tried));
  const int count = std::min(test_count_, most);
  std::vector<int> days;
  for (int i = 0; i < count; ++i) days.push_back(first_test_day() + i * test_count_ / count);
  return days;
}

void Stock::ask(const Question& question, Report& answer) const {
  const int day = first_day_of(question);
  const std::vector<double>& prices = prices_.columns[prices_.target].values;
  const Forecast forecast{prices, prices_.dates, day, prices_ahead({day}, question.ahead)};
  answer.table("answer", table_of(forecast));
  answer.plot("window", plot_of(forecast, inputs_.window));
  const std::vector<int> tried = days_to_try(question.ahead);
  const std::vector<double> predicted = prices_ahead(tried, question.ahead);
  answer.table("errors_ahead", table_of(errors_ahead(prices, tried, predicted)));
}

}  // namespace unfold
