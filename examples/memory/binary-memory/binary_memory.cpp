#include "examples/memory/binary-memory/binary_memory.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/lab/refusal.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/memory/refusals.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/fits.h"
#include "examples/shared/tensors.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

using Spelling = BinaryMemory::Spelling;
using Objective = BinaryMemory::Objective;

constexpr Choice<Spelling> spellings[] = {{Spelling::raw, "raw", "Raw operations"},
                                          {Spelling::api, "api", "dynamic_rnn"}};
constexpr Choice<Objective> objectives[] = {
    {Objective::cross_entropy, "cross_entropy", "Cross entropy"},
    {Objective::as_written, "as_written", "-y log p(0), as first written"}};

constexpr int most_distance = 40, unseen_length = 4000, shown_length = 60, smoothed_steps = 100;

// The same values, cut off from the operations that computed them.
State detached(const State& state) {
  State values;
  for (const Tensor& tensor : state) values.emplace_back(tensor.shape(), tensor.values());
  return values;
}

// As NumPy prints it.
std::string list_text(std::span<const std::uint8_t> bits) {
  std::string text;
  for (const int bit : bits) {
    text += text.empty() ? '[' : ' ';
    text += std::to_string(bit);
  }
  return text + "]";
}

// With four digits after the point.
std::string probability_text(double p) { return number_text(std::floor(p * 1e4 + 0.5) / 1e4); }

Tensor tensor_of(std::span<const float> values) {
  return {Shape{static_cast<int>(values.size())}, values};
}

void report_probabilities(Report& report, std::vector<float> truth, std::vector<float> predicted) {
  report.plot("probabilities",
              {.lines = {{"truth", tensor_of(truth)}, {"predicted", tensor_of(predicted)}},
               .x_axis = "time",
               .y_axis = "probability"});
}

std::vector<std::uint8_t> read_bits(const std::string& text) {
  std::vector<std::uint8_t> bits;
  for (const std::string& symbol : symbols(text)) {
    if (symbol != "0" && symbol != "1") {
      refuse<memory_refusals>("bits", "symbol-not-allowed",
                              {{"symbol", symbol}, {"allowed", "0, 1"}});
    }
    bits.push_back(symbol == "1");
  }
  return bits;
}

}  // namespace

void BinaryMemory::Inputs::visit(Form& form) {
  form.integer("num_steps", num_steps)
      .label("Truncation steps")
      .help(
          "How many steps a window has. Gradients flow back to its beginning and no further; what "
          "lies before counts only if the carried state happens to hold it.")
      .range(1, 50);
  hidden_field(form, hidden)
      .help("How many numbers the state holds; eight bits in a row need more room than three.")
      .range(1, 64);
  form.flag("carry_state", carry_state)
      .label("Carry the state")
      .help("Each window starts from the state after the one before; else from zeros.");
  form.choice("spelling", spelling, spellings)
      .label("Spelling")
      .help("The recurrence by hand, operation by operation, or fused: the same numbers.");
  form.choice("objective", objective, objectives)
      .label("Objective")
      .help("What is minimized. The notebook's first graph rewards the answer 0 where 1 is right.");
  optimizer_field(form, optimizer);
  learning_rate_field(form, learning_rate);
  steps_field(form, steps)
      .help(
          "How many windows a run trains on; a million bits in 200 rows of windows of 5 are 1,000, "
          "one "
          "epoch. Each epoch has new data.");
  form.integer("first_distance", pattern.first.distance)
      .label("First distance")
      .help("How many steps back the first bit lies that an answer depends on.")
      .range(1, most_distance);
  form.number("first_effect", pattern.first.effect)
      .label("First effect")
      .help("What a 1 at the first distance adds to the probability that the answer is 1.")
      .range(-1, 1);
  form.integer("second_distance", pattern.second.distance)
      .label("Second distance")
      .help("How many steps back the second bit lies that an answer depends on.")
      .range(1, most_distance);
  form.number("second_effect", pattern.second.effect)
      .label("Second effect")
      .help("What a 1 at the second distance adds to the probability that the answer is 1.")
      .range(-1, 1);
  form.number("base", pattern.base)
      .label("Base probability")
      .help("The probability that the answer is 1 when both bits are 0.")
      .range(0, 1);
  form.integer("length", length)
      .label("Bits in an epoch")
      .help("How many bits are drawn for an epoch; they are cut into as many rows as a batch has.")
      .range(100, 2000000)
      .advanced();
  batch_field(form, batch).help("How many rows are read side by side.").range(1, 1000).advanced();
  seed_field(form, seed)
      .help("Of NumPy's random data and of TensorFlow's weights; the notebook fixed neither.");
}

// An epoch has at least one window.
void BinaryMemory::Inputs::fit(Fitting& fitting) {
  const Fitting::Names because = {"length", "batch", "num_steps"};
  if (!fitting.is_own("length")) {
    keep_at_least(fitting, "length", length, batch * num_steps, because);
  } else {
    keep_at_most(fitting, "batch", batch, length / num_steps, because);
  }
}

