// Results: what a run has shown so far. Curves are whole here; frames bring only their new points.
import type { Comparison, Frame, NetworkInfo, Note, Outcome, Points, Shown, Spent } from './types';

export interface Curve {
  x: Float32Array;
  y: Float32Array;
}

/** Points with the words that they have, whichever frame brought them. */
export type NamedPoints = { [K in keyof Points]: NonNullable<Points[K]> };

const namedPoints = (
  points: Shown['points'],
  before: Record<string, NamedPoints> = {},
): Record<string, NamedPoints> =>
  Object.fromEntries(
    Object.entries(points).map(([name, { at, words, counts }]) => [
      name,
      {
        at,
        words: words ?? before[name]?.words ?? [],
        counts: counts ?? before[name]?.counts ?? new Float32Array(),
      },
    ]),
  );

class Growing {
  #x = new Float32Array(64);
  #y = new Float32Array(64);
  #size = 0;

  add({ x, y }: Curve): void {
    this.#reserve(this.#size + x.length);
    this.#x.set(x, this.#size);
    this.#y.set(y, this.#size);
    this.#size += x.length;
  }

  view(): Curve {
    return { x: this.#x.subarray(0, this.#size), y: this.#y.subarray(0, this.#size) };
  }

  #reserve(size: number): void {
    if (size <= this.#x.length) return;
    const capacity = Math.max(size, 2 * this.#x.length);
    const grown = [this.#x, this.#y].map((values) => {
      const larger = new Float32Array(capacity);
      larger.set(values);
      return larger;
    });
    [this.#x, this.#y] = grown as [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
  }
}

export class Results implements Omit<Frame, 'curves'> {
  step = 0;
  total = 0;
  done = false;
  trouble: Frame['trouble'] = null;
  changed: Frame['changed'] = {};
  preset = '';
  /** "" while the run goes on. */
  fingerprint = '';
  curves: Record<string, Curve> = {};
  /** Curves of the run beyond this step, where it has been before. */
  future: Record<string, Curve> = {};
  texts: Shown['texts'] = {};
  matrices: Shown['matrices'] = {};
  tables: Shown['tables'] = {};
  levels: Shown['levels'] = [];
  plots: Shown['plots'] = {};
  images: Shown['images'] = {};
  points: Record<string, NamedPoints> = {};
  graphs: Shown['graphs'] = {};
  published: Comparison[] = [];
  offers: Frame['offers'] = {};
  notes: Note[] = [];
  /** Where the lab gives it as data. */
  network: NetworkInfo | null = null;
  #growing = new Map<string, Growing>();
  /** What the steps took that were computed here: a run that goes on from a file had others before. */
  spent: Spent = { steps: 0, milliseconds: 0 };

  absorb({ frame, fingerprint, spent, network }: Outcome & { kind: 'frame' }): this {
    const { curves, ...shown } = frame;
    this.fingerprint = fingerprint;
    this.spent = spent;
    if (network !== undefined) this.network = network;
    for (const [name, points] of Object.entries(curves)) this.#extend(name, points);
    return this.take(shown);
  }

  /** What an answer shows: it has no curves. */
  take(shown: Shown): this {
    return Object.assign(this, shown, { points: namedPoints(shown.points, this.points) });
  }

  /** One step is all there is: the lab computes, it does not train. */
  get isOneStep(): boolean {
    return this.total === 1;
  }

  /** The newest value of each curve. */
  lastValues(): Record<string, number> {
    const last = Object.entries(this.curves).map(
      ([name, { y }]) => [name, y.at(-1) ?? NaN] as const,
    );
    return Object.fromEntries(last);
  }

  #extend(name: string, points: Curve): void {
    const curve = this.#growing.get(name) ?? new Growing();
    this.#growing.set(name, curve);
    curve.add(points);
    this.curves = { ...this.curves, [name]: curve.view() };
  }
}
