#include "engine/io/export/tfjs_cells.h"

#include <algorithm>

namespace unfold {
namespace {

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

}  // namespace

bool has_tfjs_layer(const RecurrentLayer& layer) {
  return layer.cell != CellKind::peephole_lstm && !layer.reset_after;
}

void add_tfjs_cells(Script& script, const Exportable& model) {
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

}  // namespace unfold
