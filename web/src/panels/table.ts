// <unfold-table>: rows and columns where there is room, and on a narrow page each row as a card.
import { LitElement, css, html, unsafeCSS } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fullNumber, shortNumber } from '../base/numbers';
import { base } from '../base/styles/shared';
import type { Grid } from '../base/csv';
import { Pointing, along, goesAway } from './pointing';

/** Widths, in pixels, below which a table that needs as much becomes cards. */
const ROOMS = [240, 320, 400, 480, 560, 640, 720];
/** More columns of nothing but numbers are for scrolling. */
const MOST_NUMBERS = 4;
/** What a symbol and the space between columns take. */
const SYMBOL = 7;
const SPACE = 16;
/** Symbols of a text that stand in one line; more of them wrap. */
const LINE = 14;

/** Each row is a card: its first cell is the title, the others come with the names of their columns. */
const cards = (room: number) => `
  @container (max-width: ${room - 1}px) {
    .from${room} :is(table, tbody, tr, th, td) { display: block; }
    .from${room} thead { display: none; }
    .from${room} tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
    .from${room} :is(th, td) { padding: 2px 0; border: 0; text-align: left; }
    .from${room} tbody th { color: var(--ink); font-weight: 600; }
    .from${room} td { display: grid; grid-template-columns: minmax(72px, 1fr) 2fr; gap: 12px; }
    .from${room} td::before { content: attr(data-column); color: var(--ink-soft); }
  }`;

export const tableStyles = css`
  .scroll {
    container-type: inline-size;
    overflow: auto;
    max-height: 480px;
  }
  table {
    border-collapse: collapse;
    font-size: var(--size-small);
  }
  th,
  td {
    padding: 4px 16px 4px 0;
    text-align: right;
    vertical-align: baseline;
    font-weight: 400;
    white-space: nowrap;
    border-bottom: 1px solid var(--line);
  }
  th {
    color: var(--ink-soft);
  }
  tbody th,
  th:first-child,
  .text {
    text-align: left;
  }
  tbody tr.pointed > * {
    background: var(--surface-strong);
  }
  .wraps :is(th, td) {
    white-space: normal;
    overflow-wrap: break-word;
  }
  .wraps .whole {
    white-space: nowrap;
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--paper);
  }
  ${unsafeCSS(ROOMS.map(cards).join(''))}
`;

type Cell = string | number;

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

/** Numbers that come as text are for reading: short. */
function shown(cell: Cell): string {
  if (typeof cell === 'number') return fullNumber(cell);
  return isNumber(cell) ? shortNumber(Number(cell)) : cell;
}

const isText = (cell: Cell) => typeof cell === 'string' && !isNumber(cell);

/** In symbols of the Latin kind; Korean and Chinese ones take two. */
const length = (text: string): number =>
  [...text].reduce((sum, symbol) => sum + (symbol >= '\u1100' ? 2 : 1), 0);

/** A date and a short word stand in one line. */
const isWhole = (text: string) => !/\s/.test(text) && length(text) <= LINE;

const longest = (texts: string[]): number => Math.max(0, ...texts.map(length));

/** What a column needs: its longest word, and as much of its longest text as stands in a line. */
const needOf = (texts: string[]): number =>
  Math.max(longest(texts.flatMap((text) => text.split(/\s/))), Math.min(LINE, longest(texts)));

/** The room below which these rows are cards; 0 if they scroll instead. */
export function cardsBelow({ columns, rows }: Grid): number {
  const hasWords = rows.some((row) => row.slice(1).some((cell) => typeof cell === 'string'));
  if (columns.length < 2 || (columns.length > MOST_NUMBERS && !hasWords)) return 0;
  const needs = columns.map((column, i) =>
    needOf([column, ...rows.map((row) => shown(row[i] ?? ''))]),
  );
  const width = needs.reduce((sum, need) => sum + need * SYMBOL + SPACE, 0);
  return ROOMS.find((room) => room >= width) ?? ROOMS.at(-1)!;
}

@customElement('unfold-table')
export class Table extends LitElement {
  @property() heading = '';
  @property({ attribute: false }) grid: Grid = { columns: [], rows: [] };
  /** What its rows run along, as other panels name their axes. */
  @property() axis = '';

  #pointing = new Pointing(this);

  static override styles = [base, tableStyles];

  override render() {
    const { heading, grid } = this;
    const { columns, rows } = grid;
    // Words stand to the left of their column, numbers to the right.
    const aligned = columns.map((_, i) =>
      rows.every((row) => isText(row[i] ?? '')) ? 'text' : '',
    );
    const looks = (text: string, i: number) => `${aligned[i]!} ${isWhole(text) ? 'whole' : ''}`;
    const room = cardsBelow(grid);
    const own = { axis: this.axis, size: rows.length };
    const here = this.axis === '' ? null : along(this.#pointing.pointed ?? [], [], own);
    const point = (index: number | null) => () =>
      this.axis === '' || this.#pointing.point(index === null ? null : [{ ...own, index }]);
    return html`<div
      class="scroll ${room ? `wraps from${room}` : ''}"
      tabindex="0"
      role="group"
      aria-label=${heading}
    >
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            ${columns.map(
              (column, i) =>
                html`<th scope="col" role="columnheader" class=${looks(column, i)}>${column}</th>`,
            )}
          </tr>
        </thead>
        <tbody
          role="rowgroup"
          @pointerleave=${(event: PointerEvent) => goesAway(event) && point(null)()}
        >
          ${rows.map(
            (row, n) =>
              html`<tr role="row" class=${n === here ? 'pointed' : ''} @pointerenter=${point(n)}>
                ${row.map((cell, i) => {
                  const text = shown(cell);
                  const look = looks(text, i);
                  return i === 0
                    ? html`<th scope="row" role="rowheader" class=${look}>${text}</th>`
                    : html`<td role="cell" class=${look} data-column=${columns[i] ?? ''}>
                        ${text}
                      </td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
