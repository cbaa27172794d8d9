#include "engine/io/export/keras_training.h"

#include "engine/io/export/python.h"

namespace unfold {
namespace {

constexpr std::string_view keras_rmsprop = R"(


class TensorFlowRMSprop(keras.optimizers.Optimizer):
    """TensorFlow 1's mean of squares begins at 1, Keras' at 0."""

    def build(self, variables):
        super().build(variables)
        self.squares = [
            self.add_variable_from_reference(variable, name="square", initializer="ones")
            for variable in variables
        ]

    def update_step(self, gradient, variable, learning_rate):
        square = self.squares[self._get_variable_index(variable)]
        self.assign(square, 0.9 * square + 0.1 * ops.square(gradient))
        self.assign_sub(variable, learning_rate * gradient / ops.sqrt(square + 1e-10))
)";

std::string keras_optimizer(const Network& network) {
  std::string rest = number_text(network.learning_rate);
  const std::string limit = number_text(network.clipping.limit);
  if (network.clipping.kind == Clipping::Kind::norm) rest += ", global_clipnorm=" + limit;
  if (network.clipping.kind == Clipping::Kind::value) rest += ", clipvalue=" + limit;
  switch (network.optimizer) {
    case OptimizerKind::sgd: return "keras.optimizers.SGD(" + rest + ")";
    case OptimizerKind::momentum: return "keras.optimizers.SGD(" + rest + ", momentum=0.9)";
    case OptimizerKind::adagrad:
      return "keras.optimizers.Adagrad(" + rest + ", initial_accumulator_value=0.1)";
    case OptimizerKind::rmsprop: return "TensorFlowRMSprop(" + rest + ")";
    default: return "keras.optimizers.Adam(" + rest + ", epsilon=1e-8)";
  }
}

const char* keras_loss(const Network& network) {
  if (network.loss == NetworkLoss::minus_y_log_p0) {
    return "lambda target, output: -ops.mean("
           "ops.cast(target, \"float32\") * ops.log_softmax(output)[..., 0])";
  }
  if (compares_symbols(network)) {
    return "keras.losses.SparseCategoricalCrossentropy(from_logits=True)";
  }
  return network.loss == NetworkLoss::sum_squared_error
             ? "lambda target, output: ops.sum(ops.square(target - output))"
             : "keras.losses.MeanSquaredError()";
}

constexpr Shuffling shuffling = {"random = np.random.default_rng(0)", "np.arange(len(x))",
                                 "np.array_split(order, ", "random.permutation(len(x))"};

// The state's tensors in the order in which Keras keeps them, h first.
std::string keras_saved_states(const Network& network) {
  std::string states;
  for (const auto& [h, c] : state_places(network)) {
    states += quoted(state_name(h)) + ", ";
    if (c >= 0) states += quoted(state_name(c)) + ", ";
  }
  return "[" + states.substr(0, states.size() - 2) + "]";
}

void add_keras_states(Script& script, const Network& network, const TrainingData& data) {
  script.block(R"(


def states_of(network):
    """What the recurrent layers carry from call to call, h of each first."""
    recurrent = [layer for layer in network.layers if isinstance(layer, layers.RNN)]
    return [state for layer in recurrent for state in keras.tree.flatten(layer.states)]


def begin_anew(network, keep):
    """Zeros for the streams that are not kept."""
    for state in states_of(network):
        state.assign(state * keep)
)");
  if (data.state.empty()) return;
  script.block(R"(


def restore_states(network):
    """The state after the window before the next one."""
)");
  script.line("    for state, name in zip(states_of(network), ", keras_saved_states(network), "):")
      .line("        state.assign(data[name])");
}

void add_keras_train(Script& script, const Network& network, const TrainingData& data) {
  const bool carries = data.carries_state, is_stream = data.window > 0;
  script.block(R"(


def train(network, steps):
    """Trains so many steps; gives the loss before each of them."""
)");
  script.line("    network.compile(")
      .line("        optimizer=", keras_optimizer(network), ",")
      .line("        loss=", keras_loss(network), ",")
      .line("    )");
  if (!data.state.empty()) script.line("    restore_states(network)");
  if (data.reset_every > 0) script.line("    streams = np.arange(len(x))");
  script.line("    losses = []");
  const bool needs_step = data.final_rate != 1 || data.reset_every > 0;
  script.line("    for ", needs_step ? "step" : "_", ", (inputs, targets",
              is_stream ? carries ? ", begins" : ", _" : "", ") in zip(range(steps), batches()):");
  if (carries) {
    script.line("        if begins:").line("            begin_anew(network, 0.0)");
  }
  if (data.final_rate != 1) {
    script.line("        # Falls evenly, to ", number_text(data.final_rate),
                " of itself at the end of the run.");
    script.line("        done = min(1, (", data.step, " + step) / ", data.steps, ")")
        .line("        network.optimizer.learning_rate = ", number_text(network.learning_rate),
              " * (1 - ", number_text(1 - data.final_rate), " * done)");
  }
  script.block(R"(
        network.reset_metrics()  # or the loss is the mean of all steps
        losses.append(float(network.train_on_batch(inputs, targets)))
)");
  if (data.reset_every > 0) {
    script.line("        keep = (", data.step + 1, " + step + streams) % ", data.reset_every,
                " != 0  # each stream in its turn begins anew");
    script.line("        begin_anew(network, keep[:, None].astype(\"float32\"))");
  }
  script.line("    return losses");
}

void add_keras_show(Script& script, const Network& network, const TrainingData& data) {
  script.line().line().line("def show(network):");
  if (!compares_symbols(network)) {
    script.block(R"(
    print("predicted:", *network.predict(x[:1], verbose=0)[0].flatten())
    print("should be:", *y[0].flatten())
)");
  } else if (data.y.rank() == 1) {
    script.block(R"(
    best = network.predict(x[:500], verbose=0).argmax(-1)
    print("right:", (best == y[:500]).mean())
)");
  } else {
    script.block(R"(
    read = x[:3, :80]
    for symbols, best in zip(read, network.predict(read, verbose=0).argmax(-1)):
        print("".join(SYMBOLS[n] for n in symbols), "→", "".join(SYMBOLS[n] for n in best))
)");
  }
}

void add_keras_main_function(Script& script, const TrainingData& data) {
  const bool carries = data.carries_state;
  add_python_main(script, data);
  script.line("    network = load_network(", carries ? "batch=len(x)" : "", ")");
  script.line("    losses = train(network, steps)")
      .line("    print(\"loss:\", losses[0], \"→\", losses[-1])");
  if (carries) {
    script.block(R"(
    plain = make_network()  # which carries no state and reads batches of any size
    for variable, trained in zip(plain.trainable_variables, network.trainable_variables):
        variable.assign(trained)
    show(plain)
)");
  } else {
    script.line("    show(network)");
  }
}

}  // namespace

