#include "engine/io/export/keras.h"

#include <algorithm>

#include "engine/io/export/keras_training.h"
#include "engine/io/export/keras_weights.h"
#include "engine/io/export/python.h"

namespace unfold {
namespace {

constexpr std::string_view keras_peephole_cell = R"(


@keras.saving.register_keras_serializable()
class PeepholeLSTMCell(layers.Layer):
    """An LSTM whose gates see c as well, which Keras' do not."""

    def __init__(self, units, use_bias=True, **options):
        super().__init__(**options)
        self.units, self.use_bias = units, use_bias
        self.state_size, self.output_size = [units, units], units

    def get_config(self):
        return {**super().get_config(), "units": self.units, "use_bias": self.use_bias}

    def build(self, input_shape):
        columns = 4 * self.units
        self.kernel = self.add_weight(shape=(input_shape[-1], columns), name="kernel")
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, columns), initializer="orthogonal", name="recurrent_kernel"
        )
        self.bias = None
        if self.use_bias:
            self.bias = self.add_weight(shape=(columns,), initializer="zeros", name="bias")
        # Of the gates i, f and o.
        self.peepholes = self.add_weight(
            shape=(3, self.units), initializer="zeros", name="peepholes"
        )
        self.built = True

    def call(self, inputs, states, training=False):
        h, c = states
        z = ops.matmul(inputs, self.kernel) + ops.matmul(h, self.recurrent_kernel)
        if self.use_bias:
            z = z + self.bias
        i, f, g, o = ops.split(z, 4, axis=-1)
        see_i, see_f, see_o = self.peepholes[0], self.peepholes[1], self.peepholes[2]
        c = ops.sigmoid(f + see_f * c) * c + ops.sigmoid(i + see_i * c) * ops.tanh(g)
        h = ops.sigmoid(o + see_o * c) * ops.tanh(c)
        return h, [h, c]
)";

constexpr std::string_view keras_reverse = R"(


def reverse(x, lengths):
    """Each sequence from its end; what lies behind its length stays there."""
    t = ops.arange(x.shape[1], dtype="int32")[None]
    last = lengths[:, None] - 1
    return ops.take_along_axis(x, ops.where(t <= last, last - t, t)[..., None], axis=1)
)";

std::string python_flag(bool value) { return value ? "True" : "False"; }

std::string keras_activation(DenseLayer::Activation activation) {
  const std::string name = activation_name(activation);
  return name.empty() ? "" : ", activation=\"" + name + "\"";
}

// All that a model reads: "[x, *states, lengths]", or what it reads alone.
std::string keras_inputs(const Exportable& model, const std::string& x, const std::string& states) {
  const bool has_states = !model.state.empty(), has_lengths = !model.lengths.empty();
  if (!has_states && !has_lengths) return x;
  return "[" + x + (has_states ? ", *" + states : "") + (has_lengths ? ", lengths]" : "]");
}

class KerasNetwork {
 public:
  KerasNetwork(Script& script, const Exportable& model)
      : script_(script),
        model_(model),
        network_(model.network),
        names_(layer_names(model.network)),
        has_lengths_(!model.lengths.empty()),
        carries_(model.data && model.data->carries_state) {}

  void write() {
    script_.line().line().line("def make_network(", carries_ ? "batch=None" : "", "):");
    if (carries_) {
      script_.line(
          "    \"\"\"For batches of one size its layers carry their states from call to "
          "call.\"\"\"");
    }
    write_input();
    for (std::size_t place = 0; place < names_.size(); ++place) {
      write_layer(static_cast<int>(place));
      if (static_cast<int>(place) == last_recurrent(network_)) write_readout();
    }
    script_.line("    return keras.Model(", keras_inputs(model_, "inputs", "states"), ", y)");
  }

 private:
  void write_input() {
    const bool symbols = is_symbols(network_);
    const std::string time = has_lengths_ ? std::to_string(model_.x.size(1)) : "None";
    const std::string rest = symbols ? "" : ", " + std::to_string(network_.input.size);
    const std::string type = symbols ? ", dtype=\"int32\"" : "";
    const std::string batch = carries_ ? "batch" : "None";
    script_.line("    y = inputs = keras.Input(batch_shape=(", batch, ", ", time, rest, ")", type,
                 ")");
    if (has_lengths_) {
      script_.line("    lengths = keras.Input((), dtype=\"int32\")")
          .line("    mask = ops.arange(", time, ", dtype=\"int32\")[None] < lengths[:, None]");
    }
    if (!model_.state.empty()) {
      script_.line("    states = [keras.Input(part.shape[1:]) for part in initial_states]");
    }
    const std::string sizes = std::to_string(network_.input.size);
    if (network_.input.kind == InputLayer::Kind::one_hot) {
      script_.line("    y = ops.one_hot(y, ", sizes, ")");
    } else if (network_.input.kind == InputLayer::Kind::ids) {
      script_.line("    y = layers.Embedding(", sizes, ", ", network_.input.width,
                   ", name=\"embedding\")(y)");
    }
  }

