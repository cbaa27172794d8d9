// What the page /after-recurrence/ counts: the numbers that a layer has to keep while it reads.
import { count } from './numbers.ts';

const width = 512;
const length = 10_000;

/** A cell state and a hidden state, however long the text. */
export const kept = (width: number): number => 2 * width;

/** A key and a value for every position read so far. */
export const cached = (width: number, length: number): number => 2 * width * length;

export const after: Record<string, string> = {
  width: count(width),
  length: count(length),
  state: count(kept(width)),
  cache: count(cached(width, length)),
};
