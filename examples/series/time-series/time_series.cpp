#include "examples/series/time-series/time_series.h"

#include "engine/ops/arrange.h"
#include "engine/text/number_text.h"

namespace unfold {
namespace {

// numpy.c_[X_batch[0], y_batch[0]] of the batch that the notebook prints: ten epochs over the
// 55 000 digits of the lab before it have used up a part of the stream.
Tensor printed_window(const TimeSeries::Inputs& inputs) {
  RandomState random(inputs.seed);
  for (int epoch = 0; epoch < 10; ++epoch) random.permutation(55000);
  const auto [x, y] = next_batch(inputs.series, random, 1, inputs.window);
  return concat({x.view(Shape{inputs.window, 1}), y.view(Shape{inputs.window, 1})}, 1);
}

Tensor values_of(const Tensor& values, int first, int count) {
  return Tensor(Shape{count}, values.values().subspan(first, count));
}

// The whole stretch that training sees, as numpy.linspace(0, 30, 300) of it.
Line whole_series(const Series& series) {
  constexpr int points = 300;
  std::vector<double> times;
  for (int i = 0; i < points; ++i) times.push_back(i * (Series::end / (points - 1)));
  return {"series", series.at(times), to_tensor(times)};
}

}  // namespace

std::vector<Preset> TimeSeries::presets() {
  std::vector<Published> wrapper = printed_errors(Projection::wrapper);
  std::vector<Published> dense = printed_errors(Projection::dense);
  const std::vector<double> window = {
      1.38452097,  2.05081182,  2.05081182,  2.29742291,  2.29742291,  2.0465599,   2.0465599,
      1.34009916,  1.34009916,  0.32948704,  0.32948704,  -0.76115235, -0.76115235, -1.68967022,
      -1.68967022, -2.25492776, -2.25492776, -2.34576159, -2.34576159, -1.96789418, -1.96789418,
      -1.24220428, -1.24220428, -0.37478448, -0.37478448, 0.39387907,  0.39387907,  0.84815766,
      0.84815766,  0.85045064,  0.85045064,  0.3752526,   0.3752526,   -0.48422846, -0.48422846,
      -1.53852738, -1.53852738, -2.54795941, -2.54795941, -3.28097239};
  wrapper.insert(wrapper.begin(), printed_matrix("example", window, 1.2e-7));
  const auto at_the_end = [](std::vector<double> predictions) {
    Published row = printed_matrix("y_pred", std::move(predictions), 0.15);
    row.step = 1499;
    return row;
  };
  wrapper.push_back(
      at_the_end({-3.407753, -2.4575484, -1.1029298, 0.7815629, 2.2002175, 3.126768,  3.4037762,
                  3.3489153, 2.8798013,  2.2659323,  1.6447463, 1.5210768, 1.8972012, 2.7159088,
                  3.8894904, 5.140914,   6.142068,   6.666671,  6.6410103, 6.0725527}));
  dense.push_back(
      at_the_end({-3.4332483, -2.4594698, -1.1081185, 0.6882153, 2.1105688, 3.0585155, 3.5144088,
                  3.3531117,  2.808016,   2.1606152,  1.662645,  1.5578941, 1.9173537, 2.7210245,
                  3.8667865,  5.100083,   6.099999,   6.6480975, 6.6147423, 6.022089}));
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "The RNN chapter's OutputProjectionWrapper, seed 42: the first error is the "
               "notebook's own, later ones drift apart by rounding.",
       .origin = Origin::seeded,
       .published = std::move(wrapper)},
      {.name = "dense",
       .label = "Without the wrapper",
       .note = "The chapter's second spelling, one dense layer after all steps: the same network "
               "from other random weights.",
       .origin = Origin::seeded,
       .inputs = {{"variant", "dense"}},
       .published = std::move(dense)},
      {.name = "lstm",
       .label = "LSTM",
       .note = "Our own: an LSTM of 32 units instead of 100 units with ReLU.",
       .inputs = {{"cell", "lstm"}, {"hidden", "32"}, {"learning_rate", "0.01"}, {"steps", "500"}}},
      {.name = "plain-sine",
       .label = "A plain sine",
       .note = "Our own: the fast wave alone, and five units.",
       .inputs = {{"growth", "0"}, {"hidden", "5"}, {"learning_rate", "0.01"}, {"steps", "500"}}},
      {.name = "two-values",
       .label = "Two values",
       .note = "Our own: a window of two values, too short to know where in the fast wave it is.",
       .inputs = {{"window", "2"}, {"steps", "1500"}}},
  };
}

TimeSeries::TimeSeries(const Inputs& inputs) : model_(inputs), example_(printed_window(inputs)) {}

void TimeSeries::show(Report& report) const {
  report.level("mse", "no_change", model_.series().error_of_no_change());
  const std::vector<double> times = instance_times(model_.window());
  const Tensor y_pred = model_.predict(input_window(model_.series().at(times)));
  Plot prediction = window_plot(model_.series(), times);
  Line instance = prediction.lines[0];
  prediction.lines.push_back(predicted_line("predicted", times, y_pred));
  report.plot("prediction", std::move(prediction));
  report.plot("whole_series",
              {{whole_series(model_.series()), std::move(instance)}, "time", "value"});
  report.matrix("y_pred", y_pred.view(Shape{1, model_.window()}), {{"batch", "time"}, {}});
  report.matrix("example", example_, {{"time", "column"}, {{}, {"x", "y"}}});
}

void TimeSeries::Question::visit(Form& form) {
  start_field(form, start)
      .help("Where the window begins; training saw times from 0 to 30 only.")
      .live();
  form.integer("ahead", ahead)
      .label("Steps ahead")
      .help(
          "How far to look beyond the window. Each prediction is read as if it were true, so that "
          "errors add up: see how soon it is worse than keeping the last value.")
      .range(1, 30)
      .live();
}

void TimeSeries::ask(const Question& question, Report& report) const {
  const std::vector<double> times = times_from(question.start, model_.window());
  const Tensor predicted = model_.predict(input_window(model_.series().at(times)));
  Plot plot = window_plot(model_.series(), times);
  report.text("mse", number_text(mean_squared_distance(predicted, plot.lines[1].y)));
  plot.lines.push_back(predicted_line("predicted", times, predicted));
  report.plot("prediction", std::move(plot));
  look_ahead(question, report);
}

void TimeSeries::look_ahead(const Question& question, Report& report) const {
  const int T = model_.window(), ahead = question.ahead;
  const std::vector<double> times = times_from(question.start, T + ahead - 1);
  const Tensor truth = model_.series().at(times);
  const Tensor window = values_of(truth, 0, T), later = values_of(truth, T, ahead);
  const Tensor fed_back = values_of(model_.continued(window, ahead), T, ahead);
  const Tensor kept = Tensor::filled(later.shape(), window.values().back());
  report.text("mse_ahead", number_text(mean_squared_distance(fed_back, later)));
  report.text("mse_kept", number_text(mean_squared_distance(kept, later)));
  const Tensor then = to_tensor(std::span(times).subspan(T));
  report.plot("ahead", {.lines = {{"truth", truth, to_tensor(times)},
                                  {"fed_back", fed_back, then},
                                  {"kept", kept, then}},
                        .x_axis = "time",
                        .y_axis = "value"});
}

}  // namespace unfold
