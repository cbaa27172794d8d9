// Metronome: how many steps are due, at so many milliseconds a step. What comes late is let go.

/** Milliseconds that may be caught up with. */
const LATE = 50;

export class Metronome {
  #interval: number;
  #now: () => number;
  /** When the next step is due. */
  #next: number;

  constructor(interval: number, now = () => performance.now()) {
    this.#interval = interval;
    this.#now = now;
    this.#next = now();
  }

  /** From now on; 0 is as fast as it goes. */
  set interval(interval: number) {
    this.#interval = interval;
    this.#next = Math.min(this.#next, this.#now() + interval);
  }

  /** Steps that may be done now. */
  get due(): number {
    if (this.#interval === 0) return Infinity;
    const late = this.#now() - this.#next;
    return late < 0 ? 0 : 1 + Math.floor(Math.min(late, LATE) / this.#interval);
  }

  /** Steps have been done. */
  count(steps: number): void {
    this.#next = Math.max(this.#next + steps * this.#interval, this.#now() - LATE);
  }

  /** Milliseconds until a step is due. */
  get rest(): number {
    return this.#interval === 0 ? 0 : Math.max(0, this.#next - this.#now());
  }
}
