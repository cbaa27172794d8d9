#include "examples/writing/long-sentence/long_sentence.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/kernels/elementary.h"
#include "engine/ops/activation.h"
#include "engine/ops/loss.h"
#include "engine/ops/select.h"
#include "engine/text/utf8.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/fits.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

using Positions = std::span<const int>;

// How often each symbol follows what a window has shown.
using Followers = std::map<int, int>;

// Cross entropy, summed over all that was counted, of the best guess: n ln(n / n of the symbol).
double summed_entropy(const Followers& followers) {
  int total = 0;
  for (const auto& [symbol, count] : followers) total += count;
  double sum = 0;
  for (const auto& [symbol, count] : followers) {
    sum += count * (elementary::log(total) - elementary::log(count));
  }
  return sum;
}

}  // namespace

double lowest_loss_of_windows(Positions text, int window) {
  const std::size_t count = text.size() - window;
  std::map<std::vector<int>, Followers> seen;
  for (std::size_t start = 0; start < count; ++start) {
    std::vector<int> shown;
    for (int t = 0; t < window; ++t) {
      shown.push_back(text[start + t]);
      ++seen[shown][text[start + t + 1]];
    }
  }
  double sum = 0;
  for (const auto& [shown, followers] : seen) sum += summed_entropy(followers);
  return sum / static_cast<double>(count * window);
}

void LongSentence::Inputs::visit(Form& form) {
  form.text("text", text)
      .label("Text")
      .help("The text to learn; a window is shorter than it.")
      .range(3, 500);
  form.integer("window", window)
      .label("Window")
      .help(
          "How many symbols a window has; each window begins with an empty state, one symbol later "
          "than the one before it.")
      .range(2, 30);
  cell_field(form, cell);
  form.integer("layers", layers)
      .label("Layers")
      .help("How many cells stand one above the other; each reads the outputs of the one below.")
      .range(1, 4);
  hidden_field(form, hidden)
      .help("How many numbers the state of each layer holds.")
      .range(1, 128)
      .when("dense", "true");
  form.flag("dense", dense)
      .label("Dense layer")
      .help(
          "Whether a dense layer turns the last state into scores. Without it the state itself is "
          "the scores: one unit for each symbol, each between −1 and 1.");
  learning_rate_field(form, learning_rate);
  optimizer_field(form, optimizer);
  steps_field(form, steps).help("How many training steps a run takes; each reads all windows.");
  seed_field(form, seed);
}

void LongSentence::Inputs::fit(Fitting& fitting) {
  keep_at_most(fitting, "window", window, count_symbols(text) - 1, {"window"});
}

std::vector<Preset> LongSentence::presets() {
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lecture 12, ex12_9, seed 777: two LSTM layers and a dense layer, 500 steps; the "
               "order of its 25 characters was drawn anew by each run of Python.",
       .origin = Origin::invariant,
       .published = {printed_curve("loss", 0, 3.216124, 0.02),
                     printed_curve("loss", 499, 0.22875121, 0.02)}},
      {.name = "one-layer",
       .label = "One layer, no dense layer",
       .note = "The lecture's first attempt, of which its slide asks why it does not work.",
       .inputs = {{"layers", "1"}, {"dense", "false"}}},
      {.name = "one-layer-dense",
       .label = "One layer with a dense layer",
       .note = "Our own: only the dense layer is added to the attempt that fails.",
       .inputs = {{"layers", "1"}}},
      {.name = "stacked-without-dense",
       .label = "Two layers, no dense layer",
       .note = "Our own: only the second layer is added to the attempt that fails.",
       .inputs = {{"dense", "false"}}},
      {.name = "gru",
       .label = "GRU",
       .note = "Our own: two layers of GRU instead of LSTM, with a third of the learning rate.",
       .inputs = {{"cell", "gru"}, {"learning_rate", "0.03"}}},
  };
}

LongSentence::LongSentence(const Inputs& inputs)
    : inputs_(inputs),
      text_(encode("text", inputs.text)),
      count_(static_cast<int>(text_.positions.size()) - inputs.window),
      model_(make_model()) {}

