// What the WebAssembly module offers. Data goes out, never handles; inputs go in as text, the way a
// link or a command line writes them.

export interface Catalogue {
  labs: LabInfo[];
  /**
   * English sentences of refusals by code; "{name}" stands for a value, "{input}" for the label of
   * the input. "{where}" is empty unless there is a value `where`: that is the code of a text of its
   * own, with values of the same refusal ("where-cell": ", row {row}, column {column},").
   */
  refusals: Record<string, string>;
}

export interface LabInfo {
  id: string;
  title: string;
  summary: string;
  chapter: 'basics' | 'text';
  /** The notebook blocks it runs: "001 ex12_7". */
  notebook: string;
  inputs: InputInfo[];
  /** The first is the default. */
  presets: PresetInfo[];
}

export interface InputInfo {
  name: string;
  kind: 'text' | 'integer' | 'number' | 'flag' | 'choice' | 'list' | 'matrix' | 'seed';
  label: string;
  help: string;
  unit: string;
  /** As text: "true" and "false" for a flag, the option's name for a choice. */
  default: string;
  /** Of the value; of each element of a list or matrix; of the number of symbols in a text. */
  min: number;
  max: number;
  /** Elements of a list. */
  minCount: number;
  maxCount: number;
  /** Largest size of each axis of a matrix. */
  maxShape: number[];
  options: { name: string; label: string }[];
  advanced: boolean;
  optional: boolean;
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

export interface Frame {
  /** Steps done so far, and steps of the whole run. */
  step: number;
  total: number;
  done: boolean;
  /** Points since the last frame. */
  curves: Record<string, { x: Float32Array; y: Float32Array }>;
  texts: Record<string, { value: string; target: string }>;
  matrices: Record<string, Matrix>;
  tables: Record<string, { columns: string[]; rows: string[][] }>;
  /** Name of the preset whose inputs these are, or "". */
  preset: string;
  published: Comparison[];
  fingerprint: string;
}

/** Thrown for an input that a lab does not take; `message` is the English sentence. */
export interface RefusalError extends Error {
  name: 'Refusal';
  input: string;
  code: string;
  values: Record<string, string>;
}

export interface Session {
  /** Runs up to n steps, fewer when the run ends, and tells what is new; Infinity runs the rest. */
  advance(n: number): Frame;
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
}

export interface EngineOptions {
  wasmBinary: ArrayBuffer | Uint8Array;
  locateFile: (path: string) => string;
}

export default function createEngine(options: EngineOptions): Promise<Engine>;
