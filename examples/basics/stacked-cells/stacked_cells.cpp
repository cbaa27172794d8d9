#include "examples/basics/stacked-cells/stacked_cells.h"

#include <algorithm>
#include <span>

#include "engine/core/tape.h"
#include "engine/kernels/elementary.h"
#include "engine/nn/network/count.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/select.h"
#include "engine/text/number_text.h"
#include "examples/shared/cell_inputs.h"
#include "examples/shared/tensors.h"
#include "examples/shared/training.h"

namespace unfold {
namespace {

using Inputs = StackedCells::Inputs;

constexpr Choice<StackedCells::Source> inputs_from[] = {
    {StackedCells::Source::arange, "arange", "0, 1, 2, …"},
    {StackedCells::Source::random, "random", "NumPy's rand"},
    {StackedCells::Source::wheel, "wheel", "Turns of a wheel"}};

constexpr std::string_view layer_names[] = {"layer_1", "layer_2", "layer_3", "layer_4",
                                            "layer_5", "layer_6", "layer_7", "layer_8"};

// Of the stack and of one layer.
constexpr const char *names[] = {"stack", "one_layer"}, *losses[] = {"loss", "loss_one_layer"},
                     *accuracies[] = {"accuracy", "accuracy_one_layer"},
                     *predictions[] = {"prediction", "prediction_one_layer"};

constexpr int batch = 32, time_steps = 8, unseen_sequences = 64, shown_sequences = 3,
              accuracy_steps = 10;

Tensor untrained_input(const Inputs& inputs) {
  return inputs.source == StackedCells::Source::arange
             ? counting({3, 5, 3})
             : RandomState(inputs.numpy_seed).rand({2, 5, 2});
}

int width_of(const Inputs& inputs) {
  return inputs.trains() ? wheel_bits : untrained_input(inputs).size(2);
}

Network network_of(const Inputs& inputs, const std::string& scope, int layers, int hidden) {
  Network network{.input = {InputLayer::Kind::features, width_of(inputs)}, .seed = inputs.seed};
  for (int layer = 0; layer < layers; ++layer) {
    network.layers.emplace_back(RecurrentLayer{
        .cell = inputs.cell,
        .units = hidden,
        .origins = origins(scope + "/cell_" + std::to_string(layer), inputs.op_seed + layer)});
  }
  if (!inputs.trains()) return network;
  network.layers.emplace_back(DenseLayer{
      .units = wheel_positions, .origins = origins(scope + "/dense", inputs.op_seed + layers)});
  network.loss = NetworkLoss::softmax_cross_entropy;
  network.learning_rate = inputs.learning_rate;
  return network;
}

// The narrowest with at least as many weights.
Network one_layer_for(const Network& stack, const Inputs& inputs) {
  int hidden = inputs.hidden;
  const auto one_layer = [&] { return network_of(inputs, "one_layer", 1, hidden); };
  while (count_weights(one_layer()) < count_weights(stack)) ++hidden;
  return one_layer();
}

std::vector<Network> networks_of(const Inputs& inputs) {
  std::vector<Network> networks = {
      network_of(inputs, "multi_rnn_cell", inputs.layers, inputs.hidden)};
  if (inputs.trains() && inputs.layers > 1) {
    networks.push_back(one_layer_for(networks[0], inputs));
  }
  return networks;
}

std::vector<NetworkModel> models_of(const std::vector<Network>& networks, Variables& variables) {
  std::vector<NetworkModel> models;
  for (const Network& network : networks) models.emplace_back(network, variables);
  return models;
}

Turns unseen_turns(const Inputs& inputs) {
  RandomState other(Seed{inputs.seed + 1});
  return draw_turns(unseen_sequences, time_steps, inputs.delay, other);
}

Tensor shown_of(const Tensor& x) {
  return resized(x, Shape{shown_sequences, x.size(1), x.size(2)});
}

float share_of_right(const Tensor& scores, const std::vector<int>& answers) {
  const std::vector<int> given = argmax(scores);
  int right = 0;
  for (std::size_t i = 0; i < answers.size(); ++i) right += given[i] == answers[i];
  return static_cast<float>(right) / static_cast<float>(answers.size());
}

// The first sequences, one behind the other.
std::string spelled(std::span<const int> positions) {
  std::string text;
  for (int i = 0; i < shown_sequences * time_steps; ++i) {
    if (i > 0 && i % time_steps == 0) text += ' ';
    text += std::to_string(positions[i]);
  }
  return text;
}

}  // namespace

void StackedCells::Inputs::visit(Form& form) {
  form.choice("source", source, inputs_from)
      .label("Source")
      .help(
          "The numbers 0 to 44 as 3 sequences of 5, or random numbers between 0 and 1 as 2 "
          "sequences of 5: the stack computes once. Turns of a wheel: it learns to say where the "
          "wheel stands.");
  form.seed("numpy_seed", numpy_seed)
      .label("NumPy seed")
      .help("Seed of the random numbers; 42 gives the notebook's own.")
      .when("source", "random")
      .advanced();
  form.integer("layers", layers)
      .label("Layers")
      .help("How many cells stand on top of each other; each layer adds its own weights.")
      .range(1, std::size(layer_names));
  hidden_field(form, hidden)
      .help("How many numbers the state of each layer holds; the top layer's are the output.")
      .range(1, 256);
  cell_field(form, cell);
  form.integer("delay", delay)
      .label("Delay")
      .help("How many steps later the answer may come; 0 asks for it at once.")
      .range(0, 4)
      .when("source", "wheel");
  learning_rate_field(form, learning_rate).when("source", "wheel");
  steps_field(form, steps)
      .help("How many training steps a run takes, each on 32 new sequences.")
      .when("source", "wheel");
  seed_field(form, seed);
  op_seed_field(form, "op_seed", op_seed)
      .label("Op seed")
      .help("The op seed of the lowest layer's weights; each layer above takes the next number.");
}

std::vector<Preset> StackedCells::presets() {
  const auto printed = [](std::string_view shape) {
    return std::vector{printed_text("shape", 0, shape)};
  };
  return {
      {.name = "as-published",
       .label = "As published",
       .note = "Lab 12.0, block MultiRNNCell, three LSTMs of 5: not recoverable, so only the shape "
               "(3, 5, 5) and the structure are compared.",
       .origin = Origin::invariant,
       .published = printed("(3, 5, 5)")},
      {.name = "deep-rnn",
       .label = "Deep RNN, 3 × 100",
       .note = "The RNN chapter's deep RNN: its input comes from seed 42 and is exact, of the "
               "output only the shape (2, 5, 100) was printed.",
       .origin = Origin::invariant,
       .inputs = {{"source", "random"}, {"hidden", "100"}, {"cell", "rnn"}, {"seed", "42"}},
       .published = printed("(2, 5, 100)")},
      {.name = "wheel",
       .label = "Two layers learn",
       .note = "Our own: two layers of 8 basic RNN units and one layer with a few more weights "
               "learn to follow a wheel, from the same sequences.",
       .inputs = {{"source", "wheel"}, {"layers", "2"}, {"hidden", "8"}, {"cell", "rnn"}}},
  };
}

StackedCells::StackedCells(const Inputs& inputs)
    : inputs_(inputs),
      networks_(networks_of(inputs)),
      models_(models_of(networks_, variables_)),
      training_(networks_[0], variables_),
      random_(inputs.seed),
      unseen_(unseen_turns(inputs)) {}

void StackedCells::give_examples(Examples& examples) const {
  examples.x = inputs_.trains() ? shown_of(unseen_.x) : untrained_input(inputs_);
}

void StackedCells::change(const Inputs& inputs) {
  inputs_ = inputs;
  for (Network& network : networks_) network.learning_rate = inputs.learning_rate;
}

void StackedCells::visit_state(Archive& archive) {
  if (!inputs_.trains()) return;
  visit_optimizer(archive, variables_, training_.optimizer());
  archive.value("random", random_);
}

void StackedCells::step(Report& report) {
  inputs_.trains() ? train(report) : report_outputs(report);
}

void StackedCells::report_outputs(Report& report) const {
  const Tensor x = untrained_input(inputs_);
  const State layers = report_layers(report, x);
  const Tensor& outputs = layers.back();
  report.matrix("outputs", outputs, {{"batch", "time", "unit"}, {}});

  Table shapes{{"name", "shape"}, {{"input", to_string(x.shape())}}};
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    shapes.rows.push_back({std::string(layer_names[layer]), to_string(layers[layer].shape())});
  }
  shapes.rows.push_back({"outputs", to_string(outputs.shape())});
  report.table("shapes", shapes);
  report.text("shape", to_string(outputs.shape()));
}

