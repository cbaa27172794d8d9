// LabRun: one lab, from inputs to results, on the page's engine. It keeps the last good results
// through a refusal, a failure and the death of the worker.
import type { EngineClient } from '../engine/client';
import type { Outcome, Pace, Refusal } from '../engine/types';
import type { Values } from '../state/values';
import { Meter } from './meter';
import { Results } from './results';

export interface Observer {
  /** Anything has changed that is to be seen. */
  changed(): void;
  /** There are new steps. */
  stepped(): void;
  ended(): void;
  caughtUp(step: number): void;
}

interface Setup {
  preset: string;
  inputs: Values;
}

export class LabRun {
  results = new Results();
  running = false;
  /** The inputs of the results are not those asked for last. */
  stale = false;
  refusal: Refusal | null = null;
  failure = '';
  readonly meter = new Meter();

  #client: EngineClient;
  #lab: string;
  #observer: Observer;
  #id: number;
  #opened: Setup | null = null;
  #asked: Setup | null = null;
  #opening: Promise<void> | null = null;
  #playing: Promise<void> = Promise.resolve();

  constructor(client: EngineClient, lab: string, observer: Observer) {
    this.#client = client;
    this.#lab = lab;
    this.#observer = observer;
    this.#id = client.newId();
  }

  /** Starts afresh with these inputs. While one request is under way only the last of others counts. */
  open(preset: string, inputs: Values): Promise<void> {
    this.#asked = { preset, inputs };
    this.#opening ??= this.#openAsked().finally(() => (this.#opening = null));
    return this.#opening;
  }

  reset(): Promise<void> {
    return this.#opened ? this.open(this.#opened.preset, this.#opened.inputs) : Promise.resolve();
  }

  /** Settles when it runs, which it does until its end, its stop rule or a pause. */
  async play(pace: Pace): Promise<void> {
    await this.#opening;
    if (this.running || !this.#opened || this.stale) return;
    if (this.results.done) await this.reset();
    if (this.results.done) return;
    this.running = true;
    this.meter.start(this.results.step, performance.now());
    this.#observer.changed();
    this.#playing = this.#playOn(pace);
  }

  async pause(): Promise<void> {
    if (this.running) await this.#client.pause(this.#id);
    await this.#playing;
  }

  async step(steps: number): Promise<void> {
    await this.pause();
    await this.#opening;
    if (!this.#opened || this.stale || this.results.done || steps < 1) return;
    await this.#take(await this.#client.step(this.#id, steps));
  }

  async close(): Promise<void> {
    await this.pause();
    await this.#client.close(this.#id);
  }

  async #openAsked(): Promise<void> {
    await this.pause();
    while (this.#asked) {
      const setup = this.#asked;
      this.#asked = null;
      await this.#open(setup);
    }
  }

  async #open(setup: Setup): Promise<void> {
    const outcome = await this.#request(setup);
    this.refusal = outcome.kind === 'refusal' ? outcome.refusal : null;
    this.stale = outcome.kind !== 'frame';
    if (outcome.kind === 'frame') {
      this.#opened = setup;
      this.failure = '';
      const results = new Results().absorb(outcome.frame);
      if (!results.isOneStep) this.results = results;
      else await this.#computeAtOnce(results);
    } else if (outcome.kind === 'failure') {
      await this.#fail(outcome.message);
    }
    this.#observer.changed();
  }

  /** The old results stay until the new ones are there. */
  async #computeAtOnce(results: Results): Promise<void> {
    const outcome = await this.#client.step(this.#id, 1);
    if (outcome.kind !== 'frame') return this.#take(outcome);
    this.results = results.absorb(outcome.frame);
    this.#observer.stepped();
    this.#observer.ended();
  }

  async #request({ preset, inputs }: Setup): Promise<Outcome> {
    const outcome = await this.#client.open(this.#id, this.#lab, preset, inputs);
    return outcome.kind === 'lost'
      ? this.#client.open(this.#id, this.#lab, preset, inputs)
      : outcome;
  }

  async #playOn(pace: Pace): Promise<void> {
    let last: Outcome | null = null;
    await this.#client.play(this.#id, pace, (outcome) => {
      last = outcome;
      return this.#take(outcome);
    });
    this.running = false;
    if ((last as Outcome | null)?.kind === 'frame') this.#observer.ended();
    this.#observer.changed();
  }

  async #take(outcome: Outcome): Promise<void> {
    if (outcome.kind === 'frame') {
      this.results.absorb(outcome.frame);
      this.meter.mark(this.results.step, performance.now());
      this.#observer.stepped();
      if (!this.running && this.results.done) this.#observer.ended();
    } else if (outcome.kind === 'lost') {
      await this.#catchUp();
    } else {
      await this.#fail(outcome.kind === 'failure' ? outcome.message : outcome.refusal.message);
    }
    this.#observer.changed();
  }

  async #fail(message: string): Promise<void> {
    this.failure = message;
    this.stale = true;
    await this.#client.restart();
  }

  /** The same inputs and as many steps give the same bits again. */
  async #catchUp(): Promise<void> {
    if (!this.#opened) return;
    const { step } = this.results;
    const outcomes = [await this.#request(this.#opened)];
    if (step > 0) outcomes.push(await this.#client.step(this.#id, step));
    const results = new Results();
    for (const outcome of outcomes) {
      if (outcome.kind !== 'frame') return this.#fail(outcome.kind);
      results.absorb(outcome.frame);
    }
    this.results = results;
    this.#observer.caughtUp(step);
  }
}
