// LabRun: one lab, from inputs to results, on the page's engine. It keeps the last good results
// through a refusal and a failure, outlives the worker, and is kept on the device for coming back.
import { loadWholeEngine, type EngineClient } from '../engine/client';
import { after } from '../engine/patience';
import { Results } from '../engine/results';
import type { Host, Outcome, Pace, Refusal, Setup } from '../engine/types';
import type { Helpers } from './crew/helpers';
import { keptRuns, nothingKept } from './kept-runs';
import { Meter } from './meter';
import { NOBODY, type Observer } from './observer';
import { AT_ONCE, cost, LIVES, Opener, type Lost, type Request } from './opener';
import type { Loading } from './supply';
import type { LeftRun, Timeline } from './timeline/timeline';
import type { Values } from './values';

/** Where a run begins: where it was left, at its start, or where a file was saved. */
export type Beginning = 'left' | 'start' | Uint8Array;

/** An engine beside that of the run. */
export interface Elsewhere {
  ask(request: Request): Promise<Outcome>;
  end(): void;
}

/** Milliseconds that a pause waits for the step under way; what comes later is held back. */
const PATIENCE = 25;

const isSame = (a: Setup, b: Setup | null) => JSON.stringify(a) === JSON.stringify(b);

export class LabRun {
  results = new Results();
  /** The inputs of the results are not those asked for last. */
  stale = false;
  refusal: Refusal | null = null;
  /** What came in place of results. */
  failure: Outcome | null = null;
  /** The run that another has taken the place of. */
  last: LeftRun | null = null;
  /** What the results are of. */
  opened: Setup | null = null;
  /** Runs that have been opened. */
  count = 0;
  /** The way back through the run, once it has begun. */
  timeline: Timeline | null = null;
  /** Up to this step of a run each is to be seen. */
  each = 0;
  readonly meter = new Meter();
  /** Workers that share long steps at most; 0: as many as the machine has cores. */
  cores = 0;
  /** What shares them, once a run has some. */
  helpers: Helpers | null = null;
  /** How a file of the reader's own is named, which the engine then has. */
  readonly naming = (name: string, file: Blob) => this.#client.provideFile(name, file);

  #client: EngineClient;
  #lab: string;
  #observer: Observer;
  #kept: typeof keptRuns;
  #id: number;
  #opener: Opener;
  #asked: { setup: Setup; beginning: Beginning } | null = null;
  /** The step to go to that was wished for last. */
  #wish: number | null = null;
  /** Settles when what remembers the run is there, or cannot be had. */
  #remembering: Promise<void> = Promise.resolve();
  #opening: Promise<void> | null = null;
  /** Settles when the engine rests. */
  #work: Promise<void> = Promise.resolve();
  /** The play, or the steps, under way, until they are paused. */
  #play: Pace | null = null;
  #pausing: Promise<void> = Promise.resolve();
  /** What came after a pause, until the run goes on. */
  #held: Outcome[] | null = null;
  /** Files of the reader's own that the engine may hold. */
  #files: string[] = [];
  /** The last run, once another is open. */
  #leaving: LeftRun | null = null;

