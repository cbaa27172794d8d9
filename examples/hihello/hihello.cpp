#include "examples/hihello/hihello.h"

#include <algorithm>

#include "engine/core/tape.h"
#include "engine/nn/recurrent.h"
#include "engine/ops/activation.h"
#include "engine/ops/loss.h"
#include "engine/ops/select.h"
#include "examples/common/cell_inputs.h"
#include "examples/common/training.h"
#include "examples/refusal.h"
#include "examples/text/utf8.h"

namespace unfold {
namespace {

// The position of a symbol in an alphabet, which gains the symbol if it lacks it.
int position_of(const std::string& symbol, std::vector<std::string>& alphabet) {
  const auto found = std::find(alphabet.begin(), alphabet.end(), symbol);
  const int position = static_cast<int>(found - alphabet.begin());
  if (found == alphabet.end()) alphabet.push_back(symbol);
  return position;
}

}  // namespace

void HiHello::Inputs::visit(Form& form) {
  form.text("text", text)
      .label("Text")
      .help(
          "The text to learn; the cell reads all but the last symbol and must predict all but the "
          "first.")
      .range(2, 200);
  cell_field(form, cell);
  hidden_field(form, hidden)
      .help(
          "How many numbers the state holds; more learn faster, too few cannot keep the symbols "
          "apart.")
      .range(1, 256);
  learning_rate_field(form, learning_rate);
  optimizer_field(form, optimizer);
  steps_field(form, steps)
      .help("How many training steps a run takes; 50 are enough for the default text.");
  seed_field(form, seed);
  op_seed_field(form, "op_seed_cell", op_seed_cell)
      .label("Op seed, cell")
      .help("The seed of the cell's weights; TensorFlow counts it from the graph.");
  op_seed_field(form, "op_seed_dense", op_seed_dense)
      .label("Op seed, dense layer")
      .help("The seed of the weights of the layer after the cell.");
}

std::vector<Preset> HiHello::presets() {
  // Each row printed the loss before its update and the prediction after it. The document spells
  // the predictions wrong; its lists of indices stand here as text.
  const double losses[] = {1.6078763, 1.5102623, 1.4327028, 1.3489527,
                           1.2551297, 1.140437,  1.0167552, 0.8969265};
  const char* predictions[] = {"llllll", "llllll", "llllll", "llllll",
                               "illlll", "illlll", "ilello", "ilello"};
  std::vector<Published> first_rows, last_rows;
  for (int step = 0; step < 8; ++step) {
    first_rows.push_back(printed_curve("loss", step, losses[step], 5e-7));
    first_rows.push_back(printed_text("prediction", step, predictions[step]));
  }
  for (int step = 9995; step < 10000; ++step) {
    last_rows.push_back(printed_curve("loss", step, 5.960464e-08, 1e-6));
    last_rows.push_back(printed_text("prediction", step, "ihello"));
  }
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lecture 12, ex12_7, seed 777: the weights are the notebook's own, drawn again from "
               "its seed; eight losses and predictions are compared.",
       .origin = Origin::seeded,
       .published = first_rows},
      {.name = "ten-thousand",
       .label = "10 000 steps",
       .note = "The same run to the end; its last five rows were printed with loss 5.960464e-08, "
               "about one rounding of float32.",
       .origin = Origin::seeded,
       .inputs = {{"steps", "10000"}},
       .published = last_rows},
      {.name = "basic-rnn",
       .label = "Basic RNN",
       .note = "Our own: the same task with a basic RNN cell.",
       .inputs = {{"cell", "rnn"}}},
      {.name = "gru",
       .label = "GRU",
       .note = "Our own: the same task with a GRU cell.",
       .inputs = {{"cell", "gru"}}},
      {.name = "longer",
       .label = "A longer text",
       .note = "Our own: a longer text, with more symbols and more to remember.",
       .inputs = {{"text", "if you want to build a ship"}, {"hidden", "16"}, {"steps", "200"}}},
  };
}

HiHello::HiHello(const Inputs& inputs) : inputs_(inputs) {
  std::vector<int> positions;
  for (const std::string& symbol : symbols(inputs.text)) {
    positions.push_back(position_of(symbol, alphabet_));
  }
  if (alphabet_.size() < 2) refuse("text", "one-symbol-only");
  const int T = static_cast<int>(positions.size()) - 1, V = static_cast<int>(alphabet_.size());
  x_ = one_hot(std::span(positions).first(T), V).view(Shape{1, T, V});
  targets_.assign(positions.begin() + 1, positions.end());
  weights_ = Tensor::ones(Shape{1, T});
  predicted_.resize(T);
  for (int target : targets_) target_text_ += alphabet_[target];

  const auto seed = [&](int op) { return OpSeed{inputs.seed, static_cast<std::uint64_t>(op)}; };
  cell_ = make_cell(inputs.cell, V, inputs.hidden, seed(inputs.op_seed_cell), "rnn", variables_);
  dense_ = make_dense(inputs.hidden, V, seed(inputs.op_seed_dense), "fully_connected", variables_);
  trained_ = variables_.tensors();
  optimizer_ = make_optimizer(inputs.optimizer, static_cast<float>(inputs.learning_rate));
}

void HiHello::visit_state(Archive& archive) { visit_optimizer(archive, variables_, *optimizer_); }

Tensor HiHello::hidden_states() const { return dynamic_rnn(*cell_, x_).outputs; }

void HiHello::step(Report& report) {
  {
    Tape tape;
    const Tensor loss = sequence_loss(dense_(hidden_states()), targets_, weights_);
    report.curve("loss", loss.item());
    tape.backward(loss);
    optimizer_->apply(trained_);
  }
  report_prediction(report);
}

void HiHello::report_prediction(Report& report) {
  const Tensor states = hidden_states();
  const Tensor logits = dense_(states);
  argmax(logits, predicted_);
  predicted_text_.clear();
  for (int position : predicted_) predicted_text_ += alphabet_[position];
  report.text("prediction", predicted_text_, target_text_);

  MatrixLabels of_probabilities, of_states;
  if (report.step() == 0) {
    const std::vector<std::string> read = symbols(inputs_.text);
    const std::vector<std::string> steps(read.begin(), read.end() - 1);
    of_probabilities = {{"time", "next symbol"}, {steps, alphabet_}};
    of_states = {{"time", "unit"}, {steps, {}}};
  }
  const int T = static_cast<int>(targets_.size()), V = static_cast<int>(alphabet_.size());
  report.matrix("probabilities", softmax(logits).view(Shape{T, V}), std::move(of_probabilities));
  report.matrix("hidden", states.view(Shape{T, inputs_.hidden}), std::move(of_states));
}

}  // namespace unfold
