// <unfold-heat-map>: a matrix of any rank in colour, with a cursor, a table and CSV.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { fullNumber, shortNumber } from '../base/numbers';
import { base, buttons } from '../base/styles/shared';
import type { Words } from '../i18n/words';
import { BlockPainter, lookOf, measure, type Look, type Measures } from './heat-painter';
import { layOut, tick, type Layout, type Numbered } from './layout';
import { LiveText } from './live';
import { matrixGrid } from './matrix-grid';
import { gridTable, head, panelStyles, toggle } from './panel';
import { extentOf, type Extent, type Scale } from './scale';
import { Pointing, along, goesAway, named, type At, type Pointed } from './pointing';
import { Width } from './width';

interface Place {
  block: number;
  row: number;
  column: number;
}

const moves: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

@customElement('unfold-heat-map')
export class HeatMap extends LitElement {
  @property() name = '';
  @property({ attribute: false }) matrix!: Numbered;
  /** May be that of several matrices. */
  @property({ attribute: false }) scale!: Scale;
  @property({ attribute: false }) words!: Words;
  /** Changes with the theme, so that the canvases are painted anew. */
  @property() scheme = '';
  /** Where all of it is, along axes that it does not have. */
  @property({ attribute: false }) within: Pointed = [];
  /** What other panels know its units by. */
  @property({ attribute: false }) unitAxis = 'unit';
  @state() private cursor: Place | null = null;
  @state() private asTable = false;

  #layout!: Layout;
  #extent!: Extent;
  #measures!: Measures;
  #look: Look | null = null;
  #painted: unknown[] = [];
  #width = new Width(this);
  #live = new LiveText(this);
  #pointing = new Pointing(this, () => (this.cursor = null));

