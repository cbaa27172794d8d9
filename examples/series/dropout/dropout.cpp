#include "examples/series/dropout/dropout.h"

#include <algorithm>

#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

constexpr int steps_between_tests = 100;
constexpr int masks = 50;  // of which a plot shows the mean

// The next values, (B, T, 1), for x (B, T, 1).
Tensor predict(const NetworkModel& model, const Tensor& x) { return model.forward(x).outputs; }
Tensor predict_with_dropout(const NetworkModel& model, const Tensor& x) {
  return model.forward(x, {}, {}, NetworkModel::Purpose::training).outputs;
}

// The same window many times, (masks, T, 1): each gets a mask of its own.
Tensor repeated(const Tensor& values) {
  const int T = values.count() - 1;
  Tensor x(Shape{masks, T, 1});
  for (int i = 0; i < masks; ++i) {
    std::copy_n(values.data(), T, x.mutable_data() + i * T);
  }
  return x;
}

Tensor first_row(const Tensor& x) {
  const int T = x.size(1);
  return Tensor(Shape{T}, x.values().first(T));
}

// The notebook's masks came in an order that nobody can tell, so its errors are compared as far as
// other masks move them: by half at the first step, later by about two.
std::vector<Published> printed_errors(int steps) {
  constexpr double errors[] = {16.10992,  4.2036242, 3.7243023, 3.8051453, 3.1154072,
                               3.4736195, 3.4444861, 3.3598778, 4.1624136, 4.263299,
                               3.5078833, 4.2051315, 2.7443748, 4.583499,  5.121917};
  std::vector<Published> rows;
  for (int step = 0; step < steps; step += steps_between_tests) {
    const double error = errors[step / steps_between_tests];
    rows.push_back(printed_curve("mse", step, error, step == 0 ? 0.5 : 2.0));
  }
  return rows;
}

}  // namespace

void Dropout::Inputs::visit(Form& form) {
  form.number("keep", keep)
      .label("Keep probability")
      .help(
          "How probable it is that a number survives on its way into a layer, while training; 1 is "
          "no dropout.")
      .range(0.05, 1)
      .live();
  form.integer("layers", layers)
      .label("Layers")
      .help("How many cells stand on top of each other, each behind a dropout of its own.")
      .range(1, most_layers);
  series.visit(form);
  cell_field(form, cell);
  hidden_field(form, hidden).help("How many numbers the state of each layer holds.").range(1, 256);
  window_field(form, window);
  batch_size_field(form, batch_size);
  learning_rate_field(form, learning_rate);
  optimizer_field(form, optimizer);
  steps_field(form, steps).help("How many training steps a run takes; the notebook takes 1,500.");
  seed_field(form, seed)
      .help(
          "TensorFlow's graph seed and NumPy's seed at once: it draws the weights, the masks and "
          "the "
          "windows.");
  const auto op_seeds = [&](std::string_view name, std::vector<int>& seeds) -> Field& {
    return form.list(name, seeds).range(0, 1000000).length(most_layers, most_layers).advanced();
  };
  op_seeds("op_seeds_dropout", op_seeds_dropout)
      .label("Op seeds, dropout")
      .help("The seed of each layer's masks, from the lowest layer up.");
  op_seeds("op_seeds_cell", op_seeds_cell)
      .label("Op seeds, cells")
      .help("The seed of each layer's weights, from the lowest layer up.");
  op_seed_field(form, "op_seed_dense", op_seed_dense)
      .label("Op seed, dense layer")
      .help("The seed of the weights of the layer after the cells.");
}

