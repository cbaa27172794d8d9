// The named workloads in TensorFlow.js, as a careful user of its core would write them. `drawn` is
// what BenchEngine draws: the spec, weights and data that ours computes with. Gates are i, f, g, o.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

const binaries = ['', '-simd', '-threaded-simd'].map((build) => `tfjs-backend-wasm${build}.wasm`);

/** The WebAssembly backend with SIMD on one thread; `wasm` is where that binary is. */
export async function openTfjs(wasm) {
  tf.enableProdMode();
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(Object.fromEntries(binaries.map((binary) => [binary, wasm])));
  if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js has no WebAssembly here.');
}

/** A training step of one of the workloads, or a symbol of W10; gives the loss. */
export function openStep(drawn) {
  const open = { seq: openTraining, w2v: openWordVectors, sample: openSampling };
  tf.engine().startScope();
  return open[drawn.spec.kind](drawn);
}

/** Gives back all that `openStep` and its steps have made. */
export function closeSteps() {
  tf.engine().endScope();
  tf.disposeVariables();
}

// Sequences. Rows of all time steps lie one below the other, a step after the other: (T · B, D).

const rnn = (act) => (z) => ({ h: act(z) });

function lstm(z, { c }) {
  const [i, f, g, o] = tf.split(z, 4, 1);
  const fresh = tf.mul(tf.sigmoid(i), tf.tanh(g));
  const next = c ? tf.add(fresh, tf.mul(tf.sigmoid(f), c)) : fresh;
  return { h: tf.mul(tf.sigmoid(o), tf.tanh(next)), c: next };
}

const cellOf = ({ cell, act }) =>
  cell === 'lstm' ? lstm : rnn(act === 'relu' ? tf.relu : tf.tanh);

/**
 * a · b. The gradient that comes with matMul asks for transposed operands, which the backend
 * multiplies one number at a time; with transposed copies it stays on its fast path.
 */
const product = tf.customGrad((a, b, save) => {
  save([a, b]);
  const gradFunc = (dy, [a, b]) => [tf.matMul(dy, tf.transpose(b)), tf.matMul(tf.transpose(a), dy)];
  return { value: tf.matMul(a, b), gradFunc };
});

/**
 * x · Wx + b for all steps. What arrives here is the gradient of every step's gates, so that Wh, too,
 * gets its gradient in one product, with the outputs that it was multiplied with.
 */
function projected(x, { Wx, Wh, b }, batch, outputs, isInput) {
  const gradFunc = (dz) => [
    tf.matMul(tf.transpose(x), dz),
    tf.matMul(tf.transpose(tf.concat(outputs.slice(0, -1), 0)), tf.slice(dz, [batch, 0])),
    tf.sum(dz, 0),
    ...(isInput ? [] : [tf.matMul(dz, tf.transpose(Wx))]),
  ];
  const run = tf.customGrad(() => ({ value: tf.add(tf.matMul(x, Wx), b), gradFunc }));
  return isInput ? run(Wx, Wh, b) : run(Wx, Wh, b, x);
}

/** What gradients need that no operation saves for them; given back after each step. */
const kept = [];
function keep(tensor) {
  kept.push(tf.keep(tensor));
  return tensor;
}

/** h · Wh, whose gradient for Wh is left to `projected`; Wh is transposed once for all steps. */
function recurrence(Wh) {
  const transposed = keep(tf.transpose(Wh));
  return tf.customGrad((h) => ({
    value: tf.matMul(h, Wh),
    gradFunc: (dz) => tf.matMul(dz, transposed),
  }));
}

/** A layer's outputs (B, H), one for each step. */
function layer(x, weights, { batch, seq }, cell, isInput) {
  const outputs = [];
  const z = projected(x, weights, batch, outputs, isInput);
  const onward = recurrence(weights.Wh);
  let state = {};
  for (const fromInput of tf.unstack(tf.reshape(z, [seq, batch, z.shape[1]]))) {
    const gates = state.h ? tf.add(fromInput, onward(state.h)) : fromInput;
    state = cell(gates, state);
    outputs.push(keep(state.h));
  }
  return outputs;
}

