// Meter: how many steps a second, from the last second or so.
const WINDOW = 1000;

export class Meter {
  #marks: { step: number; at: number }[] = [];

  start(step: number, at: number): void {
    this.#marks = [{ step, at }];
  }

  mark(step: number, at: number): void {
    this.#marks.push({ step, at });
    while (this.#marks.length > 2 && at - this.#marks[1]!.at > WINDOW) this.#marks.shift();
  }

  /** Steps per second; 0 while nothing can be said. */
  rate(): number {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (!first || !last || last.at - first.at < WINDOW / 4) return 0;
    return ((last.step - first.step) * 1000) / (last.at - first.at);
  }
}
