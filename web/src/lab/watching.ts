// Watching: a lab's goal is watched from when there is one. What watches it is loaded then.
import { late } from './files';
import type { Host, Watch } from './watch';

export class Watching {
  #host: Host;
  #watch: Watch | null = null;
  /** Settles when the goal, if there is one, is watched. */
  settled: Promise<void> = Promise.resolve();

  constructor(host: Host) {
    this.#host = host;
  }

  /** There is another goal. */
  renew(): void {
    this.settled = this.#load();
  }

  /** Inputs or run may have changed. */
  look(): void {
    this.#watch?.look();
  }

  async #load(): Promise<void> {
    if (this.#host.goal() && !this.#watch) {
      try {
        const { Watch } = await late(this.#host.words(), import('./watch'));
        this.#watch ??= new Watch(this.#host);
      } catch (error) {
        this.#host.tell('unfold-error', { message: (error as Error).message });
      }
    }
    this.look();
  }
}
