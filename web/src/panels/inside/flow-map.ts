// The unrolled network with the gradient on its way back: time steps from left to right, layers from
// bottom to top, and on each arrow the norm of the gradient, which makes it thick or thin.
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { shortNumber } from '../../base/numbers';
import type { FlowNorms, NextStep } from '../../engine/types';
import { flips, type Place } from './places';

export const flowStyles = css`
  .flow {
    position: relative;
    cursor: pointer;
    touch-action: manipulation;
    border-radius: 4px;
  }
  .flow + .flow {
    margin-top: 4px;
  }
  .flow .label {
    position: sticky;
    left: 0;
    width: fit-content;
    font-size: var(--size-small);
    color: var(--ink-soft);
  }
  .flow[aria-current='true'] .label {
    color: var(--ink);
    font-weight: 650;
  }
  .flow svg {
    display: block;
    stroke: none;
  }
  .flow text {
    font: 11px var(--sans);
    fill: var(--ink);
    text-anchor: middle;
  }
  .flow .letter {
    font-weight: 650;
  }
  .flow .step {
    fill: var(--surface);
    stroke: var(--edge);
  }
  .flow .step.here {
    stroke: var(--accent);
    stroke-width: 2.5;
  }
  .flow .h {
    fill: var(--hidden-state);
  }
  .flow .c {
    fill: var(--cell-state);
  }
  .flow .a {
    fill: var(--edge);
  }
  .flow .none {
    fill: none;
    stroke: var(--edge);
    stroke-dasharray: 2 3;
  }
`;

/** How thick an arrow is by the logarithm of its norm. */
export class Thickness {
  readonly least: number;
  readonly most: number;
  static readonly WIDEST = 12;
  static readonly THINNEST = 1.5;

  constructor(norms: number[]) {
    const seen = norms.filter((norm) => norm > 0 && Number.isFinite(norm));
    this.most = Math.max(...seen, Number.MIN_VALUE);
    this.least = Math.min(...seen, this.most / 10);
  }

  of(norm: number): number {
    const share = Math.log(norm / this.least) / Math.log(this.most / this.least);
    const { WIDEST, THINNEST } = Thickness;
    return THINNEST + (WIDEST - THINNEST) * Math.min(1, Math.max(0, share));
  }
}

/** What is no number any more has no size. */
const sizes = (norms: (number | null)[]): number[] => norms.map((norm) => norm ?? NaN);

export const allNorms = ({ cells }: NextStep): number[] =>
  cells.flatMap(({ dh, dc, outside }) => sizes([...dh, ...dc, ...outside]));

const HEAD = 7;
/** Narrowest column that has its numbers. */
const NUMBERED = 66;
const NARROWEST = 14;
const FEW = 16;

export interface Columns {
  width: number;
  isNumbered: boolean;
}

/** A few steps have their numbers, and scroll where there is no room; many are drawn narrow. */
export function columnsFor(steps: number, room: number): Columns {
  const fair = Math.floor(room / (steps + 1));
  if (steps <= FEW) return { width: Math.min(120, Math.max(NUMBERED, fair)), isNumbered: true };
  return { width: Math.max(NARROWEST, fair), isNumbered: fair >= NUMBERED };
}

const said = (norm: number): string => shortNumber(norm, 2);

/** From one place to another along an axis; its head is where the gradient goes. */
function arrow(kind: string, from: [number, number], to: [number, number], thick: number) {
  const [x, y] = from;
  const [toX, toY] = to;
  const length = Math.hypot(toX - x, toY - y);
  const [dx, dy] = [(toX - x) / length, (toY - y) / length];
  const head = Math.min(Math.max(HEAD, thick), length);
  const at = (along: number, aside: number) =>
    `${x + dx * along - dy * aside} ${y + dy * along + dx * aside}`;
  const half = thick / 2;
  const wide = Math.max(half + 2.5, 4);
  const neck = length - head;
  return svg`<path class=${kind} d=${`M${at(0, half)}L${at(neck, half)}L${at(neck, wide)}L${at(length, 0)}L${at(neck, -wide)}L${at(neck, -half)}L${at(0, -half)}Z`}></path>`;
}