  void write_layer(int place) {
    const Layer& layer = network_.layers[place];
    const std::string name = "name=\"" + names_[place] + "\"";
    if (const auto* dense = std::get_if<DenseLayer>(&layer)) {
      script_.line("    y = layers.Dense(", dense->units, keras_activation(dense->activation),
                   dense->has_bias ? ", " : ", use_bias=False, ", name, ")(y)");
    } else if (const auto* dropout = std::get_if<DropoutLayer>(&layer)) {
      script_.line("    y = layers.Dropout(", number_text(static_cast<float>(1 - dropout->keep)),
                   ", ", name, ")(y)");
    } else {
      write_recurrent(std::get<RecurrentLayer>(layer), place, name);
    }
  }

  bool gives_last_alone(int place) const {
    return network_.readout == Readout::last && place == last_recurrent(network_);
  }

  void write_recurrent(const RecurrentLayer& layer, int place, const std::string& name) {
    if (layer.backwards && has_lengths_) script_.line("    y = reverse(y, lengths)");
    const bool gives_state = network_.readout == Readout::all_layers;
    const std::string made = made_layer(layer, place, name);
    script_.line("    y", gives_state ? ", *state" : "", " = ", made, "(y",
                 has_lengths_ ? ", mask=mask" : "", initial_state(layer), ")");
    if (gives_state) states_.push_back(final_state(layer));
    if (has_lengths_ && !gives_last_alone(place)) {
      script_.line("    y = y * ops.cast(mask, y.dtype)[..., None]  # zeros behind the ends");
    }
  }

  // Of this layer, h first.
  std::string initial_state(const RecurrentLayer& layer) {
    if (model_.state.empty()) return "";
    const int first = next_state_, count = gate_count(layer.cell) == 4 ? 2 : 1;
    next_state_ += count * (layer.bidirectional ? 2 : 1);
    return ", initial_state=states[" + std::to_string(first) + ":" + std::to_string(next_state_) +
           "]";
  }

  std::string made_layer(const RecurrentLayer& layer, int place, const std::string& name) {
    const std::string units = std::to_string(layer.units);
    const std::string bias = layer.biases.used ? "" : ", use_bias=False";
    std::string rest = ", return_sequences=" + python_flag(!gives_last_alone(place));
    if (network_.readout == Readout::all_layers) rest += ", return_state=True";
    if (carries_) rest += ", stateful=batch is not None";
    if (layer.backwards && !has_lengths_) rest += ", go_backwards=True";
    if (!layer.bidirectional) return cell_call(layer, units + bias, rest + ", " + name) + ")";
    const char* modes[] = {"concat", "sum", "ave", "mul"};
    script_.line("    ahead = ", cell_call(layer, units + bias, rest), ")");
    return std::string("layers.Bidirectional(ahead, merge_mode=\"") +
           modes[static_cast<int>(*layer.bidirectional)] + "\", " + name + ")";
  }

  static std::string cell_call(const RecurrentLayer& layer, const std::string& sizes,
                               const std::string& rest) {
    if (layer.cell == CellKind::peephole_lstm) {
      return "layers.RNN(PeepholeLSTMCell(" + sizes + ")" + rest;
    }
    if (layer.cell == CellKind::lstm) return "layers.LSTM(" + sizes + rest;
    if (layer.cell == CellKind::gru) {
      return "layers.GRU(" + sizes + ", reset_after=" + python_flag(layer.reset_after) + rest;
    }
    const bool is_relu = layer.cell == CellKind::relu_rnn;
    return "layers.SimpleRNN(" + sizes + (is_relu ? ", activation=\"relu\"" : "") + rest;
  }

