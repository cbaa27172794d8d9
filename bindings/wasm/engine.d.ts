// What the WebAssembly module offers. Data goes out, never handles; inputs go in as text, the way a
// link or a command line writes them.

export interface Catalogue {
  labs: LabInfo[];
  /**
   * English sentences of what any lab refuses, by code; "{name}" stands for a value, "{input}" for the label of
   * the input. "{where}" is empty unless there is a value `where`: that is the code of a text of its
   * own, with values of the same refusal ("where-cell": ", row {row}, column {column},").
   */
  refusals: Record<string, string>;
}

export interface LabInfo {
  id: string;
  title: string;
  summary: string;
  chapter: 'basics' | 'writing' | 'memory' | 'series' | 'images' | 'words';
  /** The notebook blocks it runs: "Lecture 12 ex12_7". */
  notebook: string;
  /** Steps of the run that the gallery's picture shows. */
  previewSteps: number;
  inputs: InputInfo[];
  /** What the lab can be asked, or null. */
  question: InputInfo[] | null;
  /** Its sessions have tables of vectors: `embeddings`. */
  hasEmbeddings: boolean;
  /** The first is the default. */
  presets: PresetInfo[];
  /** Sentences, as those of all labs, of what else this one refuses and notes. */
  refusals: Record<string, string>;
}

export interface InputInfo {
  name: string;
  kind:
    | 'text'
    | 'integer'
    | 'number'
    | 'flag'
    | 'choice'
    | 'list'
    | 'matrix'
    | 'seed'
    | 'image'
    | 'file';
  label: string;
  help: string;
  unit: string;
  /** As text: "true" and "false" for a flag, the option's name for a choice. */
  default: string;
  /** Of the value; of each element of a list or matrix; of the number of symbols in a text; of a
   *  file's bytes. */
  min: number;
  max: number;
  /** Elements of a list. */
  minCount: number;
  maxCount: number;
  /** Largest size of each axis of a matrix; the size of an image. */
  maxShape: number[];
  /** Names of a matrix's axes, the last ones if it may have fewer: "batch,time,feature". */
  axes: string;
  /** Endings of a file's name: ".csv,.txt". */
  accept: string;
  options: { name: string; label: string }[];
  advanced: boolean;
  optional: boolean;
  /** It can change in the middle of a run; of a question: it is asked anew at each change of it. */
  live: boolean;
  /** Show only while that input has that value. */
  when: { input: string; value: string } | null;
}

export interface PresetInfo {
  name: string;
  label: string;
  note: string;
  origin: 'exact' | 'seeded' | 'recovered' | 'invariant' | 'own';
  inputs: Record<string, string>;
}

export interface Matrix {
  shape: number[];
  values: Float32Array;
  axes: string[];
  /** Names of the indices of each axis: one per index, or one per index of axes 0…a together. */
  ticks: string[][];
}

export interface Comparison {
  name: string;
  /** NaN for a number, "" for a text that the lab did not report. */
  here: number | string;
  printed: number | string;
  agrees: boolean;
  /** A truth about the structure, not a printed number. */
  invariant: boolean;
  tolerance: number;
}

/** Lines over one x axis; x is 0, 1, 2, … where it is empty. */
export interface Plot {
  lines: { name: string; x: Float32Array; y: Float32Array }[];
  xAxis: string;
  yAxis: string;
  /** The y axis. */
  logarithmic: boolean;
}

/** Pictures of numbers from 0 to 1, each with a caption; `wrong` is empty where nothing is. */
export interface Images {
  /** Number of pictures, rows, columns. */
  shape: number[];
  values: Float32Array;
  captions: string[];
  wrong: boolean[];
}

/** Labelled points in the plane; NaN where a point is nowhere. */
export interface Points {
  /** x and y of each in turn. */
  at: Float32Array;
  /** One for each point, or none; null if they are those of the frame before. */
  words: string[] | null;
  /** How often each word occurs, or none; null as the words are. */
  counts: Float32Array | null;
}

/**
 * What a tape has recorded. In rules {a} and {b} stand for what was read, {y} for the node itself,
 * {dy} for its gradient.
 */
export interface GraphNode {
  /** As the tape names it; "variable" or "constant" where nothing was read. */
  op: string;
  /** What people call it, or "". */
  name: string;
  /** The piece of the formula. */
  text: string;
  /** How it was computed; "" where nothing was read. */
  rule: string;
  value: Float32Array;
  /** Both empty where no gradient flows. */
  gradient: Float32Array;
  /** The gradient as a finite difference. */
  difference: Float32Array;
  /** Nodes that it was computed from, all before it, and what it hands back to each. */
  reads: { node: number; rule: string; value: Float32Array }[];
}

