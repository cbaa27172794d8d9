// Carried: the pins of a lab in the page's address. They come from the link that the page is opened
// with, or that is followed later; what this page wrote there itself is no news.
import * as address from '../address';
import { readLink } from '../link';
import { readPins, writePins, type Described } from './described';
import type { Pins } from './pins';

/** Milliseconds until the lab has followed an address, and pins have come to rest. */
const REST = 200;

/** What has been read or written for them. */
const known = new WeakMap<Pins, Set<string>>();

export class Carried {
  #pins: Pins;
  #take: (pins: Described[]) => void;
  #timer = 0;
  #leave: () => void;
  #known: Set<string>;

  constructor(pins: Pins, take: (pins: Described[]) => void) {
    this.#pins = pins;
    this.#take = take;
    this.#known = known.get(pins) ?? new Set(['']);
    known.set(pins, this.#known);
    this.#leave = address.follow(() => void this.#followed());
    void this.#read(address.pins());
  }

  /** Pins have changed. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#write(), REST);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#leave();
  }

  async #followed(): Promise<void> {
    await this.#read((await readLink(location.hash)).pins);
    // A link of the story has none: they stay.
    this.changed();
  }

  async #read(text: string): Promise<void> {
    if (this.#known.has(text)) return;
    this.#known.add(text);
    this.#take(await readPins(text));
  }

  async #write(): Promise<void> {
    if (this.#pins.all.some(({ isRunning }) => isRunning)) return;
    const text = await writePins(this.#pins.describe());
    const isThere = (await readLink(location.hash)).pins === text;
    this.#known.add(text);
    if (!isThere) await address.pin(text);
  }
}
