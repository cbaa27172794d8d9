#include "examples/series/dropout/dropout.h"

#include <algorithm>

#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

using Place = Dropout::Place;

constexpr Choice<Place> places[] = {{Place::before, "before", "Before each layer"},
                                    {Place::behind, "behind", "Behind each layer"}};

constexpr int steps_between_tests = 100;
constexpr int steps_between_validations = 10;  // the validation error turns early
constexpr int held_out_windows = 100;
constexpr int noise_op_seed = 300;  // beyond those of layers
constexpr int masks = 50;           // of which a plot shows the mean

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

// Adds the same noise to a value where it is read and where it is the target.
void add_noise(Windows& windows, RandomOp& random, double deviation) {
  if (deviation == 0) return;
  const int B = windows.x.size(0), T = windows.x.size(1);
  const Tensor noise = random.normal(Shape{B, T + 1}, 0, static_cast<float>(deviation));
  const float* of_value = noise.data();
  float* x = windows.x.mutable_data();
  float* y = windows.y.mutable_data();
  for (int window = 0; window < B; ++window, ++of_value) {
    for (int i = 0; i < T; ++i, ++of_value) {
      *x++ += of_value[0];
      *y++ += of_value[1];
    }
  }
}

// Few windows, noise that is different in others, and more weights than values.
decltype(Preset::inputs) overfitting(std::string_view keep) {
  return {{"keep", keep},   {"place", "behind"},  {"layers", "2"},
          {"hidden", "64"}, {"growth", "0"},      {"noise", "1"},
          {"steps", "400"}, {"batch_size", "20"}, {"same_windows", "true"}};
}

}  // namespace

void Dropout::Inputs::visit(Form& form) {
  form.number("keep", keep)
      .label("Keep probability")
      .help("How probable it is that a number survives, while training; 1 is no dropout.")
      .range(0.05, 1)
      .live();
  form.choice("place", place, places)
      .label("Where it drops")
      .help(
          "Before each layer, as in the notebook, it hides the series itself, too; behind each "
          "layer only what units say.");
  form.integer("layers", layers)
      .label("Layers")
      .help("How many cells stand on top of each other, each with a dropout of its own.")
      .range(1, most_layers);
  series.visit(form);
  cell_field(form, cell);
  hidden_field(form, hidden).help("How many numbers the state of each layer holds.").range(1, 256);
  window_field(form, window);
  batch_size_field(form, batch_size);
  form.flag("same_windows", same_windows)
      .label("Always the same windows")
      .help(
          "Every step learns from the first batch again, so that it can be learned by heart; a "
          "validation shows what that is worth on 100 other windows.");
  form.number("noise", noise)
      .label("Noise")
      .help("The standard deviation of what is added by chance to every value of a window.")
      .range(0, 10);
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
      {.name = "overfitting",
       .label = "Overfitting",
       .note = "Our own: two layers learn twenty noisy windows by heart, without dropout.",
       .inputs = overfitting("1")},
      {.name = "overfitting-dropout",
       .label = "The same with dropout",
       .note = "Our own: the same twenty windows, and half of what the layers put out is dropped.",
       .inputs = overfitting("0.5")},
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
    const DropoutLayer dropout{inputs_.keep, origins("", inputs_.op_seeds_dropout[layer])};
    if (inputs_.place == Place::before) network.layers.emplace_back(dropout);
    network.layers.emplace_back(RecurrentLayer{
        .cell = inputs_.cell,
        .units = inputs_.hidden,
        .origins =
            origins("multi_rnn_cell/cell_" + std::to_string(layer), inputs_.op_seeds_cell[layer])});
    if (inputs_.place == Place::behind) network.layers.emplace_back(dropout);
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
      random_(inputs.seed),
      noise_({inputs.seed, noise_op_seed}) {
  if (!inputs.same_windows) return;
  same_ = next_windows(inputs.batch_size);
  held_out_ = next_windows(held_out_windows);
}

Windows Dropout::next_windows(int count) {
  Windows windows = next_batch(inputs_.series, random_, count, inputs_.window);
  add_noise(windows, noise_, inputs_.noise);
  return windows;
}

void Dropout::change(const Inputs& inputs) {
  inputs_ = inputs;
  model_.set_keep(inputs.keep);
  fresh_.set_keep(inputs.keep);
}

void Dropout::step(Report& report) {
  const auto [x, y] = inputs_.same_windows ? same_ : next_windows(inputs_.batch_size);
  const int pause = inputs_.same_windows ? steps_between_validations : steps_between_tests;
  const bool last = report.step() == inputs_.steps - 1;
  const bool compares = last || report.step() % pause == 0;
  if (compares) report.curve("test_mse", mean_squared_distance(predict(model_, x), y));
  if (compares && inputs_.same_windows) {
    report.curve("validation_mse",
                 mean_squared_distance(predict(model_, held_out_.x), held_out_.y));
  }
  Tape tape;
  const Tensor loss = mean_squared_error(predict_with_dropout(model_, x), y);
  report.curve("loss", loss.item());
  if (compares) report.curve("mse", loss.item());
  training_.step(tape, loss, inputs_.learning_rate);
}

void Dropout::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, training_.optimizer());
  archive.value("windows", random_);
  if (inputs_.noise > 0) archive.value("noise", noise_);
  model_.visit_state(archive);
}

std::optional<TrainingData> Dropout::training_data() const {
  if (inputs_.same_windows) return TrainingData{.x = same_.x, .y = same_.y};
  TrainingData data = next_batches(inputs_.series, random_, inputs_.batch_size, inputs_.window);
  Windows windows{data.x, data.y};
  RandomOp noise = noise_;
  add_noise(windows, noise, inputs_.noise);
  data.x = windows.x;
  data.y = windows.y;
  return data;
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
  const auto noise = static_cast<float>(inputs_.noise);  // on the value and on the one before it
  report.level("mse", "no_change", inputs_.series.error_of_no_change() + 2 * noise * noise);
  report.plot("prediction", prediction(instance_times(inputs_.window)));
}

void Dropout::Question::visit(Form& form) {
  start_field(form, start)
      .help("Where the window begins; training saw times from 0 to 30 only.")
      .live();
}

void Dropout::ask(const Question& question, Report& report) const {
  report.plot("prediction", prediction(times_from(question.start, inputs_.window)));
}

}  // namespace unfold