export interface Graph {
  nodes: GraphNode[];
  /** The input that has the values of the variables, as "x = 1, w = 0.5"; "" if none has. */
  input: string;
}

/** What a lab shows beside its curves. */
export interface Shown {
  texts: Record<string, { value: string; target: string }>;
  matrices: Record<string, Matrix>;
  tables: Record<string, { columns: string[]; rows: string[][] }>;
  /** Values that a curve is to be seen against. */
  levels: { curve: string; name: string; value: number }[];
  plots: Record<string, Plot>;
  images: Record<string, Images>;
  points: Record<string, Points>;
  graphs: Record<string, Graph>;
}

/** What became of an input because of others. Its sentence is among its lab's refusals. */
export interface Note {
  input: string;
  code: string;
  values: Record<string, string>;
  message: string;
  /** The input as it is now. */
  value: string;
  /** The inputs that led to it, as the preset has them. */
  wayBack: Record<string, string>;
}

export interface Frame extends Shown {
  /** Steps done so far, and steps of the whole run. */
  step: number;
  total: number;
  done: boolean;
  /** Why the run cannot go on: a curve has left the finite numbers. There is nothing but curves. */
  trouble: Trouble | null;
  /** Live inputs that are no longer what the run began with, as they are now. */
  changed: Record<string, string>;
  /** Points since the last frame. */
  curves: Record<string, { x: Float32Array; y: Float32Array }>;
  /** Name of the preset whose inputs these are, or "". */
  preset: string;
  published: Comparison[];
  /** What inputs that are texts may be, as the lab has found in a file: the names of its columns. */
  offers: Record<string, string[]>;
  /** What became of inputs that did not fit each other. */
  notes: Note[];
}

export interface Progress {
  /** Steps done so far. */
  step: number;
  /** The run is done, or the curve has come below the value. */
  ended: boolean;
  /** A long step is not complete; the next call goes on with it. */
  within: boolean;
}

/** `message` is the English sentence; `input` is the one to change. */
export interface Trouble {
  input: string;
  code: string;
  values: Record<string, string>;
  message: string;
}

/** Thrown for an input that a lab does not take; `message` is the English sentence. */
export interface RefusalError extends Error {
  name: 'Refusal';
  input: string;
  code: string;
  values: Record<string, string>;
}

export interface SessionInfo {
  lab: string;
  /** As it was given, "" for the lab's default. */
  preset: string;
  /**
   * All of them, as text, as the run began; with "at.100.learning_rate" for what an input is from
   * step 100 on.
   */
  inputs: Record<string, string>;
}

/** A network as data. Its names are those of the line that `lab network` prints. */
export interface NetworkInfo {
  /** `width` is what the first layer reads; `weights` those of the table of ids. */
  input: { kind: 'onehot' | 'features' | 'ids'; size: number; width: number; weights: number };
  /** From the lowest up. */
  layers: (RecurrentInfo | DenseInfo | DropoutInfo)[];
  /** What goes on from the last recurrent layer. */
  readout: 'every_step' | 'last' | 'states';
  /** "" for none. */
  loss: string;
  optimizer: string;
  learningRate: number;
  clipping: '' | 'clip_norm' | 'clip_value';
  limit: number;
}

export interface RecurrentInfo {
  kind: 'rnn' | 'lstm' | 'gru';
  units: number;
  weights: number;
  activation?: 'relu';
  peepholes?: boolean;
  resetAfter?: boolean;
  backwards?: boolean;
  /** How the outputs of both directions are merged. */
  bidirectional?: 'concat' | 'sum' | 'ave' | 'mul';
}

export interface DenseInfo {
  kind: 'dense';
  units: number;
  weights: number;
  activation?: 'tanh' | 'sigmoid' | 'relu' | 'softmax';
}

export interface DropoutInfo {
  kind: 'dropout';
  /** The share that stays. */
  keep: number;
}

