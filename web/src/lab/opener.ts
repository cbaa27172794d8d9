// Opener: begins a run on the engine, from its inputs or where it was saved. It supplies the files that
// the lab asks for, begins again where the worker dies over it, and does without data where it can.
import type { EngineClient } from '../engine/client';
import { Results } from '../engine/results';
import type { Host, Outcome, Refusal, Setup } from '../engine/types';
import { keptRuns } from './kept-runs';
import { isMissing, missingFile, unsupplied } from './missing';
import type { Loading, Want } from './supply';
import type { Values } from './values';

export type Request = (host: Host) => Promise<Outcome>;
export type Lost = Outcome & { kind: 'lost' };

/** Deaths of the worker in a row that a run survives; to hang takes long, and costs more of them. */
export const LIVES = 8;
const HUNG = 3;
export const cost = ({ hung }: Lost) => (hung ? HUNG : 1);

export const AT_ONCE = { interval: 0, stop: null };

export interface Listener {
  /** A file is on its way, or no longer. */
  changed(): void;
  /** Other inputs are asked for. */
  isOvertaken(): boolean;
  /** The run was saved on the way to a step. */
  saved(file: Uint8Array): void;
}

export class Opener {
  /** The run as it was saved last. */
  saved: Uint8Array | null = null;
  /** The file that is on its way. */
  loading: Loading | null = null;
  /** Data without which the run was opened: it can be asked, but not trained on. */
  lacks: Refusal | null = null;

  #client: EngineClient;
  #id: number;
  #listener: Listener;
  #overtake = () => {};

  constructor(client: EngineClient, id: number, listener: Listener) {
    this.#client = client;
    this.#id = id;
    this.#listener = listener;
  }

  /** Lets go of a file on its way, since other inputs are asked for. */
  overtake(): void {
    this.#overtake();
  }

  /** The results of a run that goes on from a file, or else starts, up to a step. */
  async begin(setup: Setup, file: Uint8Array | null, step: number): Promise<Results | Outcome> {
    this.saved = file;
    let outcome: Results | Outcome = { kind: 'lost' };
    for (let lives = LIVES; lives > 0; lives -= cost(outcome)) {
      outcome = await this.#tryBegin(setup, step);
      if (outcome instanceof Results || outcome.kind !== 'lost') break;
      if (outcome.hung) this.#discard(setup);
    }
    return outcome;
  }

  /** What comes of a request once the files that it asks for are supplied. */
  async supplied(request: Request, inputs: Values): Promise<Outcome> {
    let outcome = await this.#client.request(request);
    const supplied = new Set<string>();
    for (let name = missingFile(outcome); name; name = missingFile(outcome)) {
      if (this.#listener.isOvertaken() || supplied.has(name)) break;
      const refusal = await this.#supply(name, inputs);
      if (refusal) return { kind: 'refusal', refusal };
      supplied.add(name);
      outcome = await this.#client.request(request);
    }
    return outcome;
  }

  /** Some steps more that nobody sees until they are done; `hear` is told how far they are. */
  async goOn(
    results: Results,
    steps: number,
    hear: (results: Results) => void = () => {},
  ): Promise<Results | Outcome> {
    let failed: Outcome | null = null;
    await this.#client.run(this.#id, { ...AT_ONCE, steps, isRevisit: true }, (outcome) => {
      if (outcome.kind === 'frame') hear(results.absorb(outcome));
      else if (outcome.kind === 'saved') this.#keep(outcome);
      else if (outcome.kind !== 'cut') failed = outcome;
    });
    return failed ?? results;
  }

  #keep({ file }: Outcome & { kind: 'saved' }): void {
    this.saved = file;
    this.#listener.saved(file);
  }

  /** The saved run may be what the engine hangs over: then it is computed from its start. */
  #discard(setup: Setup): void {
    this.saved = null;
    void keptRuns.remove(setup);
  }

  async #tryBegin(setup: Setup, step: number): Promise<Results | Outcome> {
    const file = this.saved;
    const outcome = await (file ? this.#load(file, setup) : this.#start(setup));
    if (outcome.kind === 'refusal' && file && !isMissing(outcome.refusal)) {
      this.#discard(setup);
      return this.#tryBegin(setup, step);
    }
    if (outcome.kind !== 'frame') return outcome;
    const results = new Results().absorb(outcome);
    const left = (results.isOneStep ? 1 : step) - results.step;
    return left > 0 ? this.goOn(results, left) : results;
  }

  #start(setup: Setup): Promise<Outcome> {
    this.lacks = null;
    return this.supplied((host) => host.open(this.#id, setup), setup.inputs);
  }

  /** Without the data that cannot be had, if the lab can answer without them. */
  async #load(file: Uint8Array, { inputs }: Setup): Promise<Outcome> {
    this.lacks = null;
    const outcome = await this.supplied((host) => host.load(this.#id, file), inputs);
    if (outcome.kind !== 'refusal' || !isMissing(outcome.refusal)) return outcome;
    const toAsk = await this.#client.request((host) => host.loadToAsk(this.#id, file));
    if (toAsk.kind === 'refusal') return outcome;
    this.lacks = outcome.refusal;
    return toAsk;
  }

  async #supply(name: string, inputs: Values): Promise<Refusal | null> {
    let isAwaited = true;
    const overtaken = new Promise<Want>((resolve) => (this.#overtake = () => resolve('')));
    const report = (loading: Loading | null) => {
      if (!isAwaited) return;
      this.loading = loading;
      this.#listener.changed();
    };
    report({ name, loaded: 0, total: 0 });
    const supplying = import('./supply').then(({ supply }) => supply(this.#client, name, report));
    const unreachable = (): Want => 'data-unreachable';
    const want = await Promise.race([supplying.catch(unreachable), overtaken]);
    report(null);
    isAwaited = false;
    return want ? unsupplied(name, want, inputs) : null;
  }
}
