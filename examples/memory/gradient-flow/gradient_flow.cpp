#include "examples/memory/gradient-flow/gradient_flow.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/core/require.h"
#include "engine/core/tape.h"
#include "engine/kernels/elementary.h"
#include "engine/lab/refusal.h"
#include "engine/ops/activation.h"
#include "engine/ops/arrange.h"
#include "engine/ops/loss.h"
#include "engine/ops/reduce.h"
#include "engine/ops/select.h"
#include "engine/optim/clip.h"
#include "engine/text/number_text.h"
#include "engine/text/utf8.h"
#include "examples/memory/refusals.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/tensors.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

constexpr Choice<Initializer> initializers[] = {
    {Initializer::glorot_uniform, "glorot_uniform", "Glorot uniform"},
    {Initializer::orthogonal, "orthogonal", "Orthogonal"},
    {Initializer::random_normal, "random_normal", "Random normal"}};

constexpr std::string_view letters = "abcdefghij";
constexpr int accuracy_steps = 10, probe_size = 16;

constexpr CellKind kinds[] = {CellKind::rnn, CellKind::lstm, CellKind::gru};
constexpr const char *names[] = {"rnn", "lstm", "gru"},
                     *losses[] = {"loss", "loss_lstm", "loss_gru"},
                     *accuracies[] = {"accuracy_rnn", "accuracy_lstm", "accuracy_gru"};

Tensor scaled(const Tensor& x, double factor) {
  Tensor y(x.shape());
  std::transform(x.data(), x.data() + x.count(), y.mutable_data(),
                 [=](float value) { return static_cast<float>(factor * value); });
  return y;
}

// The norm of x (B, T, D) at each time step; in double, since the squares of what has vanished are
// too small for a float.
std::vector<float> norms_by_time(const Tensor& x) {
  const int B = x.size(0), T = x.size(1), D = x.size(2);
  std::vector<double> squares(T);
  const float* value = x.data();
  for (int b = 0; b < B; ++b) {
    for (int t = 0; t < T; ++t) {
      for (int d = 0; d < D; ++d, ++value) squares[t] += double{*value} * *value;
    }
  }
  std::vector<float> norms;
  for (const double square : squares) norms.push_back(static_cast<float>(std::sqrt(square)));
  return norms;
}

Plot gradient_plot(std::span<const std::vector<float>> norms) {
  Plot plot{.lines = {}, .x_axis = "time", .y_axis = "gradient_norm", .logarithmic = true};
  for (std::size_t i = 0; i < norms.size(); ++i) {
    plot.lines.push_back({names[i], Tensor(Shape{static_cast<int>(norms[i].size())}, norms[i])});
  }
  return plot;
}

std::vector<std::string> first_letters(int count) {
  std::vector<std::string> symbols;
  for (const char letter : letters.substr(0, count)) symbols.emplace_back(1, letter);
  return symbols;
}

std::vector<int> positions(std::string_view text, const std::vector<std::string>& alphabet) {
  std::vector<int> positions;
  for (const std::string& symbol : symbols(text)) {
    const auto found = std::find(alphabet.begin(), alphabet.end(), symbol);
    if (found == alphabet.end()) {
      refuse<memory_refusals>(
          "text", "symbol-not-allowed",
          {{"symbol", symbol}, {"allowed", alphabet.front() + " … " + alphabet.back()}});
    }
    positions.push_back(static_cast<int>(found - alphabet.begin()));
  }
  return positions;
}

}  // namespace

