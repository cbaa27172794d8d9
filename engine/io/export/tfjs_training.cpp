#include "engine/io/export/tfjs_training.h"

#include "engine/io/export/arrays.h"

namespace unfold {
namespace {

constexpr std::string_view tfjs_rmsprop = R"(

/** TensorFlow 1's RMSProp, whose mean of squares begins at 1, not at 0. */
class TensorFlowRMSProp {
  squares = {};

  constructor(learningRate) {
    this.learningRate = learningRate;
  }

  applyGradients(gradients) {
    for (const [name, gradient] of Object.entries(gradients)) {
      const variable = tf.engine().registeredVariables[name];
      this.squares[name] ??= tf.onesLike(variable).variable(false);
      tf.tidy(() => {
        const square = this.squares[name].mul(0.9).add(gradient.square().mul(0.1));
        this.squares[name].assign(square);
        const step = gradient.div(square.add(1e-10).sqrt()).mul(this.learningRate);
        variable.assign(variable.sub(step));
      });
    }
  }
}
)";

constexpr std::string_view clip_norm = R"(

/** All gradients times one number, so that their norm is no larger than this. */
function clip(gradients, limit) {
  const norm = tf.addN(Object.values(gradients).map((gradient) => gradient.square().sum())).sqrt();
  const scale = tf.div(limit, tf.maximum(norm, limit));
  return mapped(gradients, (gradient) => gradient.mul(scale));
}
)";

constexpr std::string_view clip_value = R"(

function clip(gradients, limit) {
  return mapped(gradients, (gradient) => gradient.clipByValue(-limit, limit));
}
)";

constexpr std::string_view mapping = R"(

const mapped = (values, f) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, f(value)]));
)";

bool is_adam(OptimizerKind optimizer) {
  return optimizer == OptimizerKind::adam || optimizer == OptimizerKind::lazy_adam;
}

std::string made_optimizer(OptimizerKind optimizer, const std::string& rate) {
  switch (optimizer) {
    case OptimizerKind::sgd: return "tf.train.sgd(" + rate + ")";
    case OptimizerKind::momentum: return "tf.train.momentum(" + rate + ", 0.9)";
    case OptimizerKind::adagrad: return "tf.train.adagrad(" + rate + ", 0.1)";
    case OptimizerKind::rmsprop: return "new TensorFlowRMSProp(" + rate + ")";
    default: return "tf.train.adam(" + rate + ")";
  }
}

void add_loss(Script& script, const Network& network) {
  script.line().line("function lossOf(outputs, targets) {");
  if (network.loss == NetworkLoss::minus_y_log_p0) {
    script.block(R"(
  const logP = tf.unstack(tf.logSoftmax(outputs), -1);
  return targets.cast('float32').mul(logP[0]).mean().neg();
)");
  } else if (compares_symbols(network)) {
    script.block(R"(
  const classes = outputs.shape.at(-1);
  const labels = tf.oneHot(targets.flatten(), classes, 1, 0, 'float32');
  return tf.losses.softmaxCrossEntropy(labels, outputs.reshape([-1, classes]));
)");
  } else if (network.loss == NetworkLoss::sum_squared_error) {
    script.line("  return tf.squaredDifference(outputs, targets).sum();");
  } else {
    script.line("  return tf.losses.meanSquaredError(targets, outputs);");
  }
  script.line("}");
}

// ---- Batches.

