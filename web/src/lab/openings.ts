// Openings: of those that overlap only the last counts.
export class Openings {
  #number = 0;
  #ready: Promise<void> = Promise.resolve();

  /** `open` asks now and then whether another has begun. */
  begin(open: (isOvertaken: () => boolean) => Promise<void>): void {
    const number = ++this.#number;
    this.#ready = open(() => number !== this.#number);
  }

  /** None of those under way counts any more. */
  end(): void {
    ++this.#number;
  }

  /** Settles when the last one is over. */
  async settled(): Promise<void> {
    let ready;
    do await (ready = this.#ready);
    while (ready !== this.#ready);
  }
}
