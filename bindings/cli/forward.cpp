#include "bindings/cli/forward.h"

#include <cfloat>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <vector>

#include "bindings/cli/options.h"
#include "bindings/cli/report_text.h"
#include "bindings/cli/weights_file.h"
#include "engine/lab/report_json.h"
#include "engine/nn/network/encoder_decoder.h"
#include "engine/nn/network/text.h"
#include "engine/text/number_text.h"

namespace unfold {
namespace {

constexpr int most_rows = 1024;  // sequences, time steps and numbers
constexpr double most_text = 1e8, most_file = 1e9;

// ---- The data.

// Features as they are, symbols as the layers read them.
Tensor read_symbols(const Network& network, const NetworkModel& model, const Tensor& data) {
  if (data.size(0) > 1) {
    throw WrongUsage(
        "--data has several blocks, but symbols need one: a row for each sequence, such as "
        "0,1,2;2,1,0.");
  }
  std::vector<int> symbols;
  for (const float value : data.values()) {
    if (value != std::floor(value) || value < 0 ||
        value >= static_cast<float>(network.input.size)) {
      throw WrongUsage("--data has " + number_text(value) +
                       ", but this network reads symbols by number: whole numbers from 0 to " +
                       std::to_string(network.input.size - 1) + ".");
    }
    symbols.push_back(static_cast<int>(value));
  }
  return model.input(symbols, data.size(1));
}

Tensor read_data(const Network& network, const NetworkModel& model, const Tensor& data) {
  if (data.empty()) {
    throw WrongUsage(
        "Say what the network reads: --data MATRIX, with \",\" between numbers, \";\" between time "
        "steps and \"|\" between sequences.");
  }
  if (network.input.kind != InputLayer::Kind::features) return read_symbols(network, model, data);
  const int D = network.input.size;
  if (data.size(2) != D) {
    const std::string here = std::to_string(data.size(2)), needed = std::to_string(D);
    throw WrongUsage("--data has " + here + " numbers for each time step, but the network reads " +
                     needed + ". Give " + needed + ", or write features " + here + ".");
  }
  return data;
}

void check_lengths(const std::vector<int>& lengths, const Tensor& x) {
  if (lengths.empty()) return;
  const int B = x.size(0), T = x.size(1);
  if (static_cast<int>(lengths.size()) != B) {
    throw WrongUsage("--lengths has " + std::to_string(lengths.size()) +
                     " numbers, but there are " + std::to_string(B) +
                     " sequences: give a number for each.");
  }
  for (const int length : lengths) {
    if (length <= T) continue;
    throw WrongUsage("--lengths has " + std::to_string(length) + ", but a sequence has " +
                     std::to_string(T) + " time steps.");
  }
}

// ---- The initial state.

// One matrix for each cell, between "|".
std::vector<Tensor> read_blocks(std::string_view option, const std::string& text) {
  std::vector<Tensor> blocks;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('|', at), text.size());
    Form form;
    form.matrix(option, blocks.emplace_back())
        .range(-FLT_MAX, FLT_MAX)
        .shape({most_rows, most_rows})
        .read(std::string_view(text).substr(at, end - at));
    at = end + 1;
  }
  return blocks;
}

class InitialState {
 public:
  InitialState(const Network& network, int B) : cells_(cells_of(network)), B_(B) {}

  // Empty where neither is given.
  State read(const std::string& h, const std::string& c) const {
    if (h.empty() && c.empty()) return {};
    std::vector<NetworkCell> with_c;
    for (const NetworkCell& cell : cells_) {
      if (cell.has_c) with_c.push_back(cell);
    }
    if (!c.empty() && with_c.empty()) {
      throw WrongUsage("--initial-c is given, but only an lstm has such a state. Leave it out.");
    }
    const std::vector<Tensor> all_h = blocks("initial_h", h, cells_);
    const std::vector<Tensor> all_c = blocks("initial_c", c, with_c);
    State state;
    auto next_c = all_c.begin();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (cells_[i].has_c) state.push_back(*next_c++);
      state.push_back(all_h[i]);
    }
    return state;
  }

 private:
  // Zeros where nothing is given.
  std::vector<Tensor> blocks(std::string_view option, const std::string& text,
                             const std::vector<NetworkCell>& cells) const {
    std::vector<Tensor> all;
    if (text.empty()) {
      for (const NetworkCell& cell : cells) all.push_back(Tensor::zeros(Shape{B_, cell.units}));
      return all;
    }
    all = read_blocks(option, text);
    if (all.size() != cells.size()) {
      throw WrongUsage(flag_name(option) + " has " + std::to_string(all.size()) +
                       " blocks, but needs one for each cell, between \"|\": " + listed(cells) +
                       ".");
    }
    for (std::size_t i = 0; i < all.size(); ++i) check_block(option, all[i], cells[i]);
    return all;
  }

  void check_block(std::string_view option, const Tensor& block, const NetworkCell& cell) const {
    const Shape needed{B_, cell.units};
    if (block.shape() == needed) return;
    throw WrongUsage(flag_name(option) + " must have the shape " + to_string(needed) + " for \"" +
                     cell.scope + "\", a row for each sequence and a number for each unit, not " +
                     to_string(block.shape()) + ".");
  }

  std::string listed(const std::vector<NetworkCell>& cells) const {
    std::string list;
    for (const NetworkCell& cell : cells) {
      list +=
          (list.empty() ? "\"" : ", \"") + cell.scope + "\" " + to_string(Shape{B_, cell.units});
    }
    return list;
  }

  std::vector<NetworkCell> cells_;
  int B_;
};

