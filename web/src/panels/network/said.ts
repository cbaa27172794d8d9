// A network in words: what stands beside its layers, and sentences for who does not see it.
import { count, fullNumber } from '../../base/numbers';
import type { NetworkInfo } from '../../engine/types';
import type { NetworkKey, Say } from '../../i18n/network';

type Layer = NetworkInfo['layers'][number];
export type Recurrent = Extract<Layer, { kind: 'rnn' | 'lstm' | 'gru' }>;
type Dense = Extract<Layer, { kind: 'dense' }>;

const optimizers: Record<string, string> = {
  sgd: 'SGD',
  momentum: 'Momentum',
  adagrad: 'Adagrad',
  rmsprop: 'RMSProp',
  adam: 'Adam',
  lazy_adam: 'Lazy Adam',
};

const activations: Record<string, string> = { relu: 'ReLU' };

export const isRecurrent = (layer: Layer): layer is Recurrent =>
  layer.kind !== 'dense' && layer.kind !== 'dropout';

export const share = (part: number): string => `${Number((100 * part).toPrecision(3))}%`;

/** What stands beside a row: what it is, and about it. */
export interface RowLabel {
  title: string;
  about: string;
}

/** English has a plural. */
const many = (n: number) => ({ n: count(n), s: n === 1 ? '' : 's' });
const weights = (say: Say, n: number) => (n > 0 ? say('weights', many(n)) : '');
const listed = (parts: string[]) => parts.filter((part) => part !== '').join(', ');

function numbersIn(say: Say, n: number): string {
  return n === 1 ? say('number') : say('numbers', many(n));
}

export function inputLabel(say: Say, { kind, size }: NetworkInfo['input']): RowLabel {
  if (kind === 'features') return { title: say('inputLabel'), about: numbersIn(say, size) };
  const about = [say('symbols', many(size)), kind === 'onehot' ? say('asOneHot') : ''];
  return { title: say('inputLabel'), about: listed(about) };
}

export const tableLabel = (say: Say, input: NetworkInfo['input']): RowLabel => ({
  title: say('embeddingLabel', { n: count(input.width) }),
  about: weights(say, input.weights),
});

export function recurrentLabel(say: Say, layer: Recurrent): RowLabel {
  const about = [
    layer.activation ? say('withRelu') : '',
    layer.peepholes ? say('withPeepholes') : '',
    layer.bidirectional ? say('bothWays') : '',
    layer.backwards ? say('fromTheEnd') : '',
    weights(say, layer.weights),
  ];
  const cell = layer.kind.toUpperCase();
  return { title: say('recurrentLabel', { cell, ...many(layer.units) }), about: listed(about) };
}

export function denseLabel(say: Say, { units, weights: n, activation }: Dense): RowLabel {
  const title = say('denseLabel', many(units));
  return { title, about: listed([activation ?? '', weights(say, n)]) };
}

export const dropoutLabel = (say: Say, keep: number): RowLabel => ({
  title: say('dropoutLabel'),
  about: say('keeps', { share: share(keep) }),
});

export const outputLabel = (say: Say, width: number): RowLabel => ({
  title: say('outputLabel'),
  about: numbersIn(say, width),
});

// ---- Sentences.

function inputWords(say: Say, { kind, size, width }: NetworkInfo['input']): string {
  if (kind === 'features' && size === 1) return say('feature');
  return say(kind, { ...many(size), width: count(width) });
}

function cellKey({ kind, activation, peepholes }: Recurrent): NetworkKey {
  if (kind === 'rnn' && activation) return 'reluRnn';
  return kind === 'lstm' && peepholes ? 'peepholeLstm' : kind;
}

function recurrentWords(say: Say, layer: Recurrent): string {
  const cell = say(cellKey(layer), many(layer.units));
  if (layer.bidirectional) return say(layer.bidirectional, { layer: cell });
  return layer.backwards ? say('backwards', { layer: cell }) : cell;
}

function layerWords(say: Say, layer: Layer): string {
  if (isRecurrent(layer)) return recurrentWords(say, layer);
  if (layer.kind === 'dropout') return say('dropout', { share: share(layer.keep) });
  const { units, activation } = layer;
  if (!activation) return say('dense', many(units));
  return say('denseWith', { ...many(units), activation: activations[activation] ?? activation });
}

export const lastRecurrent = ({ layers }: NetworkInfo): number => layers.findLastIndex(isRecurrent);

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "5 symbols as one-hot, an LSTM of 5 units, a dense layer of 5 units." */
function chain(say: Say, network: NetworkInfo): string {
  const last = lastRecurrent(network);
  const { readout } = network;
  const parts = network.layers.flatMap((layer, i) => [
    layerWords(say, layer),
    ...(i === last && readout !== 'every_step' ? [say(readout)] : []),
  ]);
  return upper([inputWords(say, network.input), ...parts].join(say('andThen'))) + say('end');
}

const allWeights = ({ input, layers }: NetworkInfo): number =>
  layers.reduce((sum, layer) => sum + ('weights' in layer ? layer.weights : 0), input.weights);

/** How large it is and how it learns. */
export function facts(say: Say, network: NetworkInfo): string {
  const { loss, optimizer, learningRate, clipping, limit } = network;
  const sentences = [
    say('totals', many(allWeights(network))),
    loss && say('loss', { loss: say(loss as NetworkKey) }),
    loss &&
      say('optimizer', {
        optimizer: optimizers[optimizer] ?? optimizer,
        rate: fullNumber(learningRate),
      }),
    clipping && say(clipping, { limit: fullNumber(limit) }),
  ];
  return sentences.filter((sentence) => sentence !== '').join(say('between'));
}

/** All that is drawn. */
export function description(say: Say, network: NetworkInfo, steps: number): string {
  const drawn = steps > 0 ? say('stepsKnown', many(steps)) : say('stepsUnknown');
  return [chain(say, network), drawn, facts(say, network)].join(say('between'));
}

/** "5 → LSTM 5 → Dense 5", short enough for a line. */
export function formula(network: NetworkInfo): string {
  const named = network.layers
    .filter((layer) => layer.kind !== 'dropout')
    .map(
      (layer) => `${layer.kind === 'dense' ? '' : `${layer.kind.toUpperCase()} `}${layer.units}`,
    );
  return [String(network.input.size), ...named].join(' → ');
}