  static override styles = [
    base,
    buttons,
    panelStyles,
    css`
      .map {
        display: flex;
        flex-wrap: wrap;
        gap: 16px 24px;
        overflow-x: auto;
        padding: 2px;
        margin: -2px;
      }
      figcaption {
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .block {
        position: relative;
      }
      canvas {
        display: block;
        cursor: crosshair;
      }
      .cursor {
        position: absolute;
        border: 2px solid var(--ink);
        outline: 1px solid var(--paper);
        border-radius: 2px;
        pointer-events: none;
      }
      .pointed {
        border-color: var(--accent);
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        min-height: 28px;
        margin-top: 8px;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .ramp {
        width: 96px;
        height: 8px;
        border-radius: 2px;
        background: linear-gradient(90deg, var(--zero), var(--positive));
      }
      .signed {
        background: linear-gradient(90deg, var(--negative), var(--zero), var(--positive));
      }
      .reading {
        min-height: 20px;
        margin-top: 0;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('matrix')) {
      this.#layout = layOut(this.matrix);
      this.#extent = extentOf(this.matrix.values);
      if (this.cursor && !this.#exists(this.cursor)) this.cursor = null;
    }
    if (changed.has('scheme') || !this.#look) this.#look = lookOf(this);
    if (changed.get('cursor') !== undefined)
      this.#pointing.point(this.cursor && this.#meant(this.cursor));
    const width = this.#width.value || 640;
    this.#measures = measure(this.matrix, this.#layout, width, this.#look.font);
  }

  override render() {
    const { words, name } = this;
    const title = words.report(name);
    const grid = () => matrixGrid(this.matrix, this.#layout, words);
    const label = words.t('tableOf', { name: title });
    return html`
      ${head(
        words,
        title,
        '',
        toggle(words.t('asTable'), label, this.asTable, (on) => (this.asTable = on)),
        grid,
      )}
      <slot></slot>
      ${this.asTable ? gridTable(title, grid()) : this.#map(title)}
      <div class="unseen" aria-live="polite">${this.#live.text}</div>
    `;
  }

  /** A cursor that moves leaves what is painted. */
  override updated(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const { width, height } = this.#measures.cell;
    const painted = [canvas, this.matrix, this.scale, this.#look, width, height, this.words];
    const isPainted = painted.every((each, i) => each === this.#painted[i]);
    this.#painted = painted;
    if (!canvas || isPainted) return;
    const painter = this.#painter(this.#look!);
    const canvases = this.renderRoot.querySelectorAll('canvas');
    this.#layout.blocks.forEach((block, i) => painter.paint(canvases[i]!, block));
  }

  /** Paints one of its blocks on another context, in the colours in force. */
  repaint(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): void {
    const i = [...this.renderRoot.querySelectorAll('canvas')].indexOf(canvas);
    this.#painter(lookOf(this)).paintOn(context, this.#layout.blocks[i]!);
  }

  #painter = (look: Look) =>
    new BlockPainter(this.matrix, this.#layout, this.scale, this.#measures, look);

  #shape(): string {
    const { shape, axes } = this.matrix;
    const named = axes.filter((axis) => axis !== '').map((axis) => this.words.axis(axis));
    return [shape.join(' × '), named.join(', ')].filter((part) => part !== '').join(' · ');
  }

  #map(title: string) {
    const { words } = this;
    const { min, max } = this.#extent;
    const label = words.t('matrixName', {
      name: title,
      shape: this.#shape(),
      min: shortNumber(min),
      max: shortNumber(max),
    });
    return html`<div
        class="map"
        tabindex="0"
        role="application"
        aria-roledescription=${words.t('heatMap')}
        aria-label="${label}. ${words.t('arrowKeys')}"
        @keydown=${this.#move}
        @blur=${() => (this.cursor = null)}
      >
        ${this.#layout.blocks.map((_, i) => this.#block(i, label))}
      </div>
      <div class="legend">${this.#legend()}</div>
      <div class="legend reading">
        ${this.cursor ? this.#say(this.cursor) : this.#directions()}
      </div>`;
  }

  #block(i: number, label: string) {
    const caption = this.#caption(i);
    return html`<figure>
      ${caption ? html`<figcaption>${caption}</figcaption>` : nothing}
      <div class="block">
        <canvas
          role="img"
          aria-label=${caption ? `${label}; ${caption}` : label}
          @pointermove=${(event: PointerEvent) => this.#point(event, i)}
          @pointerdown=${(event: PointerEvent) => this.#point(event, i)}
          @pointerleave=${(event: PointerEvent) => goesAway(event) && (this.cursor = null)}
        ></canvas>
        ${this.cursor?.block === i ? this.#frame(this.cursor) : this.#pointed(i)}
      </div>
    </figure>`;
  }

  #caption(i: number): string {
    const { lead } = this.#layout.blocks[i]!;
    const isAlone = this.#layout.blocks.length === 1;
    if (isAlone && lead.every(({ axis }) => !this.matrix.ticks[axis]?.length)) return '';
    return lead.map(({ axis, index }) => this.#named(axis, index, i)).join(', ');
  }

  /** "time 2", or "time 2 (l)" where the index has a name. */
  #named(axis: number, index: number, block: number): string {
    const axisName = this.words.axis(this.matrix.axes[axis] ?? '');
    const name = tick(this.matrix, axis, index, this.#layout.blocks[block]!.lead);
    if (axisName === '') return name;
    const position = `${axisName} ${index + (this.matrix.first ?? 0)}`;
    return position.endsWith(` ${name}`) ? position : `${position} (${name})`;
  }

  /** Around a cell, or all of its row or column. */
  #frame({ row, column }: Pick<Place, 'row' | 'column'>, rows = 1, columns = 1, look = '') {
    const { cell, left, top } = this.#measures;
    const style = `left: ${left + column * cell.width - 1}px; top: ${top + row * cell.height - 1}px;
      width: ${columns * cell.width + 1}px; height: ${rows * cell.height + 1}px`;
    return html`<div class="cursor ${look}" .style=${style}></div>`;
  }

  /** Its axes, as other panels have them, too. */
  get #axes(): Omit<At, 'index'>[] {
    const { axes, shape, ticks } = this.matrix;
    return shape.map((size, i) => ({
      axis: axes[i] === 'unit' ? this.unitAxis : (axes[i] ?? ''),
      size,
      names: ticks[i]?.length === size ? named(ticks[i]) : '',
    }));
  }

  /** What a place of it means to other panels. */
  #meant({ block, row, column }: Place): Pointed {
    const { rowAxis, columnAxis, blocks } = this.#layout;
    const index = (axis: number) => {
      if (axis === rowAxis) return row;
      if (axis === columnAxis) return column;
      return blocks[block]!.lead.find((lead) => lead.axis === axis)!.index;
    };
    const own = this.#axes.map((axis, i) => ({ ...axis, index: index(i) }));
    return [...own.filter(({ axis }) => axis !== ''), ...this.within];
  }

  /** What another panel points at, where it is here: a cell, or all of its row or column. */
  #pointed(block: number) {
    const { pointed } = this.#pointing;
    if (!pointed) return nothing;
    const { rows, columns, rowAxis, columnAxis, blocks } = this.#layout;
    const axes = this.#axes;
    const names = axes.map(({ axis }) => axis);
    const at = axes.map((axis) => (axis.axis === '' ? null : along(pointed, names, axis)));
    const isOther = ({ axis, index }: { axis: number; index: number }) =>
      at[axis] !== null && at[axis] !== index;
    const isElsewhere = this.within.some((own) => {
      const index = along(pointed, [], own);
      return index !== null && index !== own.index;
    });
    if (isElsewhere || blocks[block]!.lead.some(isOther)) return nothing;
    const row = at[rowAxis] ?? null;
    const column = at[columnAxis] ?? null;
    if (row === null && column === null) return nothing;
    const first = { row: row ?? 0, column: column ?? 0 };
    return this.#frame(first, row === null ? rows : 1, column === null ? columns : 1, 'pointed');
  }

  #legend() {
    const { end, signed } = this.scale;
    return html`<span>${fullNumber(signed ? -end : 0)}</span>
      <span class="ramp ${signed ? 'signed' : ''}"></span>
      <span>${fullNumber(end)}</span>`;
  }

  /** "3 × 5 × 2, time →, unit ↓" */
  #directions(): string {
    const { rowAxis, columnAxis } = this.#layout;
    const { axes, shape } = this.matrix;
    const along = (axis: number, arrow: string) =>
      axes[axis] ? `${this.words.axis(axes[axis])} ${arrow}` : '';
    const parts = [shape.join(' × '), along(columnAxis, '→'), along(rowAxis, '↓')];
    return parts.filter((part) => part !== '').join(', ');
  }

  #say({ block, row, column }: Place): string {
    const { rowAxis, columnAxis, blocks } = this.#layout;
    const { lead, at } = blocks[block]!;
    const parts = [
      ...lead.map(({ axis, index }) => this.#named(axis, index, block)),
      ...(rowAxis < 0 ? [] : [this.#named(rowAxis, row, block)]),
      this.#named(columnAxis, column, block),
    ];
    const value = fullNumber(this.matrix.values[at(row, column)]!);
    return this.words.t('cellAt', { place: parts.join(', '), value });
  }

  #exists({ block, row, column }: Place): boolean {
    const { rows, columns, blocks } = this.#layout;
    return block < blocks.length && row < rows && column < columns;
  }

  #point(event: PointerEvent, block: number): void {
    const { cell, left, top } = this.#measures;
    const row = Math.floor((event.offsetY - top) / cell.height);
    const column = Math.floor((event.offsetX - left) / cell.width);
    const place = { block, row, column };
    this.cursor = row >= 0 && column >= 0 && this.#exists(place) ? place : null;
  }

  #move = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    this.cursor = this.cursor
      ? this.#neighbour(this.cursor, move)
      : { block: 0, row: 0, column: 0 };
    this.#show(this.cursor);
    this.#live.say(this.#say(this.cursor));
  };

  /** Beyond the last column begins the next block. */
  #neighbour({ block, row, column }: Place, [down, right]: [number, number]): Place {
    const { rows, columns, blocks } = this.#layout;
    const next = { block, row: row + down, column: column + right };
    if (next.column < 0 && block > 0) return { block: block - 1, row, column: columns - 1 };
    if (next.column >= columns && block < blocks.length - 1)
      return { block: block + 1, row, column: 0 };
    const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
    return { block, row: within(next.row, rows), column: within(next.column, columns) };
  }

  #show({ block, column }: Place): void {
    const map = this.renderRoot.querySelector<HTMLElement>('.map');
    const figure = map?.children[block] as HTMLElement | undefined;
    if (!map || !figure) return;
    const { cell, left } = this.#measures;
    const start = figure.offsetLeft - map.offsetLeft + left + column * cell.width;
    if (start < map.scrollLeft) map.scrollLeft = start - left;
    if (start + cell.width > map.scrollLeft + map.clientWidth) {
      map.scrollLeft = start + cell.width - map.clientWidth;
    }
  }
}