void GradientFlow::Inputs::visit(Form& form) {
  form.integer("distance", distance)
      .label("Distance")
      .help("How many steps lie between the symbol to remember and the question.")
      .range(1, 200);
  form.number("forget_bias", forget_bias)
      .label("Forget bias")
      .help(
          "Where the LSTM's forget gate and the GRU's gates start: with 0 they keep half of the "
          "state at each step, with 3 they keep 95%. TensorFlow's own is 1.")
      .range(-10, 10);
  form.choice("initializer", initializer, initializers)
      .label("Initializer")
      .help(
          "How the recurrent weights are drawn. Each kind is scaled so that, without tanh, a step "
          "back would hardly change the length of a gradient.");
  form.number("recurrent_scale", recurrent_scale)
      .label("Recurrent scale")
      .help(
          "What the recurrent weights are multiplied by at the start: below 1 gradients vanish "
          "sooner, well above 1 they explode.")
      .range(0, 10);
  form.number("clip_norm", clip_norm)
      .label("Gradient clipping")
      .help("The largest global norm that a cell's gradient may have; 0 switches clipping off.")
      .range(0, 100)
      .live();
  hidden_field(form, hidden).help("How many numbers the state of each cell holds.").range(1, 64);
  optimizer_field(form, optimizer);
  learning_rate_field(form, learning_rate);
  steps_field(form, steps).help("How many training steps a run takes, each on new sequences.");
  form.integer("symbols", symbols)
      .label("Symbols")
      .help("How many symbols there are; who has forgotten is right once in so many times.")
      .range(2, letters.size());
  batch_field(form, batch).help("How many sequences a step learns from.").range(1, 64).advanced();
  seed_field(form, seed)
      .help("Of the weights and of the sequences: the same seed draws the same run.");
}

std::vector<Preset> GradientFlow::presets() {
  return {
      {.name = "far",
       .label = "Thirty steps back",
       .note = "Our own: the RNN's gradient vanishes on the way, those of LSTM and GRU arrive."},
      {.name = "near",
       .label = "Five steps back",
       .note = "Our own: so near that the gradient reaches the first symbol in all three cells.",
       .inputs = {{"distance", "5"}}},
      {.name = "forget-bias-1",
       .label = "TensorFlow's forget bias",
       .note = "Our own: an LSTM that starts by keeping 73% a step has not found the first symbol "
               "yet when the run ends.",
       .inputs = {{"forget_bias", "1"}}},
      {.name = "orthogonal",
       .label = "Orthogonal start",
       .note = "Our own: recurrent weights that only turn the state, scaled by 1.5 against what "
               "tanh takes away; the RNN learns too.",
       .inputs = {{"initializer", "orthogonal"},
                  {"recurrent_scale", "1.5"},
                  {"learning_rate", "0.002"}}},
      {.name = "exploding",
       .label = "Exploding gradients",
       .note = "Our own: weights three times as large, plain gradient descent and no clipping.",
       .inputs = {{"initializer", "orthogonal"},
                  {"recurrent_scale", "3"},
                  {"optimizer", "sgd"},
                  {"learning_rate", "0.1"}}},
      {.name = "clipped",
       .label = "Clipped gradients",
       .note = "Our own: the exploding run with its gradients clipped to a norm of 1.",
       .inputs = {{"initializer", "orthogonal"},
                  {"recurrent_scale", "3"},
                  {"optimizer", "sgd"},
                  {"learning_rate", "0.1"},
                  {"clip_norm", "1"}}},
  };
}

void GradientFlow::Question::visit(Form& form) {
  form.text("text", text)
      .label("Sequence")
      .help("Letters from a on, of any length: each cell reads them and names the first.")
      .range(1, 400)
      .live();
}

GradientFlow::GradientFlow(const Inputs& inputs)
    : inputs_(inputs),
      random_(inputs.seed),
      batch_(empty_batch(inputs.batch)),
      probe_(empty_batch(probe_size)),
      answers_(inputs.batch) {
  make_models();
  optimizer_ = make_optimizer(inputs.optimizer, static_cast<float>(inputs.learning_rate));
  RandomState other(Seed{inputs.seed + 1});
  draw(probe_, other);
  norms_at_start_ = gradient_norms();
}