// ---- What comes out.

struct Named {
  std::string scope, part;
  Tensor values;
};

std::vector<Named> named_states(const Network& network, const State& state) {
  std::vector<Named> all;
  auto next = state.begin();
  for (const NetworkCell& cell : cells_of(network)) {
    if (cell.has_c) all.push_back({cell.scope, "c", *next++});
    all.push_back({cell.scope, "h", *next++});
  }
  return all;
}

void check_finite(const std::string& name, const Tensor& values) {
  for (const float value : values.values()) {
    if (std::isfinite(value)) continue;
    throw std::runtime_error("The " + name +
                             " left the finite numbers: data or weights are too large.");
  }
}

void write_json(std::ostream& out, const Tensor& outputs, const std::vector<Named>& states) {
  Json json;
  json.object([&] {
    json.key("outputs");
    write_matrix(json, outputs);
    json.key("states").object([&] {
      for (std::size_t i = 0; i < states.size();) {
        const std::string& scope = states[i].scope;
        json.key(scope).object([&] {
          for (; i < states.size() && states[i].scope == scope; ++i) {
            json.key(states[i].part);
            write_matrix(json, states[i].values);
          }
        });
      }
    });
  });
  out << json.written() << '\n';
}

void write_text(std::ostream& out, const Network& network, const Tensor& outputs,
                const std::vector<Named>& states) {
  Report report;
  std::vector<std::string> names;
  names.reserve(states.size());
  report.matrix("outputs", outputs);
  for (const Named& state : states) {
    report.matrix(names.emplace_back(state.scope + "/" + state.part), state.values);
  }
  out << network_text(network) << '\n';
  write_matrices(out, report);
}

// What these refuse is the reader's own.
template <typename Work>
auto refusing(Work work) {
  try {
    return work();
  } catch (const std::invalid_argument& error) {
    const std::string message = error.what();
    throw WrongUsage(message.ends_with('.') ? message : message + ".");
  }
}

void run_network(const std::string& text, const Options& options, const Console& console) {
  const GivenNetwork given = given_network(text, options);
  const auto& [network, variables, inputs, model] = given;
  const Tensor x = given.x();
  const State initial = InitialState(network, x.size(0)).read(inputs.initial_h, inputs.initial_c);
  const auto result = model->forward(x, inputs.lengths, initial);
  const std::vector<Named> states = named_states(network, result.state);
  check_finite("outputs", result.outputs);
  for (const Named& state : states) check_finite("state of " + state.scope, state.values);
  options.json ? write_json(console.out, result.outputs, states)
               : write_text(console.out, network, result.outputs, states);
}

}  // namespace

void ForwardInputs::visit(Form& form) {
  form.matrix("data", data)
      .range(-FLT_MAX, FLT_MAX)
      .shape({most_rows, most_rows, most_rows})
      .optional();
  form.list("lengths", lengths).range(0, most_rows).length(0, most_rows);
  form.text("initial_h", initial_h).range(0, most_text);
  form.text("initial_c", initial_c).range(0, most_text);
  form.file("weights", weights).range(0, most_file);
}

Tensor GivenNetwork::x() const {
  Tensor x = read_data(network, *model, inputs.data);
  check_lengths(inputs.lengths, x);
  return x;
}

