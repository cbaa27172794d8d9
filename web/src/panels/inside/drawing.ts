// A cell as a drawing: its vectors with their numbers, or bars where there are many, and the lines
// between them.
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { fullNumber } from '../../base/numbers';
import type { SayInside } from '../../i18n/inside';
import { goesAway } from '../pointing';
import type { CellAt, VectorName } from './cell';
import { said, symbol, type Formula } from './formulas';
import { MOST_NUMBERS, type Box, type CellDrawing, type Sign, type Wire } from './layout';

/** A number: of which vector, and which of it. */
export interface Picked {
  name: VectorName;
  unit: number;
}

export interface Handlers {
  pick(picked: Picked): void;
  press(event: KeyboardEvent, picked: Picked): void;
  /** A pointer is at none any more. */
  leave(): void;
  /** A pointer goes down on a number. */
  grasp(event: PointerEvent, picked: Picked): void;
}

/** What is special about numbers. */
export interface Marks {
  /** Whether it is computed by now. */
  knows(name: VectorName): boolean;
  /** Whether a reader holds it. */
  holds(name: VectorName, unit: number): boolean;
  /** What has just been computed. */
  newest: VectorName[];
  /** Numbers can be dragged. */
  canTurn: boolean;
  /** The unit that another panel points at, at this time step; null: none. */
  pointed: number | null;
  /** Whether dropout took it, where that is known. */
  drops?(name: VectorName, unit: number): boolean;
}

export const drawingStyles = css`
  .cell {
    position: relative;
    margin: 8px 0 12px;
  }
  .cell > svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .vector {
    position: absolute;
    display: flex;
    flex-direction: column;
    border-radius: 4px;
    background: var(--surface);
    box-shadow: 0 0 0 1px var(--of, var(--edge));
    cursor: crosshair;
    touch-action: manipulation;
  }
  .vector.x {
    flex-direction: row;
  }
  .vector.lit {
    box-shadow: 0 0 0 2.5px var(--of, var(--edge));
  }
  .name {
    position: absolute;
    left: 0;
    right: 0;
    top: -20px;
    text-align: center;
    color: var(--of, var(--ink));
    font-weight: 650;
    line-height: 20px;
    pointer-events: none;
  }
  .x .name {
    right: auto;
    padding-left: 4px;
  }
  .number {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    text-align: center;
    font-size: 12px;
    line-height: 22px;
    color: var(--ink);
  }
  .number.held {
    box-shadow: inset 0 -3px 0 var(--accent);
  }
  .number.pointed {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .number.dropped {
    color: var(--ink-soft);
    text-decoration: line-through 2px;
  }
  .vector .gone {
    fill: var(--edge);
    opacity: 0.6;
  }
  .turns .number {
    touch-action: pan-y;
    cursor: ns-resize;
  }
  .vector.unknown {
    opacity: 0.45;
  }
  .vector.newest {
    box-shadow: 0 0 0 2.5px var(--accent);
  }
  .number.part {
    box-shadow: inset 0 0 0 1.5px var(--ink);
  }
  .number.picked {
    box-shadow: inset 0 0 0 2px var(--accent);
    font-weight: 700;
  }
  .vector svg {
    width: 100%;
    height: 100%;
    stroke: none;
  }
  .positive {
    fill: var(--positive);
  }
  .negative {
    fill: var(--negative);
  }
  .mark {
    position: absolute;
    outline: 1.5px solid var(--ink);
    pointer-events: none;
  }
  .mark.picked {
    outline: 2px solid var(--accent);
  }
  .i {
    --of: var(--input-gate);
  }
  .f {
    --of: var(--forget-gate);
  }
  .o {
    --of: var(--output-gate);
  }
  .g,
  .candidate {
    --of: var(--candidate);
  }
  .r {
    --of: var(--input-gate);
  }
  .u {
    --of: var(--forget-gate);
  }
  .c,
  .c_before {
    --of: var(--cell-state);
  }
  .h,
  .h_before {
    --of: var(--hidden-state);
  }
  .wire {
    fill: none;
    stroke: var(--edge);
    stroke-width: 1.25;
  }
  .wire.h,
  .head.h {
    stroke: var(--hidden-state);
  }
  .wire.c,
  .head.c {
    stroke: var(--cell-state);
  }
  .wire.h,
  .wire.c {
    stroke-width: 1.75;
  }
  .wire.lit {
    stroke-width: 3;
  }
  .head {
    stroke: none;
    fill: var(--edge);
  }
  .head.h {
    fill: var(--hidden-state);
  }
  .head.c {
    fill: var(--cell-state);
  }
  .sign rect {
    fill: var(--paper);
    stroke: var(--edge);
  }
  .sign text {
    stroke: none;
    fill: var(--ink);
    font: 600 12px var(--sans);
  }
`;

