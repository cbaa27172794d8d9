// Which points are named: the most frequent first, each where its word touches no other.
import type { Size } from './points-view';

export interface Label {
  point: number;
  /** Where the word begins, against its point. */
  dx: number;
  dy: number;
}

/** Side of the squares that are taken or free. */
const CELL = 6;
const HEIGHT = 15;
/** Square pixels of the map for each word, so that it stays a map. */
const ROOM = 3600;

class Occupied {
  #columns: number;
  #rows: number;
  #taken: Uint8Array;

  constructor({ width, height }: Size) {
    this.#columns = Math.ceil(width / CELL);
    this.#rows = Math.ceil(height / CELL);
    this.#taken = new Uint8Array(this.#columns * this.#rows);
  }

  /** Takes a place that is free and within the map. */
  take(left: number, top: number, width: number, height: number): boolean {
    const first = Math.floor(left / CELL);
    const last = Math.floor((left + width) / CELL);
    const upper = Math.floor(top / CELL);
    const lower = Math.floor((top + height) / CELL);
    if (first < 0 || upper < 0 || last >= this.#columns || lower >= this.#rows) return false;
    for (let row = upper; row <= lower; ++row) {
      for (let column = first; column <= last; ++column) {
        if (this.#taken[row * this.#columns + column]) return false;
      }
    }
    for (let row = upper; row <= lower; ++row) {
      this.#taken.fill(1, row * this.#columns + first, row * this.#columns + last + 1);
    }
    return true;
  }
}

/**
 * Words for points, in the order of their importance; `widthOf` measures one. Those that are asked
 * for come first, the first of them even where it touches the edge.
 */
export function placeLabels(
  size: Size,
  order: Iterable<number>,
  place: (point: number) => { x: number; y: number; radius: number },
  widthOf: (point: number) => number,
  asked: readonly number[] = [],
): Label[] {
  const most = asked.length + Math.floor((size.width * size.height) / ROOM);
  const occupied = new Occupied(size);
  const labels: Label[] = [];
  const named = new Set<number>();
  const add = (point: number, isForced: boolean) => {
    const { x, y, radius } = place(point);
    const isInside = x >= 0 && y >= 0 && x <= size.width && y <= size.height;
    if (!isInside || named.has(point)) return;
    const width = widthOf(point);
    const gap = radius + 3;
    const beside = [
      { dx: gap, dy: 0 },
      { dx: -gap - width, dy: 0 },
      { dx: -width / 2, dy: -gap - HEIGHT / 2 },
      { dx: -width / 2, dy: gap + HEIGHT / 2 },
    ];
    const free = beside.find(({ dx, dy }) =>
      occupied.take(x + dx - 1, y + dy - HEIGHT / 2, width + 2, HEIGHT),
    );
    const chosen = free ?? (isForced ? beside[x + gap + width > size.width ? 1 : 0] : undefined);
    if (!chosen) return;
    named.add(point);
    labels.push({ point, ...chosen });
  };
  asked.forEach((point, i) => add(point, i === 0));
  for (const point of order) {
    if (labels.length >= most) break;
    add(point, false);
  }
  return labels;
}