std::vector<Preset> Dropout::presets() {
  return {
      {.name = "first-steps",
       .label = "The first 300 steps",
       .note =
           "The RNN chapter's dropout, seed 42: its weights and windows, with masks in an order "
           "of our own, so the printed errors come out in size only.",
       .origin = Origin::invariant,
       .published = printed_errors(300)},
      {.name = "as-published",
       .label = "As published",
       .note = "The same run with all of the notebook's 1,500 steps.",
       .origin = Origin::invariant,
       .inputs = {{"steps", "1500"}},
       .published = printed_errors(1500)},
      {.name = "no-dropout",
       .label = "Without dropout",
       .note = "Our own: the same three layers with a keep probability of 1.",
       .inputs = {{"keep", "1"}}},
      {.name = "mild",
       .label = "Mild dropout",
       .note = "Our own: nine of ten numbers survive.",
       .inputs = {{"keep", "0.9"}}},
      {.name = "one-layer-lstm",
       .label = "One LSTM",
       .note = "Our own: a single LSTM of 32 units, which half of the series reaches.",
       .inputs = {{"layers", "1"}, {"cell", "lstm"}, {"hidden", "32"}}},
  };
}

std::optional<Network> Dropout::network() const {
  Network network{.input = {InputLayer::Kind::features, 1},
                  .loss = NetworkLoss::mean_squared_error,
                  .optimizer = inputs_.optimizer,
                  .learning_rate = inputs_.learning_rate,
                  .seed = inputs_.seed};
  for (int layer = 0; layer < inputs_.layers; ++layer) {
    network.layers.emplace_back(
        DropoutLayer{inputs_.keep, origins("", inputs_.op_seeds_dropout[layer])});
    network.layers.emplace_back(RecurrentLayer{
        .cell = inputs_.cell,
        .units = inputs_.hidden,
        .origins =
            origins("multi_rnn_cell/cell_" + std::to_string(layer), inputs_.op_seeds_cell[layer])});
  }
  network.layers.emplace_back(
      DenseLayer{.units = 1, .origins = origins("dense", inputs_.op_seed_dense)});
  return network;
}

Dropout::Dropout(const Inputs& inputs)
    : inputs_(inputs),
      model_(*Dropout::network(), variables_),
      fresh_(model_),
      training_(*Dropout::network(), variables_),
      random_(inputs.seed) {}

void Dropout::change(const Inputs& inputs) {
  inputs_ = inputs;
  model_.set_keep(inputs.keep);
  fresh_.set_keep(inputs.keep);
}

void Dropout::step(Report& report) {
  const auto [x, y] = next_batch(inputs_.series, random_, inputs_.batch_size, inputs_.window);
  const bool last = report.step() == inputs_.steps - 1;
  const bool compares = last || report.step() % steps_between_tests == 0;
  if (compares) report.curve("test_mse", mean_squared_distance(predict(model_, x), y));
  Tape tape;
  const Tensor loss = mean_squared_error(predict_with_dropout(model_, x), y);
  report.curve("loss", loss.item());
  if (compares) report.curve("mse", loss.item());
  training_.step(tape, loss, inputs_.learning_rate);
}

void Dropout::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, training_.optimizer());
  archive.value("windows", random_);
  model_.visit_state(archive);
}

Plot Dropout::prediction(const std::vector<double>& times) const {
  const Tensor values = inputs_.series.at(times);
  const Tensor masked = predict_with_dropout(NetworkModel(fresh_), repeated(values));
  Plot plot = window_plot(inputs_.series, times);
  plot.lines.push_back(predicted_line("dropout_on", times, first_row(masked)));
  plot.lines.push_back(predicted_line("dropout_mean", times, reduce_mean(masked, 0)));
  plot.lines.push_back(predicted_line("dropout_off", times, predict(model_, input_window(values))));
  return plot;
}

void Dropout::show(Report& report) const {
  report.level("mse", "no_change", inputs_.series.error_of_no_change());
  report.plot("prediction", prediction(instance_times(inputs_.window)));
}

void Dropout::Question::visit(Form& form) {
  start_field(form, start).help("Where the window begins; training saw times from 0 to 30 only.");
}

void Dropout::ask(const Question& question, Report& report) const {
  report.plot("prediction", prediction(times_from(question.start, inputs_.window)));
}

}  // namespace unfold
