#include "engine/io/export/tfjs.h"

#include <algorithm>

#include "engine/io/export/keras_weights.h"
#include "engine/io/export/script.h"
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

constexpr std::string_view peephole_cell = R"(

/** An LSTM whose gates see c as well, which tf.layers.lstm's do not. */
class PeepholeLSTMCell extends tf.layers.Layer {
  static className = 'PeepholeLSTMCell';

  constructor({ units, useBias = true }) {
    super({});
    Object.assign(this, { units, useBias, stateSize: [units, units] });
  }

  build([, inputs]) {
    const add = (name, shape, initializer) =>
      this.addWeight(name, shape, 'float32', tf.initializers[initializer]({}));
    this.kernel = add('kernel', [inputs, 4 * this.units], 'glorotUniform');
    this.recurrentKernel = add('recurrent_kernel', [this.units, 4 * this.units], 'zeros');
    if (this.useBias) this.bias = add('bias', [4 * this.units], 'zeros');
    this.peepholes = add('peepholes', [3, this.units], 'zeros'); // of the gates i, f and o
    this.built = true;
  }

  call([x, h, c]) {
    let z = tf.add(tf.matMul(x, this.kernel.read()), tf.matMul(h, this.recurrentKernel.read()));
    if (this.useBias) z = z.add(this.bias.read());
    const [i, f, g, o] = tf.split(z, 4, 1);
    const [seeI, seeF, seeO] = tf.split(this.peepholes.read(), 3, 0);
    const kept = tf.mul(c, f.add(seeF.mul(c)).sigmoid());
    const next = kept.add(i.add(seeI.mul(c)).sigmoid().mul(g.tanh()));
    const output = next.tanh().mul(o.add(seeO.mul(next)).sigmoid());
    return [output, output, next];
  }
}
)";

constexpr std::string_view reset_after_cell = R"(

/** A GRU that resets after the product with the state, which tf.layers.gru does not. */
class ResetAfterGRUCell extends tf.layers.Layer {
  static className = 'ResetAfterGRUCell';

  constructor({ units, useBias = true }) {
    super({});
    Object.assign(this, { units, useBias, stateSize: units });
  }

  build([, inputs]) {
    const add = (name, shape, initializer) =>
      this.addWeight(name, shape, 'float32', tf.initializers[initializer]({}));
    this.kernel = add('kernel', [inputs, 3 * this.units], 'glorotUniform');
    this.recurrentKernel = add('recurrent_kernel', [this.units, 3 * this.units], 'zeros');
    if (this.useBias) this.bias = add('bias', [2, 3 * this.units], 'zeros');
    this.built = true;
  }

  call([x, h]) {
    let [ofX, ofH] = [tf.matMul(x, this.kernel.read()), tf.matMul(h, this.recurrentKernel.read())];
    if (this.useBias) {
      const [biasX, biasH] = tf.split(this.bias.read(), 2, 0);
      [ofX, ofH] = [ofX.add(biasX), ofH.add(biasH)];
    }
    const [zX, rX, candidateX] = tf.split(ofX, 3, 1);
    const [zH, rH, candidateH] = tf.split(ofH, 3, 1);
    const z = zX.add(zH).sigmoid();
    const candidate = candidateX.add(rX.add(rH).sigmoid().mul(candidateH)).tanh();
    const output = z.mul(h).add(tf.sub(1, z).mul(candidate));
    return [output, output];
  }
}
)";

constexpr std::string_view reversing = R"(

/** Each sequence from its end. */
function reverse(x) {
  return tf.reverse(x, 1);
}
)";

constexpr std::string_view reversing_lengths = R"(

/** Each sequence from its end; what lies behind its length stays there. */
function reverse(x, lengths) {
  const T = x.shape[1];
  const from = lengths.map((n) => Array.from({ length: T }, (_, t) => (t < n ? n - 1 - t : t)));
  return tf.gather(x, tf.tensor2d(from, [lengths.length, T], 'int32'), 1, 1);
}
)";

constexpr std::string_view running = R"(

/** A layer's outputs over sequences and its final state, h first. */
function run(layer, x, state) {
  const [outputs, ...final] = layer.apply(x, state ? { initialState: state } : {});
  return [outputs, final];
}
)";

constexpr std::string_view running_lengths = R"(

/** A layer's outputs over sequences, zeros behind their ends, and its final state, h first. */
function run(layer, x, lengths) {
  const T = x.shape[1];
  const mask = tf.tensor2d(lengths.map((n) => Array.from({ length: T }, (_, t) => Number(t < n))));
  const [outputs, ...final] = layer.apply(x, { mask });
  return [outputs.mul(mask.expandDims(2)), final];
}
)";

bool has_tfjs_layer(const RecurrentLayer& layer) {
  return layer.cell != CellKind::peephole_lstm && !layer.reset_after;
}

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

std::string activation_name(DenseLayer::Activation activation) {
  switch (activation) {
    case DenseLayer::Activation::linear: return "linear";
    case DenseLayer::Activation::tanh: return "tanh";
    case DenseLayer::Activation::sigmoid: return "sigmoid";
    case DenseLayer::Activation::relu: return "relu";
    case DenseLayer::Activation::softmax: return "softmax";
  }
  return "";
}