  constructor(client: EngineClient, lab: string, observer: Observer, kept = keptRuns) {
    this.#client = client;
    this.#lab = lab;
    this.#observer = observer;
    this.#kept = kept;
    this.#id = client.newId();
    this.#opener = new Opener(client, this.#id, {
      changed: () => this.#observer.changed(),
      isOvertaken: () => this.#asked !== null,
      saved: (file) => this.timeline?.keep(file, this.#wish ?? this.results.step),
    });
  }

  get running(): boolean {
    return this.#play !== null;
  }

  /** The file that is on its way. */
  get loading(): Loading | null {
    return this.#opener.loading;
  }

  /** Data without which the run is open: it can be asked, but not trained on. */
  get lacks(): Refusal | null {
    return this.#opener.lacks;
  }

  /** What was seen at the newest step of the run. */
  get newest(): Results {
    return this.timeline?.newest ?? this.results;
  }

  /** A step is on its way, or wished for. */
  get isTravelling(): boolean {
    return this.#wish !== null;
  }

  /** Settles when what was asked for is there: a run, or a step of it. */
  get settled(): Promise<void> {
    return this.#opening ?? Promise.resolve();
  }

  get canTrain(): boolean {
    return this.opened !== null && !this.stale && !this.lacks;
  }

  /** Opens the run of these inputs. While one request is under way only the last of others counts. */
  open(preset: string, inputs: Values, beginning: Beginning = 'left'): Promise<void> {
    this.#asked = { setup: { lab: this.#lab, preset, inputs }, beginning };
    this.#opener.overtake();
    this.#opening ??= this.#openAsked().finally(() => (this.#opening = null));
    return this.#opening;
  }

  /** Settles when a step that the run has been at is there again, or another is wished for. */
  goTo(step: number): Promise<void> {
    this.#wish = step;
    this.#opening ??= this.#openAsked().finally(() => (this.#opening = null));
    return this.#opening;
  }

  /** Settles when it runs, which it does until its end, its stop rule or a pause. */
  async play(pace: Omit<Pace, 'steps'>): Promise<void> {
    await this.#opening;
    if (this.running || !this.canTrain || this.results.done) return;
    void this.#run({ ...pace, steps: Infinity });
  }

  /** Goes on until it is paused. */
  #run(pace: Pace): Promise<void> {
    this.#play = pace;
    this.meter.start(this.results.step, performance.now());
    this.#observer.changed();
    return this.#turn(pace, () => this.#play === pace);
  }

  /** The play under way goes on at another pace. */
  setInterval(interval: number): void {
    if (!this.#play) return;
    this.#play.interval = interval;
    void this.#client.setInterval(this.#id, interval);
  }

  /** Settles soon, whatever the engine is at: what it still brings is held back. */
  pause(): Promise<void> {
    if (this.running) this.#pausing = this.#pauseNow();
    return this.#pausing;
  }

  async step(steps: number): Promise<void> {
    await this.pause();
    await this.#opening;
    if (!this.canTrain || this.results.done || !(steps >= 1)) return;
    if (steps === 1) return this.#turn({ ...AT_ONCE, steps }, () => true);
    await this.#run({ ...AT_ONCE, steps });
  }

  /** Changes the run where it is: a live input, or its length. Gives what it is then made of. */
  async alter(request: (host: Host, id: number) => Promise<Outcome>): Promise<Setup | null> {
    const outcome = await this.#request((host) => request(host, this.#id));
    this.refusal = outcome.kind === 'refusal' ? outcome.refusal : null;
    if (outcome.kind === 'altered') this.#altered(outcome);
    this.#observer.changed();
    return outcome.kind === 'altered' ? outcome.setup : null;
  }

  /** An answer of the model as it is, or a refusal. */
  ask(question: Values): Promise<Outcome> {
    return this.#request((host) => host.ask(this.#id, question));
  }

  /** The run as it is now, as a file. */
  save(): Promise<Outcome> {
    return this.#request((host) => host.save(this.#id));
  }

  /** The lab's vectors as they are now. */
  vectors(): Promise<Outcome> {
    return this.#request((host) => host.vectors(this.#id));
  }

  /** The engine of the whole course, which is asked once the files that it asks for are supplied;
   *  who takes it ends it. */
  async elsewhere(): Promise<Elsewhere> {
    const client = await loadWholeEngine();
    const listener = { changed: () => {}, isOvertaken: () => false, saved: () => {} };
    const opener = new Opener(client, this.#id, listener);
    return {
      ask: (request) => opener.supplied(request, {}),
      end: () => void client.end(),
    };
  }

  /** What a saved run was made of, or why it cannot go on here. */
  inspect(file: Uint8Array): Promise<Outcome> {
    return this.#opener.supplied((host) => host.inspect(file), {});
  }

  /** Another run of the lab on the same engine, of which the device keeps nothing. */
  beside(observer: Observer): LabRun {
    return new LabRun(this.#client, this.#lab, observer, nothingKept);
  }

  /** It is kept as it is, and nobody hears of it any more. */
  async close(): Promise<void> {
    this.#observer = NOBODY;
    this.#asked = this.#wish = null;
    this.#opener.overtake();
    await this.#opening;
    await this.#stop();
    this.helpers?.end();
    await this.#client.close(this.#id);
    this.#letGo({});
  }

  // Opening

  async #openAsked(): Promise<void> {
    await this.#stop();
    while (this.#asked || this.#wish !== null) {
      if (this.#asked) await this.#openNext(this.#asked);
      else await this.#travel();
    }
  }

  #openNext({ setup, beginning }: { setup: Setup; beginning: Beginning }): Promise<void> {
    this.#asked = this.#wish = null;
    return this.#open(setup, beginning);
  }

  async #open(setup: Setup, beginning: Beginning): Promise<void> {
    if (!this.stale) this.#leaving = this.#whatIsLeft();
    void this.helpers?.rest();
    this.#files.push(...Object.values(setup.inputs).filter((value) => value.includes('#')));
    const outcome = await this.#opener.begin(setup, await this.#fileOf(setup, beginning), 0);
    if (this.#asked) return;
    this.#letGo(setup.inputs);
    this.#held = null;
    this.stale = !(outcome instanceof Results);
    this.refusal = 'refusal' in outcome ? outcome.refusal : null;
    if (outcome instanceof Results) this.#opens(setup, outcome);
    else if (!this.refusal) await this.#fail(outcome);
    this.#observer.changed();
  }

  /** The engine need not keep files that have been tried and are not among these inputs. */
  #letGo(inputs: Values): void {
    const files = this.#files.filter((file) => !Object.values(inputs).includes(file));
    this.#files = this.#files.filter((file) => !files.includes(file));
    for (const file of files) void this.#client.forget(file);
  }

  /** The run as it is, before another takes its place. */
  #whatIsLeft(): LeftRun | null {
    const { step, isOneStep } = this.results;
    const left = this.timeline?.left();
    if (left) return left;
    return this.#opener.saved && step > 0 && !isOneStep ? { step, file: this.#opener.saved } : null;
  }

  #opens(setup: Setup, results: Results): void {
    this.opened = setup;
    ++this.count;
    this.last = this.#leaving ?? this.last;
    this.#leaving = null;
    this.failure = null;
    this.results = results;
    this.timeline = null;
    this.#remember();
    if (results.isOneStep) {
      this.#observer.stepped();
      this.#observer.ended();
    } else if (results.step > 0) {
      this.#observer.resumed();
    }
  }

  async #fileOf(setup: Setup, beginning: Beginning): Promise<Uint8Array | null> {
    if (beginning === 'start') void this.#kept.remove(setup);
    if (beginning !== 'left') return beginning === 'start' ? null : beginning;
    if (this.lacks && isSame(setup, this.opened)) return this.#opener.saved;
    return this.results.isOneStep ? null : this.#kept.get(setup);
  }

  // Going back

  /** The way back is remembered from the first step on. */
  #remember(): void {
    if (this.timeline) return this.timeline.arrive(this.results);
    if (this.results.step === 0 || this.results.isOneStep) return;
    // Where it cannot be had, the next results ask again.
    this.#remembering = this.#beginTimeline(this.count).catch(() => {});
  }

  async #beginTimeline(count: number): Promise<void> {
    const { Timeline } = await import('./timeline/index');
    if (this.count !== count) return;
    this.timeline ??= new Timeline(this.results, this.#opener.saved);
    this.#observer.changed();
  }

  async #travel(): Promise<void> {
    this.#release();
    await this.#remembering;
    const { timeline, opened } = this;
    const wished = () => this.#wish !== null && !this.#asked;
    if (timeline && opened && this.canTrain && !timeline.isBroken) {
      const { travel } = await import('./timeline/index');
      const problem = await travel({
        client: this.#client,
        id: this.#id,
        opener: this.#opener,
        timeline,
        setup: opened,
        here: this.results,
        wish: () => (wished() ? timeline.within(this.#wish!) : null),
        arrived: (results) => this.#arrive(results),
        changed: () => this.#observer.changed(),
      });
      if (problem) await this.#fail(problem);
    }
    if (!this.#asked) this.#wish = null;
    this.#observer.changed();
  }

  #arrive(results: Results): void {
    if (results === this.results) return;
    this.results = results;
    this.#remember();
    this.#observer.stepped();
    this.#observer.changed();
  }

  /** From here on the run goes another way than it did; the one that it leaves stays in reach. */
  #branch(timeline: Timeline): void {
    this.last = timeline.left() ?? this.last;
    this.#observer.branched(this.opened!, timeline.newest);
    timeline.branch(this.results);
  }

  // Running

  /** What comes of a request once the run is open; the run is opened again where it was lost. */
  async #request(request: Request): Promise<Outcome> {
    await this.#opening;
    const outcome = await this.#client.request(request);
    if (outcome.kind !== 'lost' || !(await this.#catchUp())) return outcome;
    return this.#client.request(request);
  }

  /** Up to so many steps more, once the engine rests; `goesOn` tells whether they are still wanted. */
  #turn(pace: Pace, goesOn: () => boolean): Promise<void> {
    this.#work = this.#work.then(() => this.#runTo(pace, goesOn));
    return this.#work;
  }

  async #runTo(pace: Pace, goesOn: () => boolean): Promise<void> {
    const goal = this.results.step + pace.steps;
    this.#release();
    for (let lives = LIVES; lives > 0 && this.results.step < goal && goesOn();) {
      const { step } = this.results;
      const lost = await this.#runOnce({ ...pace, steps: goal - step });
      if (!lost) break;
      lives = this.results.step > step ? LIVES : lives - cost(lost);
      if (!(await this.#catchUp())) break;
    }
    if (pace.steps > 1 && goesOn()) this.#play = null;
    await this.#rest(pace.steps === Infinity);
  }

  async #rest(wasPlay: boolean): Promise<void> {
    if (this.failure) await this.#client.restart();
    else if (!this.#held && !this.running && (wasPlay || this.results.done)) this.#observer.ended();
    this.#observer.changed();
  }

  /** Tells how the worker was lost, if it was. */
  async #runOnce(pace: Pace): Promise<Lost | null> {
    let lost: Lost | null = null;
    await this.#client.run(this.#id, { ...pace, each: this.each }, (outcome) => {
      if (outcome.kind === 'lost') lost = outcome;
      else if (outcome.kind === 'cut') this.#share(outcome.parts).catch(() => {});
      else this.#take(outcome);
      return !pace.asks || !this.#observer.isToRest();
    });
    return lost;
  }

  /** Runs beside each other are enough for the cores; where there can be no others it goes on alone. */
  async #share(parts: number): Promise<void> {
    if (this.#kept === nothingKept) return;
    const { Helpers } = await import('./crew/index');
    this.helpers ??= new Helpers(this.#client, this.#id, () => this.#observer.changed());
    await this.helpers.begin(parts, this.cores);
  }

  async #pauseNow(): Promise<void> {
    this.#play = null;
    void this.#client.pause(this.#id);
    this.#observer.changed();
    const atRest = this.#work.then(() => true);
    const isAtRest = await Promise.race([atRest, after(PATIENCE).then(() => false)]);
    if (isAtRest || this.running) return;
    this.#held ??= [];
    this.#observer.ended();
  }

  async #stop(): Promise<void> {
    this.#play = null;
    void this.#client.pause(this.#id);
    await this.#work;
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const outcome of held) this.#take(outcome);
  }

  #take(outcome: Outcome): void {
    if (this.#held) {
      this.#held.push(outcome);
    } else if (outcome.kind === 'frame') {
      this.#absorb(outcome);
    } else if (outcome.kind === 'saved') {
      this.#opener.saved = outcome.file;
      this.timeline?.keep(outcome.file, this.results.step);
      if (!this.timeline?.isPast(this.results)) void this.#keep(outcome.file);
    } else {
      this.#failed(outcome);
    }
  }

  #altered({ setup, file, seen }: Outcome & { kind: 'altered' }): void {
    if (this.timeline?.isPast(this.results)) this.#branch(this.timeline);
    this.opened = setup;
    this.#opener.saved = file;
    this.timeline?.keep(file, this.results.step);
    void this.#keep(file);
    // What was saved before would go on without the change.
    this.#held = this.#held?.filter(({ kind }) => kind !== 'saved') ?? null;
    if (seen) this.#take(seen);
  }

  #absorb(outcome: Outcome & { kind: 'frame' }): void {
    const { step } = this.results;
    this.results.absorb(outcome);
    this.#remember();
    this.meter.mark(this.results.step, performance.now());
    if (this.results.step > step) this.#observer.stepped();
    this.#observer.changed();
  }

  #failed(outcome: Outcome): void {
    this.failure = outcome;
    this.stale = true;
  }

  async #fail(outcome: Outcome): Promise<void> {
    this.#failed(outcome);
    await this.#client.restart();
  }

  /** From the last save, or the start, to the step that was seen: the same bits as before. */
  async #catchUp(): Promise<boolean> {
    if (!this.opened) return false;
    const { step } = this.results;
    const outcome = await this.#opener.begin(this.opened, this.#opener.saved, step);
    if (!(outcome instanceof Results)) {
      this.#failed(outcome);
      return false;
    }
    outcome.future = this.results.future;
    this.results = outcome;
    this.#remember();
    this.#observer.caughtUp(step);
    return true;
  }

  // Keeping

  async #keep(file: Uint8Array): Promise<void> {
    await this.#kept.put(this.opened!, file);
  }
}