// The outputs of each layer of the stack, from the lowest up.
State StackedCells::report_layers(Report& report, const Tensor& x) const {
  report.matrix("input", x, {{"batch", "time", "feature"}, {}});
  const auto [outputs, recurrent, state] = models_[0].forward(x);
  for (std::size_t layer = 0; layer < recurrent.size(); ++layer) {
    report.matrix(layer_names[layer], recurrent[layer], {{"batch", "time", "unit"}, {}});
  }
  report.invariant("top layer's state equals its last output",
                   largest_difference(last_outputs(recurrent.back()), state.back()), 0);
  return recurrent;
}

// Neither network's loss depends on the other's weights, so that one step trains both.
void StackedCells::train(Report& report) {
  const auto [x, positions] = draw_turns(batch, time_steps, inputs_.delay, random_);
  Tape tape;
  std::vector<Tensor> scores;
  Tensor sum;
  for (std::size_t i = 0; i < models_.size(); ++i) {
    scores.push_back(models_[i].forward(x).outputs);
    const Tensor loss = loss_of_symbols(networks_[i], scores[i], positions);
    report.curve(losses[i], loss.item());
    sum = i == 0 ? loss : sum + loss;
  }
  training_.step(tape, sum, inputs_.learning_rate);
  report.level("loss", "guessing", static_cast<float>(elementary::log(wheel_positions)));
  if ((report.step() + 1) % accuracy_steps == 0) report_accuracies(report, scores, positions);
}