const nothingFlows = ([x, y]: [number, number], [toX, toY]: [number, number]) =>
  svg`<path class="none" d=${`M${x} ${y}L${toX} ${toY}`}></path>`;

/** One cell of the network over time. */
export class FlowRow {
  #norms: Record<'dh' | 'dc' | 'outside', number[]>;
  #columns: Columns;
  #thickness: Thickness;
  #isFlipped: boolean;
  #until: number;

  /** `until`: arrows back to the state after so many steps, and no further. */
  constructor(
    norms: FlowNorms,
    place: Place,
    columns: Columns,
    thickness: Thickness,
    until: number,
  ) {
    this.#until = until;
    const [dh, dc, outside] = [norms.dh, norms.dc, norms.outside].map(sizes);
    this.#norms = { dh: dh!, dc: dc!, outside: outside! };
    this.#columns = columns;
    this.#thickness = thickness;
    this.#isFlipped = flips(place);
  }

  get steps(): number {
    return this.#norms.outside.length;
  }

  /** The time step, from 0 on, that a pointer is at. */
  columnAt(x: number): number {
    const column = Math.floor(x / this.#columns.width - 0.5);
    return Math.min(this.steps - 1, Math.max(0, column));
  }

  /** The norms after the time step in this column. */
  at(column: number): { dh: number; dc: number | null } {
    const read = this.#isFlipped ? this.steps - column : column + 1;
    return { dh: this.#norms.dh[read]!, dc: this.#norms.dc[read] ?? null };
  }

  view(column: number, isChosen: boolean): TemplateResult {
    const { dc } = this.#norms;
    const { width, isNumbered } = this.#columns;
    const line = isNumbered ? 32 : 18;
    const top = 26;
    const height = top + (dc.length > 0 ? 2 : 1) * line + 6;
    const all = width * (this.steps + 1);
    return html`<svg width=${all} height=${height} aria-hidden="true">
      ${Array.from({ length: this.steps }, (_, i) => this.#box(i, top, height - top - 2, isChosen && i === column))}
      ${dc.length > 0 ? this.#arrows('c', dc, top + line / 2 + (isNumbered ? 6 : 0)) : nothing}
      ${this.#arrows('h', this.#norms.dh, top + (dc.length > 0 ? line : 0) + line / 2 + (isNumbered ? 6 : 0))}
    </svg>`;
  }

  #middle = (column: number): number => this.#columns.width * (column + 1);

  get #half(): number {
    return Math.max(3, Math.min(13, this.#columns.width * 0.16));
  }

  #box(column: number, top: number, height: number, isHere: boolean) {
    const middle = this.#middle(column);
    const read = this.#isFlipped ? this.steps - 1 - column : column;
    const norm = this.#norms.outside[read]!;
    return svg`<rect class=${isHere ? 'step here' : 'step'} x=${middle - this.#half} y=${top} width=${2 * this.#half} height=${height} rx="4"></rect>
      ${norm > 0 && read + 1 >= this.#until ? arrow('a', [middle, 2], [middle, top - 1], this.#thickness.of(norm)) : nothing}`;
  }

  /** State r lies between the steps that leave it and that read it; its gradient goes the other way. */
  #arrows(kind: 'h' | 'c', norms: number[], y: number) {
    const { isNumbered } = this.#columns;
    return norms.map((norm, read) => {
      if (read < this.#until) return nothing;
      const [from, to] = this.#span(read);
      const ends: [[number, number], [number, number]] = [
        [from, y],
        [to, y],
      ];
      const number = isNumbered
        ? svg`<text x=${(from + to) / 2} y=${y - 9}>${said(norm)}</text>`
        : nothing;
      return svg`${norm > 0 ? arrow(kind, ...ends, this.#thickness.of(norm)) : nothingFlows(...ends)}${number}`;
    });
  }

  #span(read: number): [from: number, to: number] {
    const { width } = this.#columns;
    const boundary = this.#isFlipped ? this.steps - read : read;
    const left = width * boundary + this.#half + 2;
    const right = width * (boundary + 1) - this.#half - 2;
    return this.#isFlipped ? [left, right] : [right, left];
  }
}