GivenNetwork given_network(const std::string& text, const Options& options) {
  if (is_encoder_decoder(text)) {
    throw WrongUsage(
        "This network reads one sequence and writes another; a single chain is needed here. Give "
        "the part before or behind \"=>\".");
  }
  GivenNetwork given{refusing([&] { return read_network(text); })};
  Form form;
  given.inputs.visit(form);
  form.read(options.values);
  given.model =
      refusing([&] { return std::make_unique<NetworkModel>(given.network, given.variables); });
  if (const auto weights = options.files.find("weights"); weights != options.files.end()) {
    with_weights(weights->second,
                 [&](const auto& arrays) { load_weights(arrays, given.variables); });
  } else if (has_given_weights(given.network)) {
    throw WrongUsage(
        "Some weights of this network are given, and a line does not tell them. Say where they "
        "are: --weights FILE.");
  }
  return given;
}

const std::string_view forward_help =
    R"(lab forward: what a network makes of numbers.

Usage
  lab forward NETWORK --data MATRIX [options]

  lab forward 'features 4 | lstm 3' --data '1,0,0,0;0,1,0,0' --json
  lab forward 'onehot 5 | lstm 5 | dense 5' --data '0,1,0,2,3,3' --json

A network is a line of parts between "|": its input, its layers from the lowest up, and, where it is
trained, its loss, its optimizer and its seed.

  onehot V                    Reads symbols by number, from 0, each as a row of zeros with a one.
  features D                  Reads D numbers at each time step.
  ids V | embedding WIDTH     Reads symbols by number, each as a row of a table.
                              table=START seed=N name=NAME

  rnn H                       h = tanh([x, h] · kernel + bias); activation=relu
  lstm H                      forget_bias=1 is what the forget gate starts at in all, whatever the
                              bias is; it stands beside the bias and is not trained. In the bias it
                              is with unit_forget_bias, as in Keras. peepholes
  gru H                       TensorFlow 1's: its gates start at forget_bias=1, and the reset gate
                              stands before the product. reset_after: behind it, with a second bias,
                              as in Keras, PyTorch and cuDNN; all biases start at 0.
  bidirectional CELL H        A second cell reads backwards: merge=concat, sum, ave or mul.
                              backward_seed=N
    kernel=START recurrent=START bias=NUMBER or none, backwards, seed=N, name=NAME
                              Of all four. START is a number or glorot_uniform, orthogonal,
                              random_normal, random_uniform, truncated_normal, zeros, ones,
                              uniform(LIMIT); or given, which needs --weights. Without recurrent,
                              inputs and state have one kernel that is drawn at once.
                              backwards: reads from the end, and outputs come in that order.

  last                        Behind the last recurrent layer: its final state goes on alone.
  states                      The final states of all recurrent layers side by side.
  dropout SHARE               Drops that share while the network is trained, not here; also
                              keep=SHARE. seed=N
  dense N                     activation=linear, tanh, sigmoid, relu or softmax; kernel=START
                              bias=NUMBER or none, seed=N, name=NAME

  softmax_cross_entropy, sequence_loss, minus_y_log_p0, mean_squared_error, sum_squared_error,
  nce N, sampled_softmax N    The last two against N symbols that are drawn.
  clip_norm LIMIT, clip_value LIMIT
  sgd, momentum, adagrad, rmsprop, adam, lazy_adam RATE
  seed N                      What all weights are drawn from [777].

Options
  --data MATRIX               What it reads: "," between numbers, ";" between time steps, "|" between
                              sequences. Of symbols: a row for each sequence.
  --lengths LIST              How many time steps of each sequence count. Behind them a recurrent
                              layer gives zeros, and its state stays.
  --initial-h MATRIX          The state at the beginning, a row for each sequence; of several cells
                              one matrix each, between "|", from the lowest layer up and the forward
                              cell first. Without it: zeros.
  --initial-c MATRIX          The same for the c of each lstm.
  --weights FILE              All variables, by their names: a safetensors file, also a run that
                              lab run --save wrote, or an npz file, as numpy.savez writes it.
  --json                      {"outputs":{"shape":[…],"values":[…]},"states":{NAME:{"c":…,"h":…}}}
                              with the outputs of the last layer, at all time steps unless it reads
                              a final state.
)";

void forward(std::span<const std::string> arguments, const Console& console) {
  if (arguments.empty() || arguments[0].starts_with("--")) {
    throw WrongUsage(
        "Say which network: lab forward 'features 4 | lstm 3' --data MATRIX. lab forward --help "
        "tells how one is written.");
  }
  const BoundForm bound = bound_form<ForwardInputs>();
  const Options options = read_options(Verb::forward, bound.form, bound.form, arguments.subspan(1));
  if (options.help) {
    console.out << forward_help;
  } else {
    run_network(arguments[0], options, console);
  }
}

}  // namespace unfold