function headInput(outputs, { on }) {
  if (on === 'all') return tf.concat(outputs.at(-1), 0);
  const finals = outputs.map((steps) => steps.at(-1));
  return on === 'concat' ? tf.concat(finals, 1) : finals.at(-1);
}

function predicted(x, { layers, head }, spec) {
  const outputs = [];
  for (const weights of layers) {
    const isInput = outputs.length === 0;
    const from = isInput ? x : keep(tf.concat(outputs.at(-1), 0));
    outputs.push(layer(from, weights, spec, cellOf(spec), isInput));
  }
  return tf.add(product(headInput(outputs, spec), head.W), head.b);
}

function lossOf(logits, y, { loss }) {
  if (loss === 'ce') return tf.losses.softmaxCrossEntropy(y, logits);
  const squares = tf.squaredDifference(logits, y);
  return loss === 'sse' ? tf.sum(squares) : tf.mean(squares);
}

/** (B, T, D) as rows, a step after the other. */
function byStep(values, { batch, seq }) {
  const width = values.length / batch / seq;
  const given = tf.tensor(values, [batch, seq, width]);
  return tf.reshape(tf.transpose(given, [1, 0, 2]), [seq * batch, width]);
}

function oneHot(classes, width) {
  const rows = new Float32Array(classes.length * width);
  classes.forEach((k, i) => (rows[i * width + k] = 1));
  return rows;
}

function targetsOf({ spec, floats, ints }) {
  const values = spec.loss === 'ce' ? oneHot(ints('y'), spec.out) : floats('y');
  return spec.on === 'all' ? byStep(values, spec) : tf.tensor(values, [spec.batch, spec.out]);
}

const columnsOf = ({ cell, hidden }) => (cell === 'lstm' ? 4 : 1) * hidden;

function weightsOf({ spec, floats }) {
  const columns = columnsOf(spec);
  const matrix = (name, width) => {
    const values = floats(name);
    return tf.variable(tf.tensor(values, [values.length / width, width]));
  };
  const bias = (name) => tf.variable(tf.tensor1d(floats(name)));
  const layers = Array.from({ length: spec.layers }, (_, l) => ({
    Wx: matrix(`l${l}.Wx`, columns),
    Wh: matrix(`l${l}.Wh`, columns),
    b: bias(`l${l}.b`),
  }));
  return { layers, head: { W: matrix('head.W', spec.out), b: bias('head.b') } };
}

function openTraining(drawn) {
  const { spec, floats } = drawn;
  const [x, y, weights] = [byStep(floats('x'), spec), targetsOf(drawn), weightsOf(drawn)];
  const adam = tf.train.adam(spec.lr, 0.9, 0.999, 1e-8);
  const loss = () => lossOf(predicted(x, weights, spec), y, spec);
  return () =>
    tf.tidy(() => {
      const value = adam.minimize(loss, true).dataSync()[0];
      tf.dispose(kept.splice(0));
      return value;
    });
}

// Word vectors. TensorFlow.js can only replace a tensor as a whole, so that the tables are plain
// arrays: the rows of a batch become tensors, and Adam moves those rows alone.

class Table {
  constructor(values, width, lr) {
    this.width = width;
    this.values = values;
    this.mean = new Float32Array(values.length);
    this.square = new Float32Array(values.length);
    this.lr = lr;
    this.steps = 0;
  }

  rows(ids) {
    const { width, values } = this;
    const rows = new Float32Array(ids.length * width);
    ids.forEach((id, i) => rows.set(values.subarray(id * width, (id + 1) * width), i * width));
    return tf.tensor(rows, width > 1 ? [ids.length, width] : [ids.length]);
  }

  /** Adam on these rows; the gradients of a row that comes twice are added first. */
  move(ids, gradients) {
    const { width } = this;
    const sums = new Map();
    ids.forEach((id, i) => {
      const gradient = gradients.subarray(i * width, (i + 1) * width);
      const sum = sums.get(id);
      if (sum) gradient.forEach((value, k) => (sum[k] += value));
      else sums.set(id, gradient);
    });
    ++this.steps;
    const rate = this.lr / (1 - 0.9 ** this.steps);
    const correction = 1 / (1 - 0.999 ** this.steps);
    for (const [id, gradient] of sums) this.#moveRow(id * width, gradient, rate, correction);
  }