// On sequences from which nothing had been learned when these scores were given.
void StackedCells::report_accuracies(Report& report, const std::vector<Tensor>& scores,
                                     const std::vector<int>& positions) const {
  for (std::size_t i = 0; i < scores.size(); ++i) {
    report.curve(accuracies[i], share_of_right(scores[i], positions));
  }
  report.level("accuracy", "guessing", 1.0f / wheel_positions);
}

void StackedCells::show(Report& report) const {
  if (!inputs_.trains()) return;
  show_answers(report);
  report_layers(report, shown_of(unseen_.x));
  show_networks(report);
}

void StackedCells::show_answers(Report& report) const {
  const std::string target = spelled(unseen_.positions);
  for (std::size_t i = 0; i < models_.size(); ++i) {
    const Tensor scores = models_[i].forward(shown_of(unseen_.x)).outputs;
    report.text(predictions[i], spelled(argmax(scores)), target);
  }
}

void StackedCells::show_networks(Report& report) const {
  Table table{{"network", "layers", "units", "weights", "right"}, {}};
  for (std::size_t i = 0; i < models_.size(); ++i) {
    const auto& lowest = std::get<RecurrentLayer>(networks_[i].layers[0]);
    const float right = share_of_right(models_[i].forward(unseen_.x).outputs, unseen_.positions);
    table.rows.push_back({names[i], std::to_string(networks_[i].layers.size() - 1),
                          std::to_string(lowest.units), std::to_string(count_weights(networks_[i])),
                          number_text(right)});
  }
  report.table("networks", table);
}

}  // namespace unfold
