// EngineHost: owns the engine and the sessions of a page. It lives in the worker, or, where workers
// are blocked, on the page itself.
import createEngine from 'virtual:unfold-engine';
import { joinFrames } from './frames';
import { runSlice, type Limits } from './slices';
import type {
  Catalogue,
  Emit,
  Engine,
  Frame,
  Host,
  Outcome,
  Pace,
  Refusal,
  Session,
} from './types';

/** Milliseconds between two frames for the page. */
const FRAME = 16;

interface Run {
  session: Session;
  playing: boolean;
  wake: () => void;
}

function asRefusal(error: unknown): Refusal | null {
  if (!(error instanceof Error) || error.name !== 'Refusal') return null;
  const { input = '', code = '', values = {} } = error as Error & Partial<Refusal>;
  return { input, code, values, message: error.message };
}

function failed(error: unknown): Outcome {
  const refusal = asRefusal(error);
  if (refusal) return { kind: 'refusal', refusal };
  return { kind: 'failure', message: error instanceof Error ? error.message : String(error) };
}

export class EngineHost implements Host {
  #engine!: Engine;
  #runs = new Map<number, Run>();
  #breathe: () => Promise<void>;

  /** `breathe` lets messages in between two slices. */
  constructor(breathe: () => Promise<void>) {
    this.#breathe = breathe;
  }

  async start(wasmBinary: ArrayBuffer): Promise<Catalogue> {
    this.#engine = await createEngine({ wasmBinary, locateFile: (path: string) => path });
    return this.#engine.catalogue();
  }

  async open(id: number, lab: string, preset: string, inputs: Record<string, string>) {
    try {
      const session = new this.#engine.Session(lab, preset, inputs);
      await this.close(id);
      this.#runs.set(id, { session, playing: false, wake: () => {} });
      return { kind: 'frame', frame: session.advance(0) } as const;
    } catch (error) {
      return failed(error);
    }
  }

  async step(id: number, steps: number): Promise<Outcome> {
    let result: Outcome = { kind: 'lost' };
    const keep: Emit = (outcome) => void (result = outcome);
    await this.#run(id, (run) => this.#race(run, { steps, stop: null }, keep, Infinity));
    return result;
  }

  async play(id: number, { interval, stop }: Pace, emit: Emit): Promise<void> {
    const limits = { steps: Infinity, stop };
    await this.#run(id, (run) =>
      interval > 0 ? this.#walk(run, limits, emit, interval) : this.#race(run, limits, emit, FRAME),
    );
  }

  async pause(id: number): Promise<void> {
    const run = this.#runs.get(id);
    if (!run) return;
    run.playing = false;
    run.wake();
  }

  async close(id: number): Promise<void> {
    const run = this.#runs.get(id);
    if (!run) return;
    this.#runs.delete(id);
    run.playing = false;
    run.wake();
    run.session.delete();
  }

  async ping(): Promise<void> {}

  async #run(id: number, work: (run: Run) => Promise<void>): Promise<void> {
    const run = this.#runs.get(id);
    if (!run || run.playing) return;
    run.playing = true;
    await work(run);
    run.playing = false;
  }

  /** Slice after slice, with a frame every `spacing` milliseconds and one at the end. */
  async #race(run: Run, limits: Limits, emit: Emit, spacing: number): Promise<void> {
    let { steps } = limits;
    let unsent: Frame | null = null;
    let sent = performance.now();
    let onItsWay: Promise<void> | void = undefined;
    try {
      for (let ended = false; run.playing && steps > 0 && !ended;) {
        const slice = runSlice(run.session, { ...limits, steps });
        steps -= slice.steps;
        ended = slice.ended;
        unsent = joinFrames(unsent, slice.frame);
        if (performance.now() - sent >= spacing) {
          await onItsWay;
          onItsWay = emit({ kind: 'frame', frame: unsent });
          sent = performance.now();
          unsent = null;
        }
        await this.#breathe();
      }
      await onItsWay;
      if (unsent) await emit({ kind: 'frame', frame: unsent });
    } catch (error) {
      await emit(failed(error));
    }
  }

  /** One step at a time, slowly enough to watch. */
  async #walk(run: Run, limits: Limits, emit: Emit, interval: number): Promise<void> {
    try {
      for (let ended = false; run.playing && !ended;) {
        const slice = runSlice(run.session, { ...limits, steps: 1 });
        ended = slice.ended;
        await emit({ kind: 'frame', frame: slice.frame });
        if (!ended) await this.#sleep(run, interval);
      }
    } catch (error) {
      await emit(failed(error));
    }
  }

  #sleep(run: Run, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      run.wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  }
}
