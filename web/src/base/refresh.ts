// Refresh: asks again when there is news, a few times a second at most and never twice at once; the dearer
// an answer, the rarer. What a reader changes is asked for at once, or as soon as an answer on its way is
// there; of several such changes the last counts.

const LEAST = 300;
/** Of the time, for answers. */
const SHARE = 0.25;

export class Refresh {
  #ask: () => Promise<void>;
  #now: () => number;
  #isDue = false;
  #isUrgent = false;
  #isBusy = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #notBefore = 0;

  constructor(ask: () => Promise<void>, now = () => performance.now()) {
    this.#ask = ask;
    this.#now = now;
  }

  /** There may be something new. */
  news(): void {
    this.#isDue = true;
    this.#plan();
  }

  /** Something else is wanted. */
  hurry(): void {
    this.stop();
    this.#isUrgent = true;
    this.news();
  }

  /** Asks no more; an answer that is on its way still comes. */
  stop(): void {
    this.#isDue = this.#isUrgent = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #plan(): void {
    if (!this.#isDue || this.#isBusy || this.#timer !== null) return;
    const wait = this.#isUrgent ? 0 : Math.max(0, this.#notBefore - this.#now());
    this.#timer = setTimeout(() => void this.#go(), wait);
  }

  async #go(): Promise<void> {
    this.#timer = null;
    this.#isDue = this.#isUrgent = false;
    this.#isBusy = true;
    const start = this.#now();
    try {
      await this.#ask();
    } finally {
      const end = this.#now();
      this.#notBefore = end + Math.max(LEAST, (end - start) / SHARE);
      this.#isBusy = false;
      this.#plan();
    }
  }
}
