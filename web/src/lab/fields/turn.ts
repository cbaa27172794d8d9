// A number of a grid is turned: dragged up or to the right for more, or by Shift with ↑ and ↓.
import { drag } from '../../panels/drag';

export type Limits = readonly [least: number, most: number];

/** Pixels that a hand may move while it presses. */
const SLACK = 4;
/** What a pixel is worth, and a key. */
const PIXEL = 0.02;
const KEY = 0.1;
/** Milliseconds between edits, so that the lab can follow while the number is dragged. */
const SPACING = 200;

/** To two decimals; "" if it is no number. */
export function turned(text: string, by: number, [least, most]: Limits): string {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) return '';
  return String(Math.round(100 * Math.min(most, Math.max(least, value + by))) / 100);
}

/** The last of many edits within a while, and the first at once. */
class Spaced {
  #edit: (text: string) => void;
  #waiting: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(edit: (text: string) => void) {
    this.#edit = edit;
  }

  tell(text: string): void {
    this.#waiting = text;
    if (this.#timer === null) this.#go();
  }

  #go(): void {
    this.#timer = null;
    if (this.#waiting === null) return;
    this.#edit(this.#waiting);
    this.#waiting = null;
    this.#timer = setTimeout(() => this.#go(), SPACING);
  }
}

export function turnByKey(
  cell: HTMLInputElement,
  { key }: KeyboardEvent,
  limits: Limits,
  edit: (text: string) => void,
): void {
  const text = turned(cell.value, key === 'ArrowUp' ? KEY : -KEY, limits);
  if (text !== '') edit(text);
}

/** Once the pointer has moved that far, the press is no click any more. */
export function turnByHand(
  cell: HTMLInputElement,
  down: PointerEvent,
  limits: Limits,
  edit: (text: string) => void,
): void {
  // It may have been lifted before this was there.
  if (!cell.hasPointerCapture(down.pointerId)) return;
  const start = cell.value;
  const edits = new Spaced(edit);
  let isDrag = false;
  const noClick = (event: Event) => event.stopImmediatePropagation();
  drag(
    down,
    (right, up) => {
      isDrag ||= Math.hypot(right, up) > SLACK;
      const text = isDrag ? turned(start, PIXEL * (right + up), limits) : '';
      if (text === '') return;
      cell.addEventListener('click', noClick, { capture: true });
      cell.value = text;
      edits.tell(text);
    },
    cell,
  );
  cell.addEventListener(
    'lostpointercapture',
    () => setTimeout(() => cell.removeEventListener('click', noClick, { capture: true })),
    { once: true },
  );
}
