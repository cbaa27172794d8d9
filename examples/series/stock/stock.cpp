#include "examples/series/stock/stock.h"

#include <algorithm>
#include <cmath>

#include "engine/core/tape.h"
#include "engine/lab/provided_data.h"
#include "engine/lab/refusal.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/reduce.h"
#include "engine/text/date.h"
#include "engine/text/number_text.h"
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
constexpr double most_work = 150e6;  // days · window · units · (columns + units): 0.1 s a step

float root_mean_square(const Tensor& a, const Tensor& b) {
  return std::sqrt(reduce_mean(squared_difference(a, b)).item());
}

std::string rounded(double value, int digits) {
  if (!std::isfinite(value)) return number_text(value);
  return decimal_text(rounded_decimal(value, digits), digits);
}

std::string price_text(double value) { return rounded(value, 7); }

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? "none" : text;
}

std::string separator_name(char separator) {
  switch (separator) {
    case '\t': return "tab";
    case ';': return "semicolon";
    case '|': return "bar";
    case ' ': return "blanks";
    default: return "comma";
  }
}

// (count): first, first + 1, …
Tensor days_from(int first, int count) {
  Tensor days(Shape{count});
  for (int i = 0; i < count; ++i) days.mutable_data()[i] = static_cast<float>(first + i);
  return days;
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
      .help("Which part of the windows is learnt from, the oldest ones; the others are the test.")
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
      .range(0, 5000);
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

  const auto seed = [&](int op) { return OpSeed{inputs.seed, static_cast<std::uint64_t>(op)}; };
  cell_ = make_cell(inputs.cell, scaled_.size(1), inputs.hidden, seed(inputs.op_seed_cell), "rnn",
                    variables_);
  dense_ = make_dense(inputs.hidden, 1, seed(inputs.op_seed_dense), "fully_connected", variables_);
  trained_ = variables_.tensors();
  optimizer_ = make_optimizer(inputs.optimizer, static_cast<float>(inputs.learning_rate));
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

Tensor Stock::targets(int first, int count) const {
  const int D = scaled_.size(1);
  Tensor y(Shape{count, 1});
  for (int i = 0; i < count; ++i) {
    y.mutable_data()[i] = scaled_.data()[(first + i + inputs_.window) * D + target_];
  }
  return y;
}

Tensor Stock::predict(const Tensor& x) const { return dense_(dynamic_rnn(*cell_, x).state.back()); }

void Stock::visit_state(Archive& archive) { visit_optimizer(archive, variables_, *optimizer_); }

void Stock::step(Report& report) {
  {
    Tape tape;
    const Tensor loss = reduce_sum(squared_difference(predict(train_x_), train_y_));
    report.curve("loss", loss.item());
    tape.backward(loss);
    optimizer_->set_learning_rate(static_cast<float>(inputs_.learning_rate));
    optimizer_->apply(trained_);
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
  std::vector<std::string> left_out = prices_.left_out;
  left_out.insert(left_out.end(), constant_.begin(), constant_.end());
  std::vector<std::string> used;
  for (const Prices::Column& column : prices_.columns) {
    if (std::find(constant_.begin(), constant_.end(), column.name) == constant_.end()) {
      used.push_back(column.name);
    }
  }
  const std::string order = !prices_.is_sorted        ? "mixed, sorted by date"
                            : prices_.is_newest_first ? "newest first"
                                                      : "oldest first";
  Table table{{"file", "found"}, {}};
  const auto add = [&](std::string name, std::string found) {
    table.rows.push_back({std::move(name), std::move(found)});
  };
  const auto add_if_any = [&](std::string name, const std::vector<std::string>& names) {
    if (!names.empty()) add(std::move(name), joined(names));
  };
  add("separator", separator_name(prices_.separator));
  add("header", prices_.has_header ? "yes" : "none");
  add("rows", std::to_string(prices_.rows_in_file));
  if (!prices_.series.empty()) add("series", prices_.series);
  show_losses(table);
  add("order", order);
  if (!prices_.why_order.empty()) add("why this order", std::string(prices_.why_order));
  add("days used", std::to_string(prices_.days()));
  if (!prices_.dates.empty()) {
    add("first day", date_text(prices_.dates.front()));
    add("last day", date_text(prices_.dates.back()));
  }
  add("columns read", joined(used));
  add("columns left out", joined(left_out));
  add_if_any("columns that count rows", prices_.counters);
  add_if_any("other columns of time", prices_.times);
  add("predicted", prices_.columns[prices_.target].name);
  if (!prices_.why_target.empty()) add("why this column", std::string(prices_.why_target));
  add("training windows", std::to_string(train_count_));
  add("test windows", std::to_string(test_count_));
  report.table("file", std::move(table));
}

void Stock::show_losses(Table& table) const {
  const auto add = [&](std::string name, std::string found) {
    table.rows.push_back({std::move(name), std::move(found)});
  };
  const auto add_loss = [&](const std::string& name, const Prices::Loss& loss) {
    if (loss.rows == 0) return;
    add(name, std::to_string(loss.rows));
    add(name + ": first line", std::to_string(loss.first_line));
  };
  if (prices_.incomplete.rows == 0) add("rows dropped, a cell missing", "0");
  add_loss("rows dropped, a cell missing", prices_.incomplete);
  add_loss("rows dropped, text instead of numbers", prices_.texts);
  add_loss("rows dropped, a number that means missing", prices_.without);
  if (!prices_.missing.empty()) add("the number that means missing", prices_.missing);
  add_loss("days that occur twice, the last row counts", prices_.twice);
}

void Stock::ask(const Question& question, Report& answer) const {
  const int T = inputs_.window, days = prices_.days();
  const int day = question.day == 0 ? days : question.day - 1;
  if (day < T || day > days) {
    refuse("day", "out-of-range",
           {{"min", std::to_string(T + 1)},
            {"max", std::to_string(days + 1)},
            {"value", std::to_string(question.day)}});
  }
  const double predicted = target_scaler_.unscaled(predict(windows(day - T, 1)).item());
  const bool is_known = day < days;

  Table table{{"day", "predicted", "tomorrow is today", "truth"}, {}};
  std::string name = std::to_string(day + 1);
  if (is_known && !prices_.dates.empty()) name += " (" + date_text(prices_.dates[day]) + ")";
  table.rows.push_back({name, price_text(predicted), price_text(target_price(day - 1)),
                        is_known ? price_text(target_price(day)) : "not known yet"});
  answer.table("answer", std::move(table));

  Tensor read(Shape{T + (is_known ? 1 : 0)});
  for (int i = 0; i < read.count(); ++i) {
    read.mutable_data()[i] = static_cast<float>(target_price(day - T + i));
  }
  const Tensor guess(Shape{1}, {static_cast<float>(predicted)});
  answer.plot("window", {.lines = {{"truth", read, days_from(day - T + 1, read.count())},
                                   {"predicted", guess, days_from(day + 1, 1)}},
                         .x_axis = "day",
                         .y_axis = "price"});
}

}  // namespace unfold
