#include "engine/io/export/tfjs.h"

#include <algorithm>

#include "engine/core/require.h"
#include "engine/io/export/keras_weights.h"
#include "engine/io/export/script.h"
#include "engine/io/export/tfjs_cells.h"
#include "engine/io/export/tfjs_training.h"
#include "engine/nn/network/text.h"

namespace unfold {
namespace {

constexpr std::string_view reading = R"(

/** A file beside this one, in Node or in a browser. */
async function read(name) {
  const url = new URL(name, import.meta.url);
  if (url.protocol !== 'file:') return (await fetch(url)).arrayBuffer();
  const { readFile } = await import('node:fs/promises');
  return new Uint8Array(await readFile(url)).buffer;
}

/** The named arrays of a safetensors file. */
function tensorsOf(file) {
  const begin = 8 + Number(new DataView(file).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, begin - 8)));
  const tensors = {};
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const bytes = file.slice(begin + data_offsets[0], begin + data_offsets[1]);
    tensors[name] =
      dtype === 'F32'
        ? tf.tensor(new Float32Array(bytes), shape)
        : tf.tensor(Int32Array.from(new Uint8Array(bytes)), shape, 'int32');
  }
  return tensors;
}
)";

// ---- The layers.

// Of TensorFlow.js' own layers.
bool has_gates(const Network& network) {
  const std::vector<int> places = recurrent_places(network);
  return std::any_of(places.begin(), places.end(), [&](int place) {
    const RecurrentLayer& layer = recurrent_at(network, place);
    return has_tfjs_layer(layer) && gate_count(layer.cell) > 1;
  });
}

std::string made_layer(const RecurrentLayer& layer, const std::string& weights) {
  const std::string units = "units: " + std::to_string(layer.units);
  const std::string bias = layer.biases.used ? "" : ", useBias: false";
  const std::string rest = ", ...whole, weights: " + weights + " })";
  if (!has_tfjs_layer(layer)) {
    const char* cell = layer.reset_after ? "ResetAfterGRUCell" : "PeepholeLSTMCell";
    return std::string("tf.layers.rnn({ cell: new ") + cell + "({ " + units + bias + " })" + rest;
  }
  if (gate_count(layer.cell) == 1) {
    const char* relu = layer.cell == CellKind::relu_rnn ? ", activation: 'relu'" : "";
    return "tf.layers.simpleRNN({ " + units + relu + bias + rest;
  }
  const char* kind = layer.cell == CellKind::gru ? "gru" : "lstm";
  return std::string("tf.layers.") + kind + "({ " + units + ", recurrentActivation: 'sigmoid'" +
         bias + rest;
}

std::string made_layer(const DenseLayer& layer, const std::string& weights) {
  const std::string activation = activation_name(layer.activation);
  return "tf.layers.dense({ units: " + std::to_string(layer.units) +
         (activation.empty() ? "" : ", activation: '" + activation + "'") +
         (layer.has_bias ? "" : ", useBias: false") + ", weights: " + weights + " })";
}

std::string made_layer(const DropoutLayer& layer, const std::string&) {
  return "tf.layers.dropout({ rate: " + number_text(static_cast<float>(1 - layer.keep)) + " })";
}

std::string made_layer(const InputLayer& table, const std::string& weights) {
  return "tf.layers.embedding({ inputDim: " + std::to_string(table.size) +
         ", outputDim: " + std::to_string(table.width) + ", weights: " + weights + " })";
}

bool has_both_directions(const Layer& layer) {
  const auto* recurrent = std::get_if<RecurrentLayer>(&layer);
  return recurrent != nullptr && recurrent->bidirectional;
}

void add_layers(Script& script, const Network& network) {
  const std::vector<std::string> names = layer_names(network);
  const auto add = [&](const std::string& name, const auto& layer, const std::string& weights) {
    script.line("    ", name, ": ", made_layer(layer, "of('" + weights + "')"), ",");
  };
  if (network.input.kind == InputLayer::Kind::ids) add("embedding", network.input, "embedding");
  for (std::size_t place = 0; place < names.size(); ++place) {
    const Layer& layer = network.layers[place];
    const std::string& name = names[place];
    if (has_both_directions(layer)) {
      const auto& recurrent = std::get<RecurrentLayer>(layer);
      add(name + "_forward", recurrent, name + "/forward");
      add(name + "_backward", recurrent, name + "/backward");
    } else {
      std::visit([&](const auto& kind) { add(name, kind, name); }, layer);
    }
  }
}