/** How much of its colour a number has, so that it can still be read. */
const STRONGEST = 45;

/** What a vector's strongest colour, or longest bar, stands for. */
const endOf = (values: Float32Array): number =>
  values.reduce((end, value) => Math.max(end, Math.abs(value)), 1);

export const tint = (value: number, end: number): string => {
  const part = Math.round((STRONGEST * Math.min(end, Math.abs(value))) / end) || 0;
  return `background: color-mix(in srgb, var(--${value < 0 ? 'negative' : 'positive'}) ${part}%, transparent)`;
};

const path = (points: [number, number][]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');

const HEAD = 6;

function wireView({ points, carries, hasHead, from }: Wire, parts: ReadonlySet<VectorName>) {
  const [x, y] = points.at(-1)!;
  const [fromX, fromY] = points.at(-2)!;
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const [baseX, baseY] = [x - dx * HEAD, y - dy * HEAD];
  const corner = (side: number) =>
    `${baseX - (side * dy * HEAD) / 2} ${baseY + (side * dx * HEAD) / 2}`;
  return svg`<path class="wire ${carries} ${parts.has(from) ? 'lit' : ''}"
      d=${path(hasHead ? [...points.slice(0, -1), [baseX, baseY]] : points)}></path>
    ${hasHead ? svg`<path class="head ${carries}" d=${`M${x} ${y}L${corner(1)}L${corner(-1)}Z`}></path>` : nothing}`;
}

function signView({ x, y, text }: Sign) {
  const width = text.length > 1 ? 8 + 8 * text.length : 20;
  return svg`<g class="sign">
    <rect x=${x - width / 2} y=${y - 10} width=${width} height="20" rx="10"></rect>
    <text x=${x} y=${y + 4} text-anchor="middle">${text}</text>
  </g>`;
}

/** A bar for each number, from the middle to either side; where one was dropped the room for it is grey. */
export function bars(
  values: Float32Array,
  end: number,
  isAcross: boolean,
  drops: (unit: number) => boolean = () => false,
) {
  const bar = (i: number) => {
    const length = (50 * values[i]!) / end;
    return isAcross ? `M${i} 50v${-length}h1v${length}z` : `M50 ${i}h${length}v1h${-length}z`;
  };
  const of = (isWanted: (value: number) => boolean) =>
    Array.from(values, (value, i) => (isWanted(value) ? bar(i) : '')).join('');
  const room = (i: number) => (isAcross ? `M${i} 0v100h1v-100z` : `M0 ${i}h100v1h-100z`);
  const gone = Array.from(values, (_, i) => (drops(i) ? room(i) : '')).join('');
  const n = values.length;
  return html`<svg viewBox=${isAcross ? `0 0 ${n} 100` : `0 0 100 ${n}`} preserveAspectRatio="none">
    ${gone === '' ? nothing : svg`<path class="gone" d=${gone}></path>`}
    ${svg`<path class="positive" d=${of((value) => value > 0)}></path>
      <path class="negative" d=${of((value) => value < 0)}></path>`}
  </svg>`;
}

/** The one of so many that a pointer is at. */
export function unitAt(event: PointerEvent, n: number, isAcross: boolean): number {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  const share = isAcross ? (event.clientX - left) / width : (event.clientY - top) / height;
  return Math.min(n - 1, Math.max(0, Math.floor(share * n)));
}

export class DrawingView {
  #cell: CellAt;
  #say: SayInside;
  #picked: Picked;
  #formula: Formula;
  #marks: Marks;
  #on: Handlers;

  constructor(
    cell: CellAt,
    say: SayInside,
    picked: Picked,
    formula: Formula,
    marks: Marks,
    on: Handlers,
  ) {
    this.#cell = cell;
    this.#say = say;
    this.#picked = picked;
    this.#formula = formula;
    this.#marks = marks;
    this.#on = on;
  }

  view({ width, height, boxes, wires, signs }: CellDrawing, label: string): TemplateResult {
    const { units, wholes } = this.#formula;
    const parts = new Set([...units, ...wholes]);
    return html`<div
      class="cell"
      role="group"
      aria-label=${label}
      .style=${`width: ${width}px; height: ${height}px`}
    >
      <svg width=${width} height=${height} aria-hidden="true">
        ${wires.map((wire) => wireView(wire, parts))} ${signs.map(signView)}
      </svg>
      ${boxes.map(this.#vector)}
    </div>`;
  }

  #vector = ({ name, x, y, width, height }: Box) => {
    const values = this.#cell.vector(name);
    const n = values.length;
    const isPicked = this.#picked.name === name;
    const unit = Math.min(this.#picked.unit, n - 1);
    const isAcross = name === 'x';
    const isKnown = this.#marks.knows(name);
    const at = (event: PointerEvent) => ({ name, unit: unitAt(event, n, isAcross) });
    // A number that is dragged stays the one that is picked.
    const point = (event: PointerEvent) => {
      if (event.buttons === 0 || n > MOST_NUMBERS) this.#on.pick(at(event));
    };
    return html`<div
      class="vector ${name} ${this.#looks(name, isKnown)}"
      data-vector=${name}
      role="slider"
      tabindex="0"
      aria-label=${`${this.#say(name)} ${symbol(this.#cell, name)}`}
      aria-orientation="vertical"
      aria-valuemin="1"
      aria-valuemax=${n}
      aria-valuenow=${unit + 1}
      aria-valuetext=${`${this.#place(name, unit)}: ${this.#value(name, unit, values[unit]!)}`}
      .style=${`left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`}
      @pointermove=${point}
      @pointerleave=${(event: PointerEvent) => goesAway(event) && this.#on.leave()}
      @blur=${() => this.#on.leave()}
      @pointerdown=${(event: PointerEvent) => this.#on.grasp(event, at(event))}
      @focus=${() => isPicked || this.#on.pick({ name, unit })}
      @keydown=${(event: KeyboardEvent) => this.#on.press(event, { name, unit })}
    >
      <span class="name" aria-hidden="true">${symbol(this.#cell, name)}</span>
      ${isKnown ? (n > MOST_NUMBERS ? this.#bars(name, values, isAcross) : this.#numbers(name, values)) : nothing}
    </div>`;
  };

  #looks(name: VectorName, isKnown: boolean): string {
    const { newest, canTurn } = this.#marks;
    return [
      this.#formula.wholes.includes(name) ? 'lit' : '',
      isKnown ? '' : 'unknown',
      newest.includes(name) ? 'newest' : '',
      canTurn && isKnown ? 'turns' : '',
    ].join(' ');
  }

  #value(name: VectorName, unit: number, value: number): string {
    if (!this.#marks.knows(name)) return this.#say('unknown');
    const said = fullNumber(value);
    return this.#marks.holds(name, unit) ? this.#say('heldValue', { value: said }) : said;
  }

  #place = (name: VectorName, unit: number): string =>
    this.#say(name === 'x' ? 'input' : 'unit', { n: unit + 1 });

  /** How the number stands out: it is pointed at, or part of what is. */
  #look(name: VectorName, unit: number): string {
    const { holds, pointed } = this.#marks;
    const isPointed = name !== 'x' && unit === pointed;
    const drops = this.#drops(name, unit) ? 'dropped' : '';
    return `${holds(name, unit) ? 'held' : ''} ${isPointed ? 'pointed' : ''} ${drops} ${this.#part(name, unit)}`;
  }

  #drops = (name: VectorName, unit: number): boolean => this.#marks.drops?.(name, unit) === true;

  #part(name: VectorName, unit: number): string {
    if (unit !== this.#picked.unit) return '';
    if (name === this.#picked.name) return 'picked';
    return this.#formula.units.includes(name) ? 'part' : '';
  }

  #numbers(name: VectorName, values: Float32Array) {
    const end = endOf(values);
    return Array.from(
      values,
      (value, unit) =>
        html`<span class="number ${this.#look(name, unit)}" .style=${tint(value, end)}
          >${said(value)}</span
        >`,
    );
  }

  #bars(name: VectorName, values: Float32Array, isAcross: boolean) {
    const look = this.#look(name, this.#picked.unit).replace('dropped', '');
    const [start, size] = isAcross ? ['left', 'width'] : ['top', 'height'];
    const [across, whole] = isAcross ? ['top', 'height'] : ['left', 'width'];
    const at = (100 * this.#picked.unit) / values.length;
    const style = `${start}: ${at}%; ${size}: max(2px, ${100 / values.length}%); ${across}: 0; ${whole}: 100%`;
    return html`${bars(values, endOf(values), isAcross, (i) => this.#drops(name, i))}
    ${look.trim() ? html`<span class="mark ${look}" .style=${style}></span>` : nothing}`;
  }
}