void add_keras_data(Script& script, const TrainingData& data, const Network& network,
                    const std::string& stem) {
  const bool has_small = is_small(data);
  if (compares_symbols(network) && data.y.rank() == 2) add_python_symbols(script, data);
  if (!has_small) script.line("data = np.load(HERE / ", quoted(stem + ".data.npz"), ")");
  const auto add = [&](const char* name, const Tensor& values, bool are_symbols) {
    const std::string type = are_symbols ? "\"int32\"" : "\"float32\"";
    if (has_small) {
      script.line(name, " = np.array(", list_text(values), ", dtype=", type, ")");
    } else {
      const bool divides = name[0] == 'x' && data.x_divisor > 0;
      script.line(name, " = data[\"", name, "\"].astype(", type, ")",
                  divides ? " / np.float32(" + number_text(data.x_divisor) + ")" : "");
    }
  };
  add("x", data.x, is_symbols(network));
  add("y", data.y, compares_symbols(network));
}

void add_keras_training(Script& script, const Network& network, const TrainingData& data) {
  if (network.optimizer == OptimizerKind::rmsprop) script.block(keras_rmsprop);
  add_python_batches(script, data, shuffling);
  if (data.carries_state) add_keras_states(script, network, data);
  add_keras_train(script, network, data);
  add_keras_show(script, network, data);
  add_keras_main_function(script, data);
}

}  // namespace unfold