// ---- What they compute.

std::string merged_js(Merge merge, const std::string& a, const std::string& b) {
  const std::string pair = "(" + a + ", " + b + ")";
  switch (merge) {
    case Merge::concat: return "tf.concat([" + a + ", " + b + "], -1)";
    case Merge::sum: return "tf.add" + pair;
    case Merge::average: return "tf.add" + pair + ".div(2)";
    case Merge::product: return "tf.mul" + pair;
  }
  return "";
}

class TfjsForward {
 public:
  TfjsForward(Script& script, const Exportable& model)
      : script_(script),
        network_(model.network),
        names_(layer_names(model.network)),
        lengths_(model.lengths.empty() ? "" : ", lengths"),
        takes_states_(!model.state.empty() || (model.data && model.data->carries_state)) {}

  void write() {
    const std::string more = (takes_states_ ? ", states = []" : "") + lengths_;
    script_.line()
        .line("/** The outputs for ",
              is_symbols(network_) ? "symbols by number [B, T]" : "numbers [B, T, D]",
              " and the final state of each recurrent layer. */")
        .line("export function forward(network, x", more, ", training = false) {")
        .line("  const final = [];")
        .line("  let y = ", input(), ";");
    if (!recurrent_places(network_).empty()) script_.line("  let state;");
    int count = 0;
    for (std::size_t place = 0; place < names_.size(); ++place) {
      if (std::holds_alternative<RecurrentLayer>(network_.layers[place])) {
        write_recurrent(static_cast<int>(place), count++);
      } else {
        script_.line("  y = network.", names_[place], ".apply(y, { training });");
      }
      if (static_cast<int>(place) == last_recurrent(network_)) write_readout();
    }
    script_.line("  return [y, final];").line("}");
  }

 private:
  std::string input() const {
    if (network_.input.kind == InputLayer::Kind::features) return "x";
    if (network_.input.kind == InputLayer::Kind::ids) return "network.embedding.apply(x)";
    return "tf.oneHot(x, " + std::to_string(network_.input.size) + ", 1, 0, 'float32')";
  }

  void write_recurrent(int place, int count) {
    const RecurrentLayer& layer = recurrent_at(network_, place);
    const std::string name = "network." + names_[place];
    const std::string state = takes_states_ ? ", states[" + std::to_string(count) + "]" : lengths_;
    if (layer.backwards) script_.line("  y = reverse(y", lengths_, ");");
    if (!layer.bidirectional) {
      script_.line("  [y, state] = run(", name, ", y", state, ");").line("  final.push(state);");
      return;
    }
    const std::string n = std::to_string(count);
    script_.line("  const [ahead_", n, ", stateAhead_", n, "] = run(", name, "_forward, y",
                 lengths_, ");");
    script_.line("  const [back_", n, ", stateBack_", n, "] = run(", name, "_backward, reverse(y",
                 lengths_, ")", lengths_, ");");
    script_.line(
        "  y = ",
        merged_js(*layer.bidirectional, "ahead_" + n, "reverse(back_" + n + lengths_ + ")"), ";");
    script_.line(
        "  state = [",
        merged_js(*layer.bidirectional, "stateAhead_" + n + "[0]", "stateBack_" + n + "[0]"), "];");
    script_.line("  final.push(state);");
  }

  void write_readout() {
    if (network_.readout == Readout::last) script_.line("  y = state[0];");
    if (network_.readout == Readout::all_layers) {
      script_.block(R"(
  y = tf.concat(
    final.map(([h]) => h),
    -1,
  );
)");
    }
  }

  Script& script_;
  const Network& network_;
  std::vector<std::string> names_;
  std::string lengths_;
  bool takes_states_;
};

std::string given_beside_x(const Exportable& model) {
  return std::string(model.state.empty() ? "" : ", states") +
         (model.lengths.empty() ? "" : ", lengths");
}