void add_layers(Script& script, const Network& network) {
  const std::vector<std::string> names = layer_names(network);
  const auto weights = [](const std::string& name) { return "of('" + name + "')"; };
  const auto add = [&](const std::string& name, const std::string& layer) {
    script.line("    ", name, ": ", layer, ",");
  };
  if (network.input.kind == InputLayer::Kind::ids) {
    add("embedding", "tf.layers.embedding({ inputDim: " + std::to_string(network.input.size) +
                         ", outputDim: " + std::to_string(network.input.width) +
                         ", weights: " + weights("embedding") + " })");
  }
  for (std::size_t place = 0; place < names.size(); ++place) {
    const Layer& layer = network.layers[place];
    const std::string& name = names[place];
    if (const auto* dense = std::get_if<DenseLayer>(&layer)) {
      const std::string bias = dense->has_bias ? "" : ", useBias: false";
      add(name, "tf.layers.dense({ units: " + std::to_string(dense->units) + ", activation: '" +
                    activation_name(dense->activation) + "'" + bias +
                    ", weights: " + weights(name) + " })");
    } else if (const auto* dropout = std::get_if<DropoutLayer>(&layer)) {
      add(name, "tf.layers.dropout({ rate: " + number_text(static_cast<float>(1 - dropout->keep)) +
                    " })");
    } else {
      const auto& recurrent = std::get<RecurrentLayer>(layer);
      if (!recurrent.bidirectional) {
        add(name, made_layer(recurrent, weights(name)));
      } else {
        add(name + "_forward", made_layer(recurrent, weights(name + "/forward")));
        add(name + "_backward", made_layer(recurrent, weights(name + "/backward")));
      }
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
        carries_(model.data && model.data->carries_state) {}

  void write() {
    const std::string more = !lengths_.empty() ? lengths_ : carries_ ? ", states = []" : "";
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
    const std::string state = carries_ ? ", states[" + std::to_string(count) + "]" : lengths_;
    if (layer.backwards) script_.line("  y = reverse(y", lengths_, ");");
    if (!layer.bidirectional) {
      script_.line("  [y, state] = run(", name, ", y", state, ");").line("  final.push(state);");
      return;
    }
    const std::string n = std::to_string(count);
    script_.line("  const [ahead_", n, ", stateAhead_", n, "] = run(", name, "_forward, y", lengths_,
                 ");");
    script_.line("  const [back_", n, ", stateBack_", n, "] = run(", name, "_backward, reverse(y",
                 lengths_, ")", lengths_, ");");
    script_.line("  y = ", merged_js(*layer.bidirectional, "ahead_" + n,
                                     "reverse(back_" + n + lengths_ + ")"),
                 ";");
    script_.line("  state = [", merged_js(*layer.bidirectional, "stateAhead_" + n + "[0]",
                                          "stateBack_" + n + "[0]"),
                 "];");
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
  bool carries_;
};

void add_cells(Script& script, const Exportable& model) {
  const auto places = recurrent_places(model.network);
  const auto any = [&](auto is) {
    return std::any_of(places.begin(), places.end(),
                       [&](int place) { return is(recurrent_at(model.network, place)); });
  };
  const bool has_lengths = !model.lengths.empty();
  if (any([](const auto& layer) { return layer.cell == CellKind::peephole_lstm; })) {
    script.block(peephole_cell);
  }
  if (any([](const auto& layer) { return layer.reset_after; })) script.block(reset_after_cell);
  if (any([](const auto& layer) { return layer.backwards || layer.bidirectional; })) {
    script.block(has_lengths ? reversing_lengths : reversing);
  }
  if (!places.empty()) script.block(has_lengths ? running_lengths : running);
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
    script.line("  // Without a word, the gates of TensorFlow.js are straight lines, not sigmoids.");
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
  const char* lengths = model.lengths.empty() ? "" : ", lengths";
  script.line()
      .line("/** What the network makes of sequences, without dropout. */")
      .line("export function predict(network, x", lengths, ") {")
      .line("  return tf.tidy(() => forward(network, x", lengths, ")[0]);")
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
      .line(" * A page imports it. The weights stand in ", stem, ".weights.safetensors, as Keras lays")
      .line(" * them out, with TensorFlow 1's forget bias in the bias: in sum they are trained alike.")
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
}

void add_main(Script& script, const Exportable& model) {
  script.block(R"(

// Run as a program, not imported.
if (globalThis.process && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
)");
  if (model.data) {
    script.line("  await main();");
  } else if (model.x.empty()) {
    script.line("  for (const layer of Object.values(await loadNetwork())) console.log(layer.name);");
  } else {
    script.line("  predict(await loadNetwork(), x", model.lengths.empty() ? "" : ", lengths",
                ").print();");
  }
  script.line("}");
}

std::string safetensors_of(const NamedArrays& arrays) {
  return write_safetensors({{}, arrays});
}

}  // namespace

std::vector<ExportedFile> tfjs_program(const Exportable& model, const std::string& stem) {
  Script script;
  add_head(script, model, stem);
  script.block(reading);
  if (model.data) {
    add_tfjs_data(script, *model.data, model.network, stem);
  } else {
    add_x(script, model);
  }
  add_cells(script, model);
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
