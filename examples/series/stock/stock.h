// stock: ex12_10, an LSTM that reads a week of prices and predicts the next day's close.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/min_max_scaler.h"
#include "engine/lab/lab.h"
#include "engine/nn/network/model.h"
#include "engine/nn/network/training.h"
#include "examples/series/stock/prices.h"
#include "examples/series/stock/refusals.h"
#include "examples/shared/refusals.h"

namespace unfold {

class Stock final : public Lab {
 public:
  static constexpr About about{"stock",
                               "Tomorrow's price",
                               "An LSTM reads seven days of a share and predicts the next close; "
                               "\"tomorrow is today\" predicts along.",
                               Chapter::series,
                               "Lecture 12 ex12_10",
                               100};
  static constexpr RefusalTable refusals[] = {stock_refusals, fit_refusals, file_refusals};

  // Which rows the scaling may look at: all, as the notebook, or those of the training part.
  enum class Scaling { all, train };

  struct Inputs {
    std::string csv;  // empty: goog.csv
    std::string target = "auto";
    std::string series = "auto";
    RowOrder order = RowOrder::automatic;
    int rows = 2000;
    int window = 7;
    double train_fraction = 0.7;
    Scaling scaling = Scaling::all;
    CellKind cell = CellKind::lstm;
    int hidden = 10;
    double learning_rate = 0.01;
    OptimizerKind optimizer = OptimizerKind::adam;
    int steps = 500;
    Seed seed = 777;
    int op_seed_cell = 102, op_seed_dense = 170;
    void visit(Form& form);
  };
  static std::vector<Preset> presets();

  struct Question {
    int day = 0;  // 0: the one after the last
    int ahead = 5;
    void visit(Form& form);
  };

  Stock(Inputs& inputs, Fitting& fitting);
  int steps() const override { return inputs_.steps; }
  void change(const Inputs& inputs) { inputs_ = inputs; }
  void step(Report& report) override;
  const Variables& variables() const override { return variables_; }
  std::optional<Network> network() const override;
  std::optional<TrainingData> training_data() const override {
    return TrainingData{.x = train_x_, .y = train_y_};
  }
  void visit_state(Archive& archive) override;
  void show(Report& report) const override;
  std::vector<Offer> offers() const override;
  void ask(const Question& question, Report& answer) const;

 private:
  Prices read() const;
  void fit_window(Inputs& inputs, Fitting& fitting);
  void fit_work(Inputs& inputs, Fitting& fitting);
  void scale();
  Tensor windows(int first, int count) const;  // (count, window, columns)
  Tensor windows_before(const std::vector<int>& days) const;
  Tensor targets(int first, int count) const;  // (count, 1)
  // (N, T, D) to (N, 1)
  Tensor predict(const Tensor& x) const { return model_->forward(x).outputs; }
  double target_price(int day) const { return prices_.columns[prices_.target].values[day]; }
  int first_test_day() const { return train_count_ + inputs_.window; }

  void show_scaled(Report& report, const Tensor& predicted) const;
  void show_prices(Report& report, const Tensor& predicted) const;
  void show_errors(Report& report, const Tensor& predicted) const;
  void show_file(Report& report) const;

  int first_day_of(const Question& question) const;  // refuses "day"
  // Of each day and those after it: row-major (days, ahead).
  std::vector<double> prices_ahead(const std::vector<int>& days, int ahead) const;
  std::vector<int> days_to_try(int ahead) const;

  Inputs inputs_;
  Prices prices_;
  int train_count_, test_count_;  // windows
  MinMaxScaler target_scaler_;
  std::vector<std::string> constant_;  // columns left out because they never change
  Tensor scaled_;                      // (days, columns)
  int target_;                         // column of `scaled_`
  Tensor train_x_, train_y_, test_x_, test_y_;
  float naive_rmse_;

  Variables variables_;
  std::optional<NetworkModel> model_;
  std::optional<NetworkTraining> training_;
};

}  // namespace unfold