// For each gate the input weights (V, H) above the recurrent ones (H, H), whose elements have a
// variance of scale² / H.
Tensor GradientFlow::initial_gates(int gates, std::uint64_t op_seed) const {
  const int V = inputs_.symbols, H = inputs_.hidden;
  const bool is_unit_normal = inputs_.initializer == Initializer::random_normal;
  const double scale = inputs_.recurrent_scale / (is_unit_normal ? std::sqrt(double(H)) : 1.0);
  std::vector<Tensor> blocks;
  for (int gate = 0; gate < gates; ++gate, op_seed += 2) {
    const Tensor of_inputs =
        initialize(Initializer::glorot_uniform, Shape{V, H}, {inputs_.seed, op_seed});
    const Tensor recurrent =
        initialize(inputs_.initializer, Shape{H, H}, {inputs_.seed, op_seed + 1});
    blocks.push_back(concat({of_inputs, scaled(recurrent, scale)}, 0));
  }
  return concat(blocks, 1);
}

Tensor GradientFlow::initial_kernel(CellKind kind) const {
  switch (kind) {
    case CellKind::lstm: return initial_gates(4, 20);
    case CellKind::gru: return concat({initial_gates(2, 30), initial_gates(1, 40)}, 1);
    default: return initial_gates(1, 10);
  }
}

std::vector<Network> GradientFlow::networks() const {
  std::vector<Network> networks;
  for (int i = 0; i < cells; ++i) {
    const bool forgets = kinds[i] != CellKind::rnn, clips = inputs_.clip_norm > 0;
    RecurrentLayer layer{.cell = kinds[i],
                         .units = inputs_.hidden,
                         .kernel = GivenWeights{initial_kernel(kinds[i])},
                         .origins = {names[i]}};
    if (forgets) layer.biases.forget = static_cast<float>(inputs_.forget_bias);
    const DenseLayer dense{.units = inputs_.symbols,
                           .origins = origins(std::string(names[i]) + "/dense", i + 1)};
    networks.push_back({.input = {InputLayer::Kind::one_hot, inputs_.symbols},
                        .layers = {layer, dense},
                        .readout = Readout::last,
                        .loss = NetworkLoss::softmax_cross_entropy,
                        .clipping = {clips ? Clipping::Kind::norm : Clipping::Kind::none,
                                     clips ? inputs_.clip_norm : 1},
                        .optimizer = inputs_.optimizer,
                        .learning_rate = inputs_.learning_rate,
                        .seed = inputs_.seed});
  }
  return networks;
}

// The batches of the steps to come, which are all of one kind; more are read again.
std::optional<TrainingData> GradientFlow::training_data() const {
  constexpr int batches = 100;
  RandomState random = random_;
  Batch next = empty_batch(inputs_.batch);
  std::vector<int> symbols, targets;
  for (int i = 0; i < batches; ++i) {
    draw(next, random);
    symbols.insert(symbols.end(), next.symbols.begin(), next.symbols.end());
    targets.insert(targets.end(), next.targets.begin(), next.targets.end());
  }
  const int N = batches * inputs_.batch, T = inputs_.distance + 1;
  return TrainingData{.x = whole_numbers(Shape{N, T}, symbols),
                      .y = whole_numbers(Shape{N}, targets),
                      .batches = batches,
                      .shuffles = true,
                      .symbols = first_letters(inputs_.symbols)};
}

void GradientFlow::make_models() {
  for (const Network& network : networks()) {
    NetworkModel model(network, variables_);
    const std::vector<Tensor> all = variables_.tensors();
    const auto own = static_cast<std::ptrdiff_t>(trained_.size());
    models_.push_back({std::move(model), {all.begin() + own, all.end()}});
    trained_ = all;
  }
}

void GradientFlow::visit_state(Archive& archive) {
  visit_optimizer(archive, variables_, *optimizer_);
  archive.value("random", random_);
  archive.value("right", right_);
  for (const int right : right_) {
    require(right >= 0 && right <= accuracy_steps * inputs_.batch, "load", "there are not ", right,
            " right answers");
  }
}

GradientFlow::Batch GradientFlow::empty_batch(int B) const {
  const int T = inputs_.distance + 1;
  return {std::vector<int>(B * T), std::vector<int>(B)};
}

