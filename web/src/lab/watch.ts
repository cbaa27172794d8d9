// Watch: holds the runs of a lab against its goal, and tells of each that reaches it. Loaded where a
// goal is set.
import type { LabInfo } from '../engine/types';
import { say } from '../i18n/goal';
import { labText } from '../i18n/index';
import type { Saying, Words } from '../i18n/words';
import {
  checkKinds,
  checkNames,
  GoalError,
  parseGoal,
  reachedAt,
  stepsToSee,
  type Goal,
  type Seen,
} from './goal';
import type { LabInputs } from './inputs';
import type { LabRun } from './run';
import { valuesNow } from './values-now';

export interface Host {
  goal(): string;
  inputs(): LabInputs | null;
  run(): LabRun | null;
  words(): Words;
  notice(saying: Saying): void;
  tell(type: string, detail: unknown): void;
}

export class Watch {
  #host: Host;
  /** The goal as it was read last, and of which lab. */
  #line = '';
  #lab: LabInfo | null = null;
  /** Null where there is none, or none that can be read. */
  #goal: Goal | null = null;
  /** The number of the run that is watched, the step to go on from, and whether the goal is reached. */
  #run = 0;
  #from = 1;
  #isReached = false;

  constructor(host: Host) {
    this.#host = host;
  }

  /** To be called whenever goal, inputs or run may have changed. */
  look(): void {
    const run = this.#host.run();
    const lab = this.#host.inputs()?.lab;
    if (!run || !lab) return;
    this.#read(this.#host.goal(), lab);
    if (run.count !== this.#run) this.#begin(run);
    run.each = this.#goal && !this.#isReached ? stepsToSee(this.#goal) : 0;
    if (!this.#goal || this.#isReached || run.stale || !run.opened) return;
    const seen: Seen = { ...run.results, inputs: valuesNow(lab, run.opened, run.results) };
    this.#attempt(() => this.#check(this.#goal!, seen));
  }

  /** Of the past of a run whose inputs have changed on the way, nobody knows what they were. */
  #begin({ count, results }: LabRun): void {
    this.#run = count;
    this.#from = Object.keys(results.changed).length > 0 ? results.step : 1;
    this.#isReached = false;
  }

  #read(line: string, lab: LabInfo): void {
    if (line === this.#line && lab === this.#lab) return;
    this.#line = line;
    this.#lab = lab;
    this.#goal = null;
    this.#run = 0;
    if (line === '') return;
    this.#attempt(() => (this.#goal = parseGoal(line)));
    if (this.#goal) void this.#checkNames(this.#goal, lab);
  }

  async #checkNames(goal: Goal, lab: LabInfo): Promise<void> {
    const text = await labText(lab.id, this.#host.words().lang);
    if (!text || goal !== this.#goal) return;
    const inputs = lab.inputs.map(({ name }) => name);
    this.#attempt(() => checkNames(goal, { inputs, reports: Object.keys(text.reports) }));
  }

  #check(goal: Goal, seen: Seen): void {
    checkKinds(goal, seen);
    const step = reachedAt(goal, seen, this.#from);
    this.#from = seen.step;
    if (step === null) return;
    this.#isReached = true;
    const word = this.#host.run()!.results.isOneStep ? 'reachedAtOnce' : 'reached';
    this.#host.notice(({ lang }) => say(lang, word, { step }));
    this.#host.tell('unfold-goal', { goal: this.#line, step });
  }

  /** A goal that is at fault is none, and is said to be so. */
  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof GoalError)) throw error;
      const { code, part } = error;
      const saying: Saying = ({ lang }) => say(lang, code, { part });
      this.#goal = null;
      this.#host.notice(saying);
      this.#host.tell('unfold-error', { code, message: saying(this.#host.words()) });
    }
  }
}
