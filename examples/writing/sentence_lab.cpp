#include "examples/writing/sentence_lab.h"

#include <utility>

#include "engine/ops/activation.h"
#include "engine/ops/select.h"
#include "engine/text/utf8.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/training.h"

namespace unfold {

SentenceInputs::SentenceInputs(std::string text, int hidden, int op_seed_cell, int op_seed_dense)
    : text(std::move(text)),
      hidden(hidden),
      op_seed_cell(op_seed_cell),
      op_seed_dense(op_seed_dense) {}

Field& SentenceInputs::visit_model(Form& form) {
  form.text("text", text)
      .label("Text")
      .help(
          "The text to learn; the cell reads all but the last symbol and must predict all but the "
          "first.")
      .range(2, 200);
  cell_field(form, cell);
  return hidden_field(form, hidden)
      .help(
          "How many numbers the state holds; more learn faster, too few cannot keep the symbols "
          "apart.")
      .range(1, 256);
}

void SentenceInputs::visit_training(Form& form) {
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

SentenceLab::SentenceLab(const SentenceInputs& inputs)
    : inputs_(inputs), text_(encode("text", inputs.text)), model_(make_model()) {
  predicted_.resize(model_.targets().size());
  target_text_ = text_.spelled(model_.targets());
}

std::optional<Network> SentenceLab::network() const {
  const int V = text_.alphabet_size();
  Network network{.input = {InputLayer::Kind::one_hot, V},
                  .loss = NetworkLoss::sequence_loss,
                  .optimizer = inputs_.optimizer,
                  .learning_rate = inputs_.learning_rate,
                  .seed = inputs_.seed};
  network.layers.emplace_back(RecurrentLayer{.cell = inputs_.cell,
                                             .units = inputs_.dense ? inputs_.hidden : V,
                                             .origins = origins("rnn", inputs_.op_seed_cell)});
  if (inputs_.dense) {
    network.layers.emplace_back(
        DenseLayer{.units = V, .origins = origins("fully_connected", inputs_.op_seed_dense)});
  }
  return network;
}

NextSymbol SentenceLab::make_model() {
  const std::span all(text_.positions);
  const std::size_t T = all.size() - 1;
  return NextSymbol(*SentenceLab::network(), {1, all.first(T), all.last(T)}, variables_);
}

void SentenceLab::step(Report& report) {
  report.curve("loss", model_.train(inputs_.learning_rate));
  if (!inputs_.dense && report.step() == 0) {
    report.level("loss", "lowest", lowest_loss_of_bounded_scores(text_.alphabet_size()));
  }
  report_prediction(report);
}

void SentenceLab::report_prediction(Report& report) {
  argmax(model_.read().outputs, predicted_);
  predicted_text_.clear();
  text_.spell(predicted_, predicted_text_);
  report.text("prediction", predicted_text_, target_text_);
}

void SentenceLab::show_untrained(Report& report) const {
  std::vector<int> predicted(predicted_.size());
  argmax(model_.read().outputs, predicted);
  report.text("prediction", text_.spelled(predicted), target_text_);
  show(report);
}

void SentenceLab::show(Report& report) const {
  const auto [scores, recurrent, final_states] = model_.read();
  const Tensor& states = recurrent.back();
  const std::vector<std::string> read = symbols(inputs_.text);
  const std::vector<std::string> steps(read.begin(), read.end() - 1);
  const int T = states.size(1), H = states.size(2), V = text_.alphabet_size();
  report.matrix("probabilities", softmax(scores).view(Shape{T, V}),
                {{"time", "next symbol"}, {steps, text_.alphabet}});
  report.matrix("hidden", states.view(Shape{T, H}), {{"time", "unit"}, {steps, {}}});
}

}  // namespace unfold
