// Race: runs side by side, step for step, each a session of its own on the lab's engine. Every round
// takes each of them as many steps further; a run alone is a race of one.
import type { LabInfo } from '../../engine/types';
import type { Saying } from '../../i18n/words';
import type { Observer } from '../observer';
import type { LabRun } from '../run';
import { failureOf } from '../sentences';
import type { Pin, Pins } from './pins';
import { snapshotOf } from './snapshot';

/** Milliseconds that a run computes in a round, about. */
const ROUND = 150;
/** Rounds of a race at least, and milliseconds of each, so that it can be watched. */
const ROUNDS = 100;
const SEEN = 25;

interface Lane {
  pin: Pin;
  run: LabRun;
  /** The step that it goes to. */
  goal: number;
}

export interface Host {
  lab: LabInfo;
  pins: Pins;
  /** What is to be told of it. */
  says(saying: Saying): void;
  /** All have come to where they go. */
  arrived(): void;
}

export class Race {
  state: 'ready' | 'running' | 'paused' | 'over' = 'ready';
  #host: Host;
  #lanes: Lane[];
  #round: Promise<void> = Promise.resolve();

  /** Beside the present run, of pins that have nothing computed: each to its step, or to its end where
   *  that is 0. */
  constructor(present: LabRun, host: Host, pins: Pin[]) {
    this.#host = host;
    this.#lanes = pins.map((pin) => {
      const goal = pin.step || Infinity;
      const observer: Observer = this.#observer(pin, goal, () => run);
      const run: LabRun = present.beside(observer);
      return { pin, run, goal };
    });
  }

  /** It is about more than one run. */
  get isContest(): boolean {
    return this.#lanes.length > 1;
  }

  get step(): number {
    return Math.max(0, ...this.#lanes.map(({ run }) => run.results.step));
  }

  get total(): number {
    return Math.max(0, ...this.#lanes.map(({ run, goal }) => Math.min(goal, run.results.total)));
  }

  /** Opens all of them; those that the lab refuses, or cannot open, have a problem then. */
  async open(): Promise<void> {
    for (const { pin, run } of this.#lanes) {
      if (this.#isOver) return;
      await run.open(pin.setup.preset, pin.setup.inputs, 'start');
      if (run.refusal || run.failure) pin.problem = this.#problemOf(run);
      else pin.seen = snapshotOf(this.#host.lab, run);
    }
    this.#host.pins.changed();
  }

  /** Settles when it is paused or over. */
  go(): Promise<void> {
    if (this.state === 'running' || this.#isOver) return this.#round;
    this.state = 'running';
    this.#mark(true);
    this.#round = this.#run();
    return this.#round;
  }

  async pause(): Promise<void> {
    if (this.state !== 'running') return;
    this.state = 'paused';
    await this.#halt();
  }

  /** Lets go of the runs; what they have computed stays pinned. */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.state = 'over';
    await this.#halt();
    await Promise.all(this.#lanes.map(({ run }) => run.close()));
  }

  get #isOver(): boolean {
    return this.state === 'over';
  }

  async #halt(): Promise<void> {
    await Promise.all(this.#lanes.map(({ run }) => run.pause()));
    await this.#round;
    this.#mark(false);
  }

  async #run(): Promise<void> {
    let steps = 1;
    while (this.state === 'running') {
      const lanes = this.#lanes.filter(isUnderWay);
      if (lanes.length === 0) break;
      const began = performance.now();
      const target = Math.min(...lanes.map(({ run }) => run.results.step)) + steps;
      for (const lane of lanes) await this.#advance(lane, target);
      const spent = (performance.now() - began) / lanes.length;
      steps = Math.min(sized(steps, spent), Math.ceil(this.total / ROUNDS));
      await new Promise((rest) => setTimeout(rest, SEEN - spent * lanes.length));
    }
    if (this.state !== 'running') return;
    // Not awaited: it waits for this.
    void this.stop();
    this.#host.arrived();
  }

  async #advance({ pin, run, goal }: Lane, target: number): Promise<void> {
    const steps = Math.min(target, goal) - run.results.step;
    if (this.state === 'running' && steps > 0) await run.step(steps);
    if (run.failure) pin.problem = this.#problemOf(run);
  }

  #mark(isRunning: boolean): void {
    for (const { pin, run } of this.#lanes) pin.isRunning = isRunning && !run.results.done;
    this.#host.pins.changed();
  }

  #observer(pin: Pin, goal: number, run: () => LabRun): Observer {
    const changed = () => {
      pin.seen = snapshotOf(this.#host.lab, run()) ?? pin.seen;
      if (goal === Infinity) pin.step = pin.seen?.step ?? 0;
      this.#host.pins.changed();
    };
    return {
      changed,
      stepped: () => {},
      ended: () => {},
      resumed: () => {},
      branched: () => {},
      caughtUp: (step) => this.#host.says((words) => words.t('restarted', { step })),
    };
  }

  #problemOf({ refusal, failure }: LabRun): Saying {
    const { inputs } = this.#host.lab;
    return refusal
      ? (words) => words.refusal(refusal, inputs)
      : (words) => failureOf(words, null, failure ?? undefined);
  }
}

const isUnderWay = ({ pin, run, goal }: Lane): boolean =>
  !pin.problem && run.canTrain && !run.results.done && run.results.step < goal;

/** As many steps as take about a round. */
function sized(steps: number, spent: number): number {
  if (spent < ROUND / 2) return steps * 2;
  return spent > ROUND * 2 ? Math.max(1, Math.floor(steps / 2)) : steps;
}