export interface Session {
  /** What the session was made of; a loaded one, what it was saved with. */
  info(): SessionInfo;
  /**
   * Runs up to `steps` steps (Infinity: the rest), for about as many milliseconds, or until the
   * curve ("": the first) comes below the value.
   */
  advance(steps: number, milliseconds: number, curve: string, below: number): Progress;
  /** What there is to see. Labs may compute something for it, so that it costs more than a step. */
  frame(): Frame;
  /** An answer to a question, whose parts are text like inputs. Throws RefusalError. */
  ask(question: Record<string, string>): Shown;
  /**
   * A live input has this value from now on, or after the long step under way. Throws RefusalError
   * for other inputs.
   */
  set(input: string, value: string): void;
  /** So many steps more, or a few more where the lab counts them by epochs. */
  extend(steps: number): void;
  /**
   * A hash of the number of steps, all weights, curves, texts, matrices, tables, plots, images with
   * their captions and points with their words, and of what live inputs have become.
   */
  fingerprint(): string;
  /** Its network, where the lab can give it as data. */
  network(): NetworkInfo | null;
  /**
   * Opens what comes next, a step or a part of a long one, unless it is open, and gives into how many
   * parts it is cut, which replicas can compute; 1: it is not. `advance`, and whatever else is asked
   * for, completes it.
   */
  openParts(): number;
  /** Computes some of them. */
  computeParts(first: number, count: number): void;
  /**
   * Those that are here, for a replica that is at the same place and has none of them: a view of the
   * engine's memory, to be copied at once.
   */
  writtenParts(): Uint8Array;
  readParts(bytes: Uint8Array): void;
  /** Goes on from where this run is saved, which is the same a few steps later. */
  catchUp(file: Uint8Array): void;
  /** The run as a safetensors file, to go on with bit for bit. */
  save(): Uint8Array;
  /** Tables of vectors of words that the lab has, as they are now; shape is (words, size). */
  embeddings(): { name: string; shape: number[] }[];
  /** One of them as text, the way word2vec writes it, of so many words at most. */
  wordVectors(name: string, most: number): Uint8Array;
  delete(): void;
}

/** Thrown when the browser gives no more memory; code is "out-of-memory". */
export interface MemoryError extends Error {
  code: 'out-of-memory';
}

export interface Engine {
  catalogue(): Catalogue;
  /** preset "" is the lab's default. Throws RefusalError. */
  Session: new (lab: string, preset: string, inputs: Record<string, string>) => Session;
  /**
   * A saved run, where it was. Throws RefusalError for a file that is damaged or of another kind,
   * and as `Session` does: "missing-data" for a file that must be provided first.
   */
  load(file: Uint8Array): Session;
  /**
   * The same for questions alone: a file may be missing, if the lab can do without. Such a session
   * does not advance: it throws "missing-data".
   */
  loadToAsk(file: Uint8Array): Session;
  /** Gives the labs a file by the name that they ask for ("missing-data": `key`). */
  provide(name: string, bytes: Uint8Array): void;
  /** Gives them one of the reader's own; what an input names it by, "prices.csv#17ce36fe". */
  provideFile(name: string, bytes: Uint8Array): string;
  forget(name: string): void;
}

/** A form in which a run can leave the course. */
export interface ExportInfo {
  kind: 'pytorch' | 'keras' | 'tfjs' | 'onnx' | 'safetensors' | 'npz' | 'csv' | 'json';
  /** "" where it can; else why not: the lab is no chain of layers, it has no weights, or they are
   *  no numbers any more. */
  hindrance: '' | 'no-network' | 'no-weights' | 'diverged';
}

export interface ExportedFile {
  name: string;
  bytes: Uint8Array;
}

export interface Numbers {
  shape: number[];
  values: Float32Array;
}

/** What a cell computes of one sequence, in the order in which it reads the steps. */
export interface TracedCell {
  /** What it reads, (T, D). */
  x: Numbers;
  /**
   * i, g, f and o of an LSTM; r, u and candidate of a GRU; z of an RNN. Of each (4, T, H): its value,
   * then the shares of input, state and bias in the sum that it is a function of; with peepholes
   * (5, T, H), the last being that of the cell state.
   */
  gates: Record<string, Numbers>;
  /** Of an LSTM, (T + 1, H): before each step and, one further, after it. */
  c: Numbers | null;
  h: Numbers;
}

export interface Trace {
  /** Steps of training done. */
  step: number;
  /** All that can be looked into, the lab's own first. */
  networks: NetworkInfo[];
  /** How many sequences there are to look at, and the number of this one. */
  examples: number;
  example: number;
  /** What each time step reads, where that has a name. */
  reads: string[];
  /** null of a sequence that has no steps. */
  cell: TracedCell | null;
  /**
   * Of the cell, gates in the order of `gates`: (D, gates · H), (H, gates · H), (gates · H); null where
   * they are many.
   */
  kernel: Numbers | null;
  recurrent: Numbers | null;
  bias: Numbers | null;
  /** Of the last layer, (T, F), or (1, F) behind a readout of states; null where it has no variables. */
  outputs: Numbers | null;
  /** What outputs come to that are scores. */
  probabilities: Numbers | null;
  /** What the numbers of the outputs stand for, where that has names. */
  symbols: string[];
  /** Of each row of outputs the symbol that is wanted, by number; none where that is not known. */
  targets: number[];
  /** Of each row by itself, and of all: the loss of this sequence; none where it is not known. */
  losses: (number | null)[];
  loss: number | null;
}