std::vector<Preset> BinaryMemory::presets() {
  const std::vector<Published> printed = {printed_text("shapes", 0, "(200, 5) (200, 5)")};
  return {
      {.name = "as-published",
       .label = "As published",
       .note =
           "The notebook's last run: windows of 5, four units, Adagrad 0.1, one epoch; it fixed "
           "no seed and printed shapes only.",
       .origin = Origin::invariant,
       .published = printed},
      {.name = "both",
       .label = "Both dependencies",
       .note =
           "Our own: windows of 10 and sixteen units; the loss comes down to the lowest that is "
           "possible.",
       .inputs = {{"num_steps", "10"}, {"hidden", "16"}, {"steps", "4000"}}},
      {.name = "as-first-written",
       .label = "As first written",
       .note = "The notebook's first graph, by hand and with -y log p(0): a loss below what is "
               "possible is no success.",
       .origin = Origin::invariant,
       .inputs = {{"spelling", "raw"}, {"objective", "as_written"}},
       .published = printed},
      {.name = "farther",
       .label = "Farther back",
       .note =
           "Our own: bits seven and twelve steps back, beyond the window of 5 and the four units.",
       .inputs = {{"first_distance", "7"}, {"second_distance", "12"}}},
      {.name = "forgetful",
       .label = "No state carried",
       .note = "Our own: each window starts from zeros, so that its first three answers are "
               "guesses.",
       .inputs = {{"carry_state", "false"}}},
  };
}

void BinaryMemory::Question::visit(Form& form) {
  form.text("bits", bits)
      .label("Bits")
      .help("Zeros and ones; at each the network says how probable it is that the answer is 1.")
      .range(1, 200)
      .live();
}

BinaryMemory::BinaryMemory(const Inputs& inputs)
    : inputs_(inputs),
      windows_(inputs.length / inputs.batch / inputs.num_steps),
      model_(*BinaryMemory::network(), variables_),
      training_(*BinaryMemory::network(), variables_),
      epoch_start_(inputs.seed),
      random_(inputs.seed) {
  const int B = inputs.batch, T = inputs.num_steps;
  read_.resize(B * T);
  targets_.resize(B * T);
  begin_epoch(RandomState(inputs.seed));
  first_ten_ = list_text(std::span(epoch_.x).first(10));
  const std::string shape = to_string(Shape{B, T});
  shapes_ = shape + " " + shape;
  RandomState other(Seed{inputs.seed + 1});
  unseen_ = inputs.pattern.generate(unseen_length, other);
}

std::optional<Network> BinaryMemory::network() const {
  const bool is_as_written = inputs_.objective == Objective::as_written;
  return Network{
      .input = {InputLayer::Kind::one_hot, 2},
      .layers = {RecurrentLayer{
                     .cell = CellKind::rnn, .units = inputs_.hidden, .origins = {"rnn", 1}},
                 DenseLayer{.units = 2, .origins = {"softmax", 2}}},
      .loss = is_as_written ? NetworkLoss::minus_y_log_p0 : NetworkLoss::softmax_cross_entropy,
      .optimizer = inputs_.optimizer,
      .learning_rate = inputs_.learning_rate,
      .seed = inputs_.seed};
}

// The bits of the present epoch; they are read again where the lab draws others.
std::optional<TrainingData> BinaryMemory::training_data() const {
  const int B = inputs_.batch, row = inputs_.length / B;
  const Shape shape{B, row};
  const auto rows = [&](const auto& bits) {
    return whole_numbers(shape, std::span(bits).first(B * row));
  };
  return TrainingData{.x = rows(epoch_.x),
                      .y = rows(epoch_.y),
                      .window = inputs_.num_steps,
                      .position = window_ * inputs_.num_steps,
                      .carries_state = inputs_.carry_state,
                      .state = state_,
                      .symbols = {"0", "1"}};
}

void BinaryMemory::begin_epoch(const RandomState& random) {
  epoch_start_ = random_ = random;
  epoch_ = inputs_.pattern.generate(inputs_.length, random_);
  window_ = 0;
  state_.clear();
}

void BinaryMemory::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, training_.optimizer());
  RandomState start = epoch_start_;
  archive.value("epoch_start", start);
  if (!(start == epoch_start_)) begin_epoch(start);
  archive.value("window", window_);
  require(window_ >= 0 && window_ <= windows_, "load", "there is no window ", window_);
  archive.tensors("state", state_);
  archive.value("sum_of_losses", sum_of_losses_);
  archive.value("summed", summed_);
  require(summed_ >= 0 && summed_ <= smoothed_steps + 1, "load", "there is no sum of ", summed_);
}

void BinaryMemory::read_window() {
  const int B = inputs_.batch, T = inputs_.num_steps, row = inputs_.length / B;
  for (int b = 0; b < B; ++b) {
    const int first = b * row + window_ * T;
    std::copy_n(epoch_.x.begin() + first, T, read_.begin() + b * T);
    std::copy_n(epoch_.y.begin() + first, T, targets_.begin() + b * T);
  }
}

