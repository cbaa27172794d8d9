// The element's own words, but for those in en-late.ts. Labels of inputs come from the engine's
// catalogue.
import type { LateKey } from './en-late';

const early = {
  inputs: 'Inputs',
  results: 'Results',
  presets: 'Presets',
  advanced: 'Advanced',
  helpFor: 'Help: {label}',
  backToDefault: 'Back to {value}',
  backToPreset: 'Back to the preset',
  empty: 'empty',
  optional: 'optional',
  slider: '{label}, slider',
  on: 'On',
  off: 'Off',
  rollDice: 'New seed',
  rows: 'Rows',
  columns: 'Columns',
  blocks: 'Blocks',
  block: 'Block {n}',
  more: 'One more: {what}',
  fewer: 'One fewer: {what}',
  cellOf: '{label}, row {row}, column {column}',
  asText: 'As text',
  turnHow: 'Drag a number, or Shift with ↑ ↓.',
  asGrid: 'As a grid',
  matrixHelp: 'Commas between numbers, a semicolon after each row, | between blocks.',
  makeMatrix: 'Type weights',
  clear: 'Clear',

  reset: 'Reset',
  play: 'Play',
  pause: 'Pause',
  step: 'Step',
  newSeed: 'New seed',
  run: 'Run',
  atOnce: 'Computed at once: change an input and look.',
  pressPlay: 'Press Play to train for {total} steps, or Step to do one.',
  keys: 'Keys: space plays, S steps, R resets.',
  keysInside: 'Keys, after a click in here: space plays, S steps, R resets.',

  ready: 'Ready.',
  pausedAt: 'Paused at step {step}.',
  finishedAt: 'Finished after {step} steps.',
  playGoesOn: 'Press Play to go on anyway.',
  valueOf: '{name} {value}',

  loading: 'Loading the engine …',
  noEngine: 'The engine could not be loaded. {message}',
  noLab: 'There is no lab “{lab}”.',
  failed: 'The engine stopped: {message}. Lower the sizes and try again.',
  lost: 'The engine stopped answering, and did so again after a new start. Change an input, or try again.',
  noMemory:
    'This device has not enough memory for these inputs. Lower the sizes, or close other pages, and try again.',
  restarted: 'The engine was started again and has caught up with step {step}.',
  damagedLink: 'A part of this link could not be read. The rest was taken.',
  seedUnused:
    'Nothing changed: these inputs draw no weights from the seed. Empty typed weights to draw them.',
  loadingData: 'Loading the data {name} …',
  loadingPart: 'Loading the data {name}: {loaded} of {total}',
  dataUnreachable: 'The data {name} could not be loaded. Check the connection and try again.',
  continued: 'Continued from step {step}, where this run was left. Reset starts over.',
  continuedDone: 'This run was finished here before. Reset starts over.',
  lastRun: 'The last run, {step} steps, is kept.',
  backToLastRun: 'Back to the last run',
  saveRun: 'Save as file',
  openRun: 'Open a saved run',
  offline: 'This part of the page could not be loaded. Check the connection and try again.',
  tryAgain: 'Try again',
  stale: 'These results belong to the last inputs that worked.',
  refused: 'One input needs a change: {message}',

  asTable: 'Table',
  tableOf: 'Table: {name}',
  heatMap: 'heat map',
  matrixName: '{name}, {shape}, from {min} to {max}',
  cellAt: '{place}: {value}',
  arrowKeys: 'Arrow keys move the cursor.',

  target: 'target',
  prediction: 'output',

  shippedData: 'Shipped data',

  ask: 'Ask',

  numbers: 'Numbers',
  tryIt: 'Try it',
  inside: 'Inside',
  data: 'Data',
  takeAlong: 'Take along',
  published: 'Published',

  axisTime: 'time',
  axisBatch: 'sequence',
  axisUnit: 'unit',
  axisFeature: 'feature',
  axisInput: 'input',
  axisSymbol: 'symbol',
  axisNextSymbol: 'next symbol',
  axisPrediction: 'prediction',
  axisGate: 'gate',
  axisClass: 'class',
  axisLayer: 'layer',
  axisRow: 'row',
  axisColumn: 'column',
};

export type Key = keyof typeof early | LateKey;
export type Strings = Record<Key, string>;

/** The late ones are there once they are needed. */
export const strings = early as Strings;

/** Refusals by their code. English is in the engine's catalogue; those of a lab are in its prose. */
export type Sentences = Record<string, string>;

export const refusals: Sentences = {};
