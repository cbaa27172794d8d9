// Spacing: when something that costs time is due again, so that it takes at most a share of it.

export interface Limits {
  /** Of the time that it may take. */
  share: number;
  /** Milliseconds from one to the next. */
  least: number;
  most: number;
}

export class Spacing {
  #limits: Limits;
  #now: () => number;
  #cost = 0;
  #last: number;
  #isUnderWay = false;
  /** How many wait meanwhile: what costs the time of all is done more rarely. */
  waiting = 1;

  constructor(limits: Limits, now = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
    this.#last = now();
  }

  get due(): boolean {
    if (this.#isUnderWay) return false;
    const { least, most } = this.#limits;
    const share = this.#limits.share / this.waiting;
    const distance = Math.min(Math.max(this.#cost / share - this.#cost, least), most);
    return this.#now() - this.#last >= distance;
  }

  /** Milliseconds that it took last. */
  get cost(): number {
    return this.#cost;
  }

  /** Does it now, and notes what it costs. */
  spend<T>(work: () => T): T {
    const start = this.#now();
    const result = work();
    this.#ended(start);
    return result;
  }

  /** The same for what is done elsewhere: until it has arrived there, nothing is due. */
  async follow<T>(work: Promise<T> | T): Promise<T> {
    const start = this.#now();
    this.#isUnderWay = true;
    try {
      return await work;
    } finally {
      this.#isUnderWay = false;
      this.#ended(start);
    }
  }

  #ended(start: number): void {
    this.#last = this.#now();
    this.#cost = this.#last - start;
  }
}