void add_loading(Script& script, const Exportable& model) {
  const bool symbols = is_symbols(model.network);
  script.block(R"(

/** The layers with the weights as they were exported. */
export async function loadNetwork() {
  const weights = tensorsOf(await read(WEIGHTS));
  const of = (layer) =>
    Object.keys(weights)
      .filter((name) => name.startsWith(`${layer}/`))
      .map((name) => weights[name]);
)");
  if (!recurrent_places(model.network).empty()) {
    script.block(R"(
  // All steps and the final state. The weights come from the file: their start takes no time.
  const whole = { returnSequences: true, returnState: true, recurrentInitializer: 'zeros' };
)");
  }
  if (has_gates(model.network)) {
    script.line(
        "  // Without a word, the gates of TensorFlow.js are straight lines, not sigmoids.");
  }
  script.line("  const network = {");
  add_layers(script, model.network);
  script.line("  };").line("  // The first use makes the variables.");
  const std::string zeros =
      symbols ? "tf.zeros([1, 1], 'int32')"
              : "tf.zeros([1, 1, " + std::to_string(model.network.input.size) + "])";
  script.line("  tf.tidy(() => forward(network, ", zeros, model.lengths.empty() ? "" : ", [1]",
              "));");
  script.line("  return network;").line("}");
  const std::string more = given_beside_x(model);
  script.line()
      .line("/** What the network makes of sequences, without dropout. */")
      .line("export function predict(network, x", more, ") {")
      .line("  return tf.tidy(() => forward(network, x", more, ")[0]);")
      .line("}");
}

void add_head(Script& script, const Exportable& model, const std::string& stem) {
  script.line("/*")
      .line(" * ", model.title, ", as TensorFlow.js computes it.")
      .line(" *")
      .line(wrapped(network_text(model.network), " *     "))
      .line(" *")
      .line(" *     node ", stem, ".mjs", model.data ? " [STEPS]" : "")
      .line(" *")
      .line(" * A page imports it. The weights stand in ", stem,
            ".weights.safetensors, as Keras lays")
      .line(
          " * them out, with TensorFlow 1's forget bias in the bias: in sum they are trained "
          "alike.")
      .line(" */")
      .line("import * as tf from '@tensorflow/tfjs';")
      .line()
      .line("const WEIGHTS = ", quoted(stem + ".weights.safetensors"), ";");
}

void add_x(Script& script, const Exportable& model) {
  if (model.x.empty()) return;
  script.line("export const x = tf.tensor(", list_text(model.x), ", undefined, '",
              is_symbols(model.network) ? "int32" : "float32", "');");
  if (!model.lengths.empty()) {
    script.line("export const lengths = ", list_text(model.lengths), ";");
  }
  if (model.state.empty()) return;
  script.line(
      "export const states = ",
      tfjs_states(model.network,
                  [&](int place) { return "tf.tensor(" + list_text(model.state[place]) + ")"; }),
      ";");
}

void add_main(Script& script, const Exportable& model) {
  script.block(R"(

// Run as a program, not imported.
if (globalThis.process && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
)");
  if (model.data) {
    script.line("  await main();");
  } else if (model.x.empty()) {
    script.line(
        "  for (const layer of Object.values(await loadNetwork())) console.log(layer.name);");
  } else {
    script.line("  predict(await loadNetwork(), x", given_beside_x(model), ").print();");
  }
  script.line("}");
}

std::string safetensors_of(const NamedArrays& arrays) { return write_safetensors({{}, arrays}); }

}  // namespace

std::vector<ExportedFile> tfjs_program(const Exportable& model, const std::string& stem) {
  require(model.state.empty() || model.lengths.empty(), "export",
          "TensorFlow.js reads no lengths from a given state on");
  Script script;
  add_head(script, model, stem);
  script.block(reading);
  if (model.data) {
    add_tfjs_data(script, *model.data, model.network, stem);
  } else {
    add_x(script, model);
  }
  add_tfjs_cells(script, model);
  TfjsForward(script, model).write();
  add_loading(script, model);
  if (model.data) add_tfjs_training(script, model.network, *model.data);
  add_main(script, model);
  std::vector<ExportedFile> files = {
      {stem + ".mjs", script.written()},
      {stem + ".weights.safetensors", safetensors_of(keras_weights(model))}};
  if (model.data && !is_small(*model.data)) {
    files.push_back({stem + ".data.safetensors", safetensors_of(data_arrays(*model.data))});
  }
  return files;
}

}  // namespace unfold