void GradientFlow::draw(Batch& batch, RandomState& random) const {
  const int T = inputs_.distance + 1;
  for (int& symbol : batch.symbols) symbol = random.randint(0, inputs_.symbols);
  for (std::size_t b = 0; b < batch.targets.size(); ++b) batch.targets[b] = batch.symbols[b * T];
}

Tensor GradientFlow::one_hot_symbols(const Batch& batch) const {
  const int B = static_cast<int>(batch.targets.size()), V = inputs_.symbols;
  return one_hot(batch.symbols, V).view(Shape{B, inputs_.distance + 1, V});
}

// What the model answers at the end of each sequence: (B, V).
Tensor GradientFlow::logits(const Model& model, const Tensor& x) const {
  return model.network.forward(x).outputs;
}

void GradientFlow::step(Report& report) {
  draw(batch_, random_);
  const Tensor x = one_hot_symbols(batch_);
  for (int i = 0; i < cells; ++i) report.curve(losses[i], train(i, x));
  optimizer_->set_learning_rate(static_cast<float>(inputs_.learning_rate));
  optimizer_->apply(trained_);
  report.level("loss", "guessing", static_cast<float>(elementary::log(inputs_.symbols)));
  if ((report.step() + 1) % accuracy_steps == 0) report_accuracies(report);
}

// Leaves the gradients in the model's variables; returns the loss.
float GradientFlow::train(int index, const Tensor& x) {
  const Model& model = models_[index];
  Tape tape;
  const Tensor logits = this->logits(model, x);
  const Tensor loss = reduce_mean(softmax_cross_entropy(logits, batch_.targets));
  tape.backward(loss);
  const auto largest = static_cast<float>(inputs_.clip_norm);
  if (largest > 0) clip_by_global_norm(model.trained, largest);
  argmax(logits, answers_);
  for (std::size_t b = 0; b < answers_.size(); ++b) {
    right_[index] += answers_[b] == batch_.targets[b];
  }
  return loss.item();
}

void GradientFlow::report_accuracies(Report& report) {
  for (int i = 0; i < cells; ++i) {
    report.curve(accuracies[i], static_cast<float>(right_[i]) /
                                    static_cast<float>(accuracy_steps * inputs_.batch));
  }
  report.level("accuracy_rnn", "guessing", 1.0f / static_cast<float>(inputs_.symbols));
  right_ = {};
}

// The norm of the loss's gradient with respect to the input at each time step.
GradientFlow::Norms GradientFlow::gradient_norms() const {
  Norms norms;
  for (int i = 0; i < cells; ++i) {
    const Tensor x = Tensor::variable(one_hot_symbols(probe_));
    Tape tape;
    tape.backward(reduce_mean(softmax_cross_entropy(logits(models_[i], x), probe_.targets)));
    norms[i] = norms_by_time(x.gradient());
  }
  return norms;
}

void GradientFlow::show(Report& report) const {
  const Norms norms = gradient_norms();
  report.plot("gradient", gradient_plot(norms));
  report.plot("gradient_at_start", gradient_plot(norms_at_start_));
  Table table{{"cell", "first_step", "last_step"}, {}};
  for (int i = 0; i < cells; ++i) {
    table.rows.push_back({names[i], number_text(norms[i].front()), number_text(norms[i].back())});
  }
  report.table("reach", table);
}

void GradientFlow::ask(const Question& question, Report& answer) const {
  const std::vector<std::string> alphabet = first_letters(inputs_.symbols);
  const std::vector<int> read = positions(question.text, alphabet);
  const int T = static_cast<int>(read.size()), V = inputs_.symbols;
  const Tensor x = one_hot(read, V).view(Shape{1, T, V});
  Table table{{"cell", "answer", "target"}, {}};
  std::vector<Tensor> rows;
  for (int i = 0; i < cells; ++i) {
    rows.push_back(softmax(logits(models_[i], x)));
    table.rows.push_back({names[i], alphabet[argmax(rows[i])[0]], alphabet[read[0]]});
  }
  answer.table("answers", table);
  answer.matrix("probabilities", concat(rows, 0),
                {{"cell", "symbol"}, {{names, names + cells}, alphabet}});
}

}  // namespace unfold