void add_tfjs_streams(Script& script, const TrainingData& data) {
  script
      .block(R"(

/** Without end: the next time steps of all streams, and whether they begin anew. */
function* batches() {
)")
      .line("  for (let position = ", data.position, "; ; position += ", data.window, ") {")
      .line("    if (position + ", data.window, " > x.shape[1]) position = 0;")
      .line("    const window = (all) => all.slice([0, position], [-1, ", data.window, "]);")
      .line("    yield [window(x), window(y), position === 0];")
      .line("  }")
      .line("}");
}

void add_tfjs_parts(Script& script, const TrainingData& data) {
  if (data.batches == 1) {
    script.block(R"(

/** Without end: all sequences at once. */
function* batches() {
  while (true) yield [x, y];
}
)");
    return;
  }
  script.line()
      .line("/** Without end: epochs of ", data.batches,
            " batches, the first in the lab's order. */")
      .line("function* batches() {")
      .line("  const [count, parts] = [x.shape[0], ", data.batches, "];");
  script.block(R"(
  let order = Int32Array.from({ length: count }, (_, i) => i);
  while (true) {
    for (let part = 0, first = 0; part < parts; ++part) {
      const size = Math.floor(count / parts) + (part < count % parts ? 1 : 0);
      const indices = tf.tensor1d(order.slice(first, first + size), 'int32');
      yield [x.gather(indices), y.gather(indices)];
      first += size;
    }
    order = Int32Array.from(tf.util.createShuffledIndices(count));
  }
}
)");
}

// ---- The loop.

