// The engine's own types, and what travels between the page and the worker.
export type * from '../../../bindings/wasm/engine';
import type {
  Catalogue,
  ExportedFile,
  ExportInfo,
  Frame,
  NetworkInfo,
  NextStep,
  Shown,
  Trace,
} from '../../../bindings/wasm/engine';

/** An input that a lab does not take: which, why (a code) and the values of the sentence. */
export interface Refusal {
  input: string;
  code: string;
  values: Record<string, string>;
  message: string;
}

/** How many steps were computed, and the milliseconds that they took. */
export interface Spent {
  steps: number;
  milliseconds: number;
}

/** What came of a request. Errors travel as data, since a worker cannot throw its own classes. */
export type Outcome =
  /** `fingerprint` is "" while the run goes on; the network comes when it rests. `spent` is what
   *  the steps have taken since the run was opened. */
  | {
      kind: 'frame';
      frame: Frame;
      fingerprint: string;
      spent: Spent;
      network?: NetworkInfo | null;
    }
  /** Of the model as it was after that step. */
  | { kind: 'answer'; shown: Shown; step: number }
  /** What a cell of the network computes; null where the lab has nothing to look at. */
  | { kind: 'trace'; trace: Trace | null }
  /** What flows back in the step of training that comes next. */
  | { kind: 'flow'; flow: NextStep | null }
  /** The run as a file, to go on with if anything happens to it. */
  | { kind: 'saved'; step: number; file: Uint8Array }
  /** The steps of the run are cut into so many parts, which others could compute (crew.ts). */
  | { kind: 'cut'; parts: number }
  /** The lab's first table of vectors, as text of word2vec's format. */
  | { kind: 'vectors'; file: Uint8Array }
  /** What a saved run was made of. */
  | { kind: 'setup'; setup: Setup }
  /** A live input has changed: what the run is now made of, the run as a file, and, if it is at
   *  rest, what there is to see. */
  | { kind: 'altered'; setup: Setup; file: Uint8Array; seen: Outcome | null }
  /** What a saved run can leave the course as, and the files that it leaves as. */
  | { kind: 'exports'; exports: ExportInfo[] }
  | { kind: 'exported'; files: ExportedFile[] }
  | { kind: 'refusal'; refusal: Refusal }
  | { kind: 'failure'; message: string }
  /** The worker died, or was hung, and with it the run; there is a new worker. */
  | { kind: 'lost'; hung?: boolean };

/** A cell of one of the networks: the recurrent layer at this place, and which of its two; and what it
 *  reads. */
export interface CellChoice {
  network: number;
  layer: number;
  backwards: boolean;
  example: number;
  /** Numbers that are held, as the engine reads them; "" for none. */
  hand: string;
}

/** A lab with its inputs as text; "at.100.learning_rate" is what an input is from step 100 on. */
export interface Setup {
  lab: string;
  preset: string;
  inputs: Record<string, string>;
}

/** Ends a run at the first step at which the curve is below the value. */
export interface StopRule {
  /** "" is the first curve reported. */
  curve: string;
  below: number;
}

export interface Pace {
  /** Steps at most. */
  steps: number;
  /** Milliseconds from one step to the next; 0 is as fast as it goes. */
  interval: number;
  stop: StopRule | null;
  /** Up to this step each has a frame of its own, for who must not miss one. */
  each?: number;
  /** The run has been here before: it is saved more often, for who goes to and fro. */
  isRevisit?: boolean;
  /** It rests at this step. */
  until?: number;
  /** After each step it asks who sees it whether to go on. */
  asks?: boolean;
}

/** Takes an outcome to the page; settles when the page has taken it: with false where a run that asks
 *  is to rest. */
export type Emit = (outcome: Outcome) => Promise<boolean | void> | boolean | void;

/** What page and host agree on; in a worker every call is a message. */
export interface Host {
  start(wasm: ArrayBuffer): Promise<Catalogue>;
  /** Opens a run in place of the one with this id; on a refusal the old one stays. */
  open(id: number, setup: Setup): Promise<Outcome>;
  /** The same for a saved run. */
  load(id: number, file: Uint8Array): Promise<Outcome>;
  /** The same for questions alone, where data are missing that the lab can do without. */
  loadToAsk(id: number, file: Uint8Array): Promise<Outcome>;
  /** Settles when the run has done its steps, ends, is paused or meets its stop rule; what there is
   *  to see and to keep comes on the way and when it rests. */
  run(id: number, pace: Pace, emit: Emit): Promise<void>;
  pause(id: number): Promise<void>;
  /** Changes the pace of the run under way. */
  setInterval(id: number, interval: number): Promise<void>;
  /** Gives a live input another value, also while it runs. */
  set(id: number, input: string, value: string): Promise<Outcome>;
  /** Gives a run so many steps more. */
  extend(id: number, steps: number): Promise<Outcome>;
  ask(id: number, question: Record<string, string>): Promise<Outcome>;
  save(id: number): Promise<Outcome>;
  vectors(id: number): Promise<Outcome>;
  close(id: number): Promise<void>;
  /** The run is the first of a crew, whose others have these ports; gives where they begin. */
  gather(id: number, ports: MessagePort[]): Promise<Outcome>;
  /** The run, which was loaded, goes on from there as another of the crew, without a word; settles
   *  once it does. */
  assist(id: number, place: number, ports: MessagePort[], from: Outcome): Promise<Outcome | null>;
  /** The run goes on by itself. */
  disband(id: number): Promise<void>;
  /** What a saved run was made of. */
  inspect(file: Uint8Array): Promise<Outcome>;
  /** What can be made of a saved run, by the host of the whole course. */
  exports(file: Uint8Array): Promise<Outcome>;
  /** A saved run as files for other programs, by the same; `toAsk`: data may be missing. */
  exported(
    file: Uint8Array,
    kind: ExportInfo['kind'],
    stem: string,
    toAsk: boolean,
  ): Promise<Outcome>;
  /** What a cell of a saved run computes, by the same. */
  traced(file: Uint8Array, choice: CellChoice): Promise<Outcome>;
  /** What flows back through it in the run's next step, by the same. */
  flowed(file: Uint8Array, choice: CellChoice): Promise<Outcome>;
  /** Gives the labs a file. */
  provide(name: string, bytes: Uint8Array): Promise<void>;
  /** Gives the labs a file of the reader's own; what an input names it by. */
  provideFile(name: string, file: Blob): Promise<string>;
  /** Takes a file away again; runs that have read it go on. */
  forget(name: string): Promise<void>;
  /** Answers as soon as the host is free: a sign of life. */
  ping(): Promise<void>;
}