  // Adds the line that keeps a layer's final h; gives its name.
  std::string final_state(const RecurrentLayer& layer) {
    std::string name = "h_" + std::to_string(states_.size());
    const std::string second = gate_count(layer.cell) == 4 ? "state[2]" : "state[1]";
    const std::string pair = "state[0], " + second;
    std::string h = "state[0]";
    if (layer.bidirectional) {
      switch (*layer.bidirectional) {
        case Merge::concat: h = "ops.concatenate([" + pair + "], axis=-1)"; break;
        case Merge::sum: h = "ops.add(" + pair + ")"; break;
        case Merge::average: h = "ops.add(" + pair + ") / 2"; break;
        case Merge::product: h = "ops.multiply(" + pair + ")"; break;
      }
    }
    script_.line("    ", name, " = ", h);
    return name;
  }

  void write_readout() {
    if (network_.readout != Readout::all_layers) return;
    std::string all;
    for (const std::string& state : states_) all += (all.empty() ? "" : ", ") + state;
    script_.line("    y = ", states_.size() == 1 ? all : "ops.concatenate([" + all + "], axis=-1)");
  }

  Script& script_;
  const Exportable& model_;
  const Network& network_;
  std::vector<std::string> names_, states_;
  bool has_lengths_, carries_;
  int next_state_ = 0;
};

void add_keras_head(Script& script, const Exportable& model, const std::string& stem) {
  add_python_title(script, model, "Keras 3");
  script.line("    python3 ", stem, ".py", model.data ? " [STEPS]" : "")
      .line()
      .line("The weights are in ", stem, ".weights.npz, layer by layer as get_weights gives them.");
  script.block(R"(
TensorFlow 1's forget bias of an LSTM stands in the bias: in sum they are trained alike. Its GRU is
Keras' with reset_after=False.
)");
  script.line("\"\"\"").line();
  if (model.data) script.line("import sys");
  script.block(R"(
from pathlib import Path

import keras
import numpy as np
from keras import layers, ops

)");
  add_python_paths(script, stem);
}

void add_keras_x(Script& script, const Exportable& model) {
  if (model.x.empty()) return;
  const char* type = is_symbols(model.network) ? "int32" : "float32";
  script.line("x = np.array(", list_text(model.x), ", dtype=\"", type, "\")");
  if (!model.lengths.empty()) {
    script.line("lengths = np.array(", list_text(model.lengths), ", dtype=\"int32\")");
  }
  if (model.state.empty()) return;
  script.line("initial_states = [");
  for (const auto& [h, c] : state_places(model.network)) {
    for (const int part : {h, c}) {
      if (part < 0) continue;
      script.line("    np.array(", list_text(model.state[part]), ", dtype=\"float32\"),");
    }
  }
  script.line("]");
}

void add_keras_cells(Script& script, const Exportable& model) {
  const auto places = recurrent_places(model.network);
  const auto any = [&](auto is) {
    return std::any_of(places.begin(), places.end(),
                       [&](int place) { return is(recurrent_at(model.network, place)); });
  };
  if (any([](const auto& layer) { return layer.cell == CellKind::peephole_lstm; })) {
    script.block(keras_peephole_cell);
  }
  const bool reverses = any([](const auto& layer) { return layer.backwards; });
  if (!model.lengths.empty() && reverses) script.block(keras_reverse);
}

void add_keras_loading(Script& script, const Exportable& model) {
  const bool carries = model.data && model.data->carries_state;
  script.line()
      .line()
      .line("def load_network(", carries ? "batch=None" : "", "):")
      .line("    \"\"\"The network with the weights as they were exported.\"\"\"")
      .line("    network = make_network(", carries ? "batch" : "", ")");
  script.block(R"(
    weights = np.load(HERE / WEIGHTS)
    for layer in network.layers:
        names = [name for name in weights if name.startswith(layer.name + "/")]
        for variable, name in zip(layer.trainable_variables, names):
            variable.assign(weights[name])
    return network
)");
}

}  // namespace

std::vector<ExportedFile> keras_program(const Exportable& model, const std::string& stem) {
  Script script;
  add_keras_head(script, model, stem);
  if (model.data) {
    add_keras_data(script, *model.data, model.network, stem);
  } else {
    add_keras_x(script, model);
  }
  add_keras_cells(script, model);
  KerasNetwork(script, model).write();
  add_keras_loading(script, model);
  if (model.data) add_keras_training(script, model.network, *model.data);
  const std::string x = keras_inputs(model, "x", "initial_states");
  add_python_entry(script, model, "print(load_network().predict(" + x + ", verbose=0))",
                   "load_network().summary()");
  return python_files(script, model, keras_weights(model), stem);
}

}  // namespace unfold