void add_carrying(Script& script, const TrainingData& data) {
  script.block(R"(

/** The values alone, so that no gradient flows back into the window before. */
function carried(states, step) {
)");
  if (data.reset_every > 0) {
    script.line("  // A stream, each in its turn, begins anew.")
        .line("  const keep = Array.from({ length: x.shape[0] }, (_, stream) => [")
        .line("    Number((", data.step + 1, " + step + stream) % ", data.reset_every, " !== 0),")
        .line("  ]);")
        .line("  return states.map((state) => state.map((part) => tf.keep(part.mul(keep))));");
  } else {
    script.line("  return states.map((state) => state.map((part) => tf.keep(part.clone())));");
  }
  script.line("}");
}

void add_rate(Script& script, const Network& network, const TrainingData& data) {
  script.line()
      .line("/** Falls evenly, to ", number_text(data.final_rate),
            " of itself at the end of the run. */")
      .line("function learningRate(step) {")
      .line("  return ", number_text(network.learning_rate), " * (1 - ",
            number_text(1 - data.final_rate), " * Math.min(1, (", data.step, " + step) / ",
            data.steps, "));")
      .line("}");
}

void add_loop(Script& script, const Network& network, const TrainingData& data) {
  const bool carries = data.carries_state;
  const bool clips = network.clipping.kind != Clipping::Kind::none;
  script.block(R"(

/** Trains so many steps; gives the loss before each of them. */
export function train(network, steps) {
  const variables = Object.values(network)
    .flatMap((layer) => layer.trainableWeights)
    .map((weight) => weight.read());
)");
  script.line("  const optimizer = ",
              made_optimizer(network.optimizer, number_text(network.learning_rate)), ";");
  script.line("  const [source, losses] = [batches(), []];");
  if (carries) {
    const auto saved = [](int place) { return "data." + state_name(place); };
    script.line("  let states = ", data.state.empty() ? "[]" : tfjs_states(network, saved), ";");
  }
  script.line("  for (let step = 0; step < steps; ++step) {")
      .line("    tf.engine().startScope();")
      .line("    const [inputs, targets", carries ? ", begins" : "", "] = source.next().value;");
  if (carries) script.line("    if (begins) states = [];").line("    let after;");
  script.line("    const { value, grads } = tf.variableGrads(() => {");
  if (carries) {
    script.line("      const [outputs, final] = forward(network, inputs, states, true);")
        .line("      after = final.map((state) => state.map((part) => tf.keep(part.clone())));");
  } else {
    script.line("      const [outputs] = forward(network, inputs, true);");
  }
  script.line("      return lossOf(outputs, targets);").line("    }, variables);");
  if (is_adam(network.optimizer)) {
    script.line("    // TensorFlow adds epsilon before it corrects the bias of v.")
        .line("    optimizer.epsilon = 1e-8 / Math.sqrt(1 - 0.999 ** (step + 1));");
  }
  if (data.final_rate != 1) script.line("    optimizer.learningRate = learningRate(step);");
  const std::string limit = number_text(network.clipping.limit);
  script.line("    optimizer.applyGradients(", clips ? "clip(grads, " + limit + ")" : "grads", ");")
      .line("    losses.push(value.dataSync()[0]);");
  if (carries) {
    script.line("    tf.dispose(states);")
        .line("    states = carried(after, step);")
        .line("    tf.dispose(after);");
  }
  script.line("    tf.engine().endScope();").line("  }").line("  return losses;").line("}");
}

void add_main(Script& script, const Network& network, const TrainingData& data) {
  script.block(R"(

async function main() {
  const network = await loadNetwork();
)");
  script.line("  const losses = train(network, Number(process.argv[2] ?? ", steps_left(data), "));")
      .line("  console.log('loss:', losses[0], '→', losses.at(-1));");
  if (!compares_symbols(network)) {
    script.line("  console.log('predicted:');")
        .line("  predict(network, x.slice(0, 1)).print();")
        .line("  console.log('should be:');")
        .line("  y.slice(0, 1).print();");
  } else if (data.y.rank() == 1) {
    script.block(R"(
  const count = Math.min(500, x.shape[0]);
  const best = predict(network, x.slice(0, count)).argMax(-1);
  console.log('right:', best.equal(y.slice(0, count)).mean().arraySync());
)");
  } else {
    script.block(R"(
  const spelled = (numbers) => numbers.map((number) => SYMBOLS[number]).join('');
  const symbols = x.slice([0, 0], [Math.min(3, x.shape[0]), Math.min(80, x.shape[1])]);
  const best = predict(network, symbols).argMax(-1).arraySync();
  for (const [i, read] of symbols.arraySync().entries()) {
    console.log(spelled(read), '→', spelled(best[i]));
  }
)");
  }
  script.line("}");
}

}  // namespace

std::string tfjs_states(const Network& network, const std::function<std::string(int)>& tensor_at) {
  std::string states;
  for (const auto& [h, c] : state_places(network)) {
    states += (states.empty() ? "[" : ", [") + tensor_at(h);
    states += (c < 0 ? "" : ", " + tensor_at(c)) + "]";
  }
  return "[" + states + "]";
}

void add_tfjs_data(Script& script, const TrainingData& data, const Network& network,
                   const std::string& stem) {
  script.line();
  const std::string symbols = joined_symbols(data.symbols);
  if (compares_symbols(network) && data.y.rank() == 2) {
    script.line("const SYMBOLS = ",
                symbols.empty() ? list_text(data.symbols) : "[..." + symbols + "]", ";");
  }
  const bool has_small = is_small(data);
  if (!has_small) {
    script.line("const data = tensorsOf(await read(", quoted(stem + ".data.safetensors"), "));");
  }
  const auto add = [&](const char* name, const Tensor& values, bool are_symbols) {
    const std::string type = are_symbols ? "int32" : "float32";
    const std::string divided =
        name[0] == 'x' && data.x_divisor > 0 ? ".div(" + number_text(data.x_divisor) + ")" : "";
    script.line("export const ", name, " = ",
                has_small ? "tf.tensor(" + list_text(values) + ", undefined, '" + type + "')"
                          : std::string("data.") + name + ".cast('" + type + "')" + divided,
                ";");
  };
  add("x", data.x, is_symbols(network));
  add("y", data.y, compares_symbols(network));
}

void add_tfjs_training(Script& script, const Network& network, const TrainingData& data) {
  const auto clipping = network.clipping.kind;
  if (network.optimizer == OptimizerKind::rmsprop) script.block(tfjs_rmsprop);
  if (clipping != Clipping::Kind::none) script.block(mapping);
  if (clipping == Clipping::Kind::norm) script.block(clip_norm);
  if (clipping == Clipping::Kind::value) script.block(clip_value);
  data.window > 0 ? add_tfjs_streams(script, data) : add_tfjs_parts(script, data);
  add_loss(script, network);
  if (data.final_rate != 1) add_rate(script, network, data);
  if (data.carries_state) add_carrying(script, data);
  add_loop(script, network, data);
  add_main(script, network, data);
}

}  // namespace unfold