NetworkModel::Result BinaryMemory::run(Spelling spelling, const Tensor& x,
                                       const State& state) const {
  if (spelling == Spelling::api) return model_.forward(x, {}, state);
  const CellResult raw = unrolled_rnn(*model_.cells(0).forward, x, {}, state);
  return {model_.behind_readout(raw.outputs), {raw.outputs}, raw.state};
}

void BinaryMemory::step(Report& report) {
  if (window_ == windows_) begin_epoch(random_);
  read_window();
  const Tensor x = model_.input(read_, inputs_.batch);
  Tape tape;
  const auto result = run(inputs_.spelling, x, state_);
  const Tensor loss = loss_of_symbols(*network(), result.outputs, targets_);
  training_.step(tape, loss, inputs_.learning_rate);
  if (inputs_.carry_state) state_ = detached(result.state);
  ++window_;
  report_losses(report, loss.item());
}

void BinaryMemory::report_losses(Report& report, float loss) {
  report.curve("loss", loss);
  report.level("loss", "no_memory", static_cast<float>(inputs_.pattern.loss_without_memory()));
  report.level("loss", "first_only", static_cast<float>(inputs_.pattern.loss_with_first()));
  report.level("loss", "both", static_cast<float>(inputs_.pattern.loss_with_both()));
  sum_of_losses_ += loss;
  ++summed_;
  if (report.step() > 0 && report.step() % smoothed_steps == 0) {
    report.curve("smoothed_loss", static_cast<float>(sum_of_losses_ / summed_));
    sum_of_losses_ = summed_ = 0;
  }
  report.text("first_ten", first_ten_);
  report.text("shapes", shapes_);
}

std::vector<float> BinaryMemory::predict(const std::vector<std::uint8_t>& x) const {
  const std::vector<int> bits(x.begin(), x.end());
  const Tensor probabilities = softmax(model_.forward(model_.input(bits, 1)).outputs);
  std::vector<float> of_one;
  for (std::size_t t = 0; t < x.size(); ++t) of_one.push_back(probabilities.data()[2 * t + 1]);
  return of_one;
}

void BinaryMemory::show(Report& report) const {
  const std::vector<float> predicted = predict(unseen_.x);
  std::vector<float> truth;
  for (int t = most_distance; t < most_distance + shown_length; ++t) {
    truth.push_back(static_cast<float>(inputs_.pattern.probability(unseen_.x, t)));
  }
  report_probabilities(
      report, truth,
      {predicted.begin() + most_distance, predicted.begin() + most_distance + shown_length});
  show_contexts(report, predicted);
  show_weights(report);

  const Tensor x =
      model_.input(std::vector<int>(unseen_.x.begin(), unseen_.x.begin() + shown_length), 1);
  report.invariant("raw operations and dynamic_rnn give the same outputs",
                   largest_difference(run(Spelling::raw, x, {}).recurrent[0],
                                      run(Spelling::api, x, {}).recurrent[0]),
                   0);
}

void BinaryMemory::show_contexts(Report& report, const std::vector<float>& predicted) const {
  const Pattern& pattern = inputs_.pattern;
  std::array<double, 4> sums{};
  std::array<int, 4> counts{};
  for (int t = most_distance; t < unseen_length; ++t) {
    const int context =
        2 * unseen_.x[t - pattern.first.distance] + unseen_.x[t - pattern.second.distance];
    sums[context] += predicted[t];
    ++counts[context];
  }
  Table table{{"x[t-" + std::to_string(pattern.first.distance) + "]",
               "x[t-" + std::to_string(pattern.second.distance) + "]", "truth", "predicted"},
              {}};
  for (int context = 0; context < 4; ++context) {
    if (counts[context] == 0) continue;
    const int first = context / 2, second = context % 2;
    table.rows.push_back({std::to_string(first), std::to_string(second),
                          probability_text(pattern.probability(first, second)),
                          probability_text(sums[context] / counts[context])});
  }
  report.table("contexts", table);
}

void BinaryMemory::show_weights(Report& report) const {
  const std::vector<std::string> units = numbered("h", inputs_.hidden);
  std::vector<std::string> rows = {"0", "1"};
  rows.insert(rows.end(), units.begin(), units.end());
  const std::vector<Tensor> trained = variables_.tensors();
  report.matrix("kernel", trained[0], {{"row", "unit"}, {rows, units}});
  report.matrix("output_kernel", trained[2], {{"unit", "class"}, {units, {"0", "1"}}});
}

void BinaryMemory::ask(const Question& question, Report& answer) const {
  const std::vector<std::uint8_t> x = read_bits(question.bits);
  std::vector<float> truth;
  for (int t = 0; t < static_cast<int>(x.size()); ++t) {
    truth.push_back(static_cast<float>(inputs_.pattern.probability(x, t)));
  }
  const std::vector<float> predicted = predict(x);
  report_probabilities(answer, truth, predicted);
  Table table{{"time", "bit", "truth", "predicted"}, {}};
  for (std::size_t t = 0; t < x.size(); ++t) {
    table.rows.push_back({std::to_string(t), std::to_string(x[t]), probability_text(truth[t]),
                          probability_text(predicted[t])});
  }
  answer.table("answers", table);
}

}  // namespace unfold