/** A cell in a training step: what it computes, and what flows back into its states. */
export interface FlowingCell extends TracedCell {
  /** Of the loss by h, (T + 1, H): before each step and, one further, after it. */
  dh: Numbers;
  /** The same by c, of an LSTM. */
  dc: Numbers | null;
  /** (T, H): the share of dh after each step that comes from no later step. */
  outside: Numbers;
  /**
   * What dropout multiplied what the cell read by, (T, D), and what went up from it, (T, H): 1 / keep, or
   * 0 where it dropped a number; null without dropout.
   */
  x_mask: Numbers | null;
  h_mask: Numbers | null;
}

/**
 * Of a cell the norms of these, by time step: none of a sequence that has no steps, dc of an LSTM alone;
 * null where it is no number any more.
 */
export interface FlowNorms {
  /** The cell: the recurrent layer at this place, and which of its two. */
  layer: number;
  backwards: boolean;
  dh: (number | null)[];
  dc: (number | null)[];
  outside: (number | null)[];
}

/** A variable in a training step. */
export interface MovedWeights {
  /** Its TensorFlow name. */
  name: string;
  shape: number[];
  /** Norms: of its values before the step, of its gradient as the optimizer saw it (null: none came),
   *  and of what it changed by. */
  norm: number | null;
  gradient: number | null;
  move: number | null;
  /** The number that changed most, by its place among all, and what it was and became. */
  most: number;
  before: number | null;
  after: number | null;
  /** One of the chosen cell's. */
  isOwn: boolean;
}

/** The step of training that a run takes next, for one of the sequences of its batch. */
export interface NextStep {
  /** Steps of training done before it. */
  step: number;
  networks: NetworkInfo[];
  /** How many sequences there are, and the number of this one; none where the step trains nothing. */
  examples: number;
  example: number;
  reads: string[];
  /** From the lowest up. */
  cells: FlowNorms[];
  cell: FlowingCell | null;
  weights: MovedWeights[];
  /** All numbers of the chosen cell's variables, by name, unless they are many. */
  gradients: Record<string, Numbers>;
  moves: Record<string, Numbers>;
}

/** The module that has the whole course. */
export interface WholeEngine extends Engine {
  /** What can be made of a saved run. Throws as `loadToAsk` does. */
  exports(file: Uint8Array): ExportInfo[];
  /**
   * A saved run as files that stand beside each other, `stem` with their endings; the first is the
   * one to open. `toAsk`: data may be missing, as for `loadToAsk`; a program then has none to train
   * on. Throws as these do, and an Error for a kind that is hindered.
   */
  exported(
    file: Uint8Array,
    kind: ExportInfo['kind'],
    stem: string,
    toAsk: boolean,
  ): ExportedFile[];
  /**
   * What a cell of a saved run's network computes: that of the recurrent layer at this place ("1/0": of
   * the second network the lowest layer), for one of the sequences that the lab has to look at; null
   * where it has none. The next file of the same run is read faster. Throws as `load` does.
   *
   * With "2 0/0.f(2,1,3):0.5;0/0b.kernel(0,7):-1" for `example` it is computed with numbers that are held
   * at these values: of sequence 2, time step 1 in the order of reading, unit 3 of the forget gate, and a
   * weight of the backward cell, all counted from 0 on. The run itself stays as it is. Throws for what the
   * network does not have.
   */
  traced(file: Uint8Array, layer: string, example: string, backwards: boolean): Trace | null;
  /**
   * The step that a saved run takes next, and what flows back in it through this cell for one of the
   * sequences that it reads; a run at its end is made a step longer. null where there is no network to
   * look into. Throws as `load` does.
   */
  flowed(file: Uint8Array, layer: string, example: string, backwards: boolean): NextStep | null;
}

export interface EngineOptions {
  wasmBinary: ArrayBuffer | Uint8Array;
  locateFile: (path: string) => string;
}

export default function createEngine(options: EngineOptions): Promise<Engine>;
