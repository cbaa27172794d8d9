// Follower: looks inside a run that goes on. The engine of the whole course, which alone can, reads the
// run as it is saved each time; it stays for as long as somebody looks.
import type { CellChoice, Outcome } from '../engine/types';
import type { Elsewhere, LabRun } from './run';

export class Follower {
  readonly run: LabRun;
  #elsewhere: Promise<Elsewhere> | null = null;

  constructor(run: LabRun) {
    this.run = run;
  }

  /** Forwards, or on the way back. */
  async look(choice: CellChoice, what: 'traced' | 'flowed'): Promise<Outcome> {
    this.#elsewhere ??= this.run.elsewhere();
    const elsewhere = this.#elsewhere;
    try {
      const [{ ask }, saved] = await Promise.all([elsewhere, this.run.save()]);
      return saved.kind === 'saved' ? await ask((host) => host[what](saved.file, choice)) : saved;
    } catch (error) {
      // It could not be loaded: the next look tries again.
      if (this.#elsewhere === elsewhere) this.#elsewhere = null;
      throw error;
    }
  }

  end(): void {
    this.#elsewhere?.then(({ end }) => end()).catch(() => {});
    this.#elsewhere = null;
  }
}