  #moveRow(start, gradient, rate, correction) {
    const { values, mean, square } = this;
    for (let k = 0, at = start; k < gradient.length; ++k, ++at) {
      const g = gradient[k];
      mean[at] = 0.9 * mean[at] + 0.1 * g;
      square[at] = 0.999 * square[at] + 0.001 * g * g;
      values[at] -= (rate * mean[at]) / (Math.sqrt(square[at] * correction) + 1e-8);
    }
  }
}

const softplus = (z) => tf.add(tf.relu(z), tf.log1p(tf.exp(tf.neg(tf.abs(z)))));

/** Noise-contrastive estimation: each label against the batch's negatives. */
function nceLoss(inputs, weights, biases, { logqLabel, logqNeg }) {
  const sizes = [logqLabel.size, logqNeg.size];
  const [wLabel, wNeg] = tf.split(weights, sizes);
  const [bLabel, bNeg] = tf.split(biases, sizes);
  const labels = tf.sub(tf.add(tf.sum(tf.mul(inputs, wLabel), 1), bLabel), logqLabel);
  const negatives = tf.sub(tf.add(product(inputs, tf.transpose(wNeg)), bNeg), logqNeg);
  return tf.mean(tf.add(softplus(tf.neg(labels)), tf.sum(softplus(negatives), 1)));
}

function wordBatch({ floats, ints }, i) {
  const [logqLabel, logqNeg] = ['logqLabel', 'logqNeg'].map((q) =>
    tf.tensor1d(floats(`b${i}.${q}`)),
  );
  const outputs = Int32Array.of(...ints(`b${i}.label`), ...ints(`b${i}.neg`));
  return { inputs: ints(`b${i}.in`), outputs, logqLabel, logqNeg };
}

function openWordVectors(drawn) {
  const { spec, floats } = drawn;
  const table = (name, width) => new Table(floats(name), width, spec.lr);
  const tables = [table('emb', spec.embed), table('nceW', spec.embed), table('nceB', 1)];
  const batches = Array.from({ length: spec.nbatches }, (_, i) => wordBatch(drawn, i));
  let next = 0;
  return () => {
    const batch = batches[next++ % batches.length];
    const ids = [batch.inputs, batch.outputs, batch.outputs];
    return tf.tidy(() => {
      const gradient = tf.valueAndGrads((...rows) => nceLoss(...rows, batch));
      const { value, grads } = gradient(tables.map((table, i) => table.rows(ids[i])));
      tables.forEach((table, i) => table.move(ids[i], grads[i].dataSync()));
      return value.dataSync()[0];
    });
  };
}

// Sampling, a symbol after the other, from the probabilities that follow the last.

/** Numbers in [0, 1), those of Mulberry32 in data.cpp. */
function mulberry32(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick(probabilities, rest) {
  const last = probabilities.length - 1;
  const found = probabilities.findIndex((p) => (rest -= p) < 0);
  return found < 0 ? last : found;
}

/** The states after a symbol; its row of Wx is what its one-hot vector times Wx would give. */
function read(symbol, layers, states) {
  let z = tf.slice(layers[0].Wx, [symbol, 0], [1, -1]);
  return layers.map(({ Wx, Wh, b }, l) => {
    if (l > 0) z = tf.matMul(z, Wx);
    const state = lstm(tf.add(tf.add(z, tf.matMul(states[l].h, Wh)), b), states[l]);
    z = state.h;
    return state;
  });
}

function openSampling(drawn) {
  const { layers, head } = weightsOf(drawn);
  const random = mulberry32(7);
  const zeros = () => tf.zeros([1, drawn.spec.hidden]);
  let states = layers.map(() => ({ h: zeros(), c: zeros() }));
  let symbol = 0;
  return () => {
    const next = tf.tidy(() => {
      const after = read(symbol, layers, states);
      const logits = tf.add(tf.matMul(after.at(-1).h, head.W), head.b);
      return { after, probabilities: tf.softmax(logits) };
    });
    const probabilities = next.probabilities.dataSync();
    tf.dispose([states, next.probabilities]);
    states = next.after;
    symbol = pick(probabilities, random());
    return -Math.log(probabilities[0]);
  };
}
