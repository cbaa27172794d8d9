// The engine's own types, and what travels between the page and the worker.
export type {
  Catalogue,
  Comparison,
  Engine,
  Frame,
  InputInfo,
  LabInfo,
  Matrix,
  PresetInfo,
  Session,
} from '../../../bindings/engine';
import type { Catalogue, Frame } from '../../../bindings/engine';

/** An input that a lab does not take: which, why (a code) and the values of the sentence. */
export interface Refusal {
  input: string;
  code: string;
  values: Record<string, string>;
  message: string;
}

/** What came of a request. Errors travel as data, since a worker cannot throw its own classes. */
export type Outcome =
  | { kind: 'frame'; frame: Frame }
  | { kind: 'refusal'; refusal: Refusal }
  | { kind: 'failure'; message: string }
  /** The worker died, and with it the run; there is a new worker. */
  | { kind: 'lost' };

/** Ends a run at the first step at which the curve is below the value. */
export interface StopRule {
  /** "" is the first curve reported. */
  curve: string;
  below: number;
}

export interface Pace {
  /** Milliseconds from one step to the next; 0 is as fast as it goes. */
  interval: number;
  stop: StopRule | null;
}

/** Takes an outcome to the page; settles when the page has taken it. */
export type Emit = (outcome: Outcome) => Promise<void> | void;

/** What page and host agree on; in a worker every call is a message. */
export interface Host {
  start(wasm: ArrayBuffer): Promise<Catalogue>;
  /** Opens a run in place of the one with this id; on a refusal the old one stays. */
  open(id: number, lab: string, preset: string, inputs: Record<string, string>): Promise<Outcome>;
  /** Some steps at once, and what they brought. */
  step(id: number, steps: number): Promise<Outcome>;
  /** Settles when the run ends, is paused or meets its stop rule; frames come on the way. */
  play(id: number, pace: Pace, emit: Emit): Promise<void>;
  pause(id: number): Promise<void>;
  close(id: number): Promise<void>;
  /** Answers as soon as the host is free: a sign of life. */
  ping(): Promise<void>;
}