std::vector<int> LongSentence::windows(int offset) const {
  std::vector<int> all;
  for (int start = 0; start < count_; ++start) {
    const auto first = text_.positions.begin() + start + offset;
    all.insert(all.end(), first, first + inputs_.window);
  }
  return all;
}

std::optional<Network> LongSentence::network() const {
  const int V = text_.alphabet_size();
  Network network{.input = {InputLayer::Kind::one_hot, V},
                  .loss = NetworkLoss::sequence_loss,
                  .optimizer = inputs_.optimizer,
                  .learning_rate = inputs_.learning_rate,
                  .seed = inputs_.seed};
  for (int layer = 0; layer < inputs_.layers; ++layer) {
    network.layers.emplace_back(RecurrentLayer{.cell = inputs_.cell,
                                               .units = inputs_.dense ? inputs_.hidden : V,
                                               .origins = {"rnn/cell_" + std::to_string(layer)}});
  }
  if (inputs_.dense) {
    network.layers.emplace_back(DenseLayer{.units = V, .origins = {"fully_connected", 1000}});
  }
  return network;
}

NextSymbol LongSentence::make_model() {
  const std::vector<int> read = windows(0), targets = windows(1);
  return NextSymbol(*LongSentence::network(), {count_, read, targets}, variables_);
}

void LongSentence::step(Report& report) {
  if (report.step() == 0) report_levels(report);
  report.curve("loss", model_.train(inputs_.learning_rate));
}

void LongSentence::report_levels(Report& report) const {
  const double lowest = lowest_loss_of_windows(text_.positions, inputs_.window);
  report.level("loss", "lowest", static_cast<float>(lowest));
  if (!inputs_.dense) {
    report.level("loss", "lowest_without_dense",
                 lowest_loss_of_bounded_scores(text_.alphabet_size()));
  }
  if (inputs_.text == Inputs().text && inputs_.window == Inputs().window) {
    report.invariant("windows", count_, 170);
    report.invariant("characters", text_.alphabet_size(), 25);
  }
}

void LongSentence::show(Report& report) const {
  const Tensor logits = model_.read().outputs;
  const std::vector<int> predicted = argmax(logits);
  report_sentence(report, predicted);
  report_windows(report, predicted);
  report_loss_by_position(report, logits);
}

// As ex12_9 prints it: the whole first window, then the last symbol of each.
void LongSentence::report_sentence(Report& report, Positions predicted) const {
  std::vector<int> sentence(predicted.begin(), predicted.begin() + inputs_.window);
  for (int window = 1; window < count_; ++window) {
    sentence.push_back(predicted[(window + 1) * inputs_.window - 1]);
  }
  report.text("sentence", text_.spelled(sentence),
              text_.spelled(Positions(text_.positions).subspan(1)));
}

void LongSentence::report_windows(Report& report, Positions predicted) const {
  constexpr int most_rows = 8;
  Table table{{"window", "reads", "predicts", "should predict"}, {}};
  for (int window = 0; window < std::min(count_, most_rows); ++window) {
    const auto read = Positions(text_.positions).subspan(window, inputs_.window);
    const auto target = Positions(text_.positions).subspan(window + 1, inputs_.window);
    table.rows.push_back({std::to_string(window), text_.spelled(read),
                          text_.spelled(predicted.subspan(window * inputs_.window, inputs_.window)),
                          text_.spelled(target)});
  }
  report.table("windows", std::move(table));
}

void LongSentence::report_loss_by_position(Report& report, const Tensor& logits) const {
  const Tensor losses = softmax_cross_entropy(logits, model_.targets());
  Tensor mean(Shape{inputs_.window});
  for (int t = 0; t < inputs_.window; ++t) {
    float sum = 0;
    for (int window = 0; window < count_; ++window) {
      sum += losses.data()[window * inputs_.window + t];
    }
    mean.mutable_data()[t] = sum / static_cast<float>(count_);
  }
  report.plot("loss_by_position",
              {.lines = {{"loss", mean}}, .x_axis = "position", .y_axis = "loss"});
}

}  // namespace unfold
