// What the network makes of the sequence in the end: by time step, or once behind the last one, what it
// says, what is wanted and the loss; and all it weighed at one of them.
import { css, html, nothing } from 'lit';
import { shortNumber } from '../../base/numbers';
import type { Numbers, Trace } from '../../engine/types';
import type { SayWalk } from '../../i18n/walk';
import { glyph } from '../glyph';
import { goesAway } from '../pointing';
import { said } from './formulas';

export const outputsStyles = css`
  .outputs {
    margin-top: 24px;
  }
  .outputs .table {
    overflow-x: auto;
    padding: 4px;
    margin: 0 -4px;
  }
  .outputs table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .outputs :is(th, td) {
    padding: 2px 8px;
    text-align: center;
    white-space: nowrap;
    font-weight: 400;
  }
  .outputs tbody th {
    position: sticky;
    left: 0;
    background: var(--paper);
    text-align: left;
    color: var(--ink-soft);
  }
  .outputs .chosen {
    background: var(--surface-strong);
    font-weight: 650;
  }
  .outputs .symbol {
    font-family: var(--mono);
  }
  .outputs .lacks {
    color: var(--ink-soft);
  }
  .weighed {
    display: grid;
    grid-template-columns: auto minmax(80px, 320px) auto;
    gap: 2px 8px;
    width: fit-content;
    max-width: 100%;
    margin-top: 8px;
  }
  .weighed .row {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: center;
  }
  .weighed .pointed {
    outline: 2px solid var(--accent);
    border-radius: 4px;
  }
  .weighed button {
    min-width: 32px;
    min-height: 32px;
    padding: 2px 6px;
    background: var(--surface);
  }
  .weighed button:hover {
    background: var(--surface-strong);
  }
  .weighed .bar {
    height: 14px;
    border-radius: 2px;
    background: linear-gradient(var(--positive), var(--positive)) no-repeat 0 0 / var(--share) 100%
      var(--surface);
  }
`;

/** Shown of what it weighed, the largest first. */
const MOST = 8;

const rowOf = ({ shape, values }: Numbers, row: number): Float32Array =>
  values.subarray(row * shape[1]!, (row + 1) * shape[1]!);

const order = (values: Float32Array): number[] =>
  [...values.keys()].sort((a, b) => values[b]! - values[a]!);

/** What of the outputs a walk has come to. */
export interface Reached {
  output(row: number): boolean;
  loss(row: number): boolean;
}

export class OutputsView {
  /** Has a symbol read at the next time step, where that can be. */
  force: ((symbol: number) => void) | null = null;
  /** A pointer is at a symbol, or at none any more; and the symbol that another panel points at. */
  point: (symbol: number | null) => void = () => {};
  pointed: number | null = null;
  #trace: Trace;
  #say: SayWalk;
  #reached: Reached;
  /** The column of a row of outputs, where there is one for each time step. */
  #columnOf: (row: number) => number;

  constructor(trace: Trace, flips: boolean, say: SayWalk, reached: Reached) {
    this.#trace = trace;
    this.#say = say;
    this.#reached = reached;
    const rows = this.rows;
    this.#columnOf = (row) => (flips ? rows - 1 - row : row);
  }

  get rows(): number {
    return this.#trace.outputs?.shape[0] ?? 0;
  }

  get #isByStep(): boolean {
    return this.rows > 0 && this.rows === this.#trace.cell?.x.shape[0];
  }

  /** What belongs to the time step in this column stands out. */
  view(column: number) {
    const { outputs, losses, loss, targets } = this.#trace;
    if (!outputs) return nothing;
    const say = this.#say;
    const rows = Array.from({ length: this.rows }, (_, i) => this.#columnOf(i));
    const isHere = (row: number) => this.#isByStep && this.#columnOf(row) === column;
    const cells = (cell: (row: number) => unknown) =>
      rows.map((row) => html`<td class=${isHere(row) ? 'chosen' : ''}>${cell(row)}</td>`);
    const shown = this.#isByStep ? rows[column]! : 0;
    return html`<div class="outputs">
      <h3>${say('outputs')}</h3>
      <div class="table" tabindex="0" role="region" aria-label=${say('outputs')}>
        <table>
          <thead>
            <tr>
              <th scope="col">${say('time')}</th>
              ${rows.map((row) => html`<th scope="col" class=${isHere(row) ? 'chosen' : ''}>${this.#isByStep ? this.#columnOf(row) + 1 : say('end')}</th>`)}
            </tr>
          </thead>
          <tbody>
            <tr data-row="says">
              <th scope="row">${say('says')}</th>
              ${cells((row) => this.#says(row))}
            </tr>
            ${
              targets.length > 0
                ? html`<tr data-row="wanted">
                    <th scope="row">${say('wanted')}</th>
                    ${cells((row) => this.#symbol(targets[row]!))}
                  </tr>`
                : nothing
            }
            ${
              losses.length > 0
                ? html`<tr data-row="loss">
                    <th scope="row">${say('loss')}</th>
                    ${cells((row) => (this.#reached.loss(row) ? shortNumber(losses[row] ?? NaN, 3) : this.#lacks()))}
                  </tr>`
                : nothing
            }
          </tbody>
        </table>
      </div>
      ${this.#reached.output(shown) ? this.#weighed(shown) : nothing}
      ${
        losses.length > 0 && this.#reached.loss(losses.length - 1)
          ? html`<p class="whole">${say('wholeLoss', { loss: shortNumber(loss ?? NaN, 3) })}</p>`
          : nothing
      }
    </div>`;
  }

  #lacks = () => html`<span class="lacks">–</span>`;

  #symbol(number: number) {
    const { symbols } = this.#trace;
    return html`<span class="symbol"
      >${symbols[number] === undefined ? number : glyph(symbols[number])}</span
    >`;
  }

  #button(number: number, force: (symbol: number) => void) {
    const symbol = glyph(this.#trace.symbols[number]!);
    return html`<button
      type="button"
      class="symbol"
      aria-label=${this.#say('force', { symbol })}
      title=${this.#say('force', { symbol })}
      @click=${() => force(number)}
    >
      ${symbol}
    </button>`;
  }

  #says(row: number) {
    if (!this.#reached.output(row)) return this.#lacks();
    const { outputs, probabilities } = this.#trace;
    if (!probabilities) {
      const values = rowOf(outputs!, row);
      return Array.from(values.subarray(0, 3), said).join(', ') + (values.length > 3 ? ' …' : '');
    }
    const shares = rowOf(probabilities, row);
    const [first] = order(shares);
    return html`${this.#symbol(first!)} ${said(shares[first!]!)}`;
  }

  #weighed(row: number) {
    const { probabilities } = this.#trace;
    if (!probabilities) return nothing;
    const shares = rowOf(probabilities, row);
    const numbers = order(shares).slice(0, MOST);
    const t = this.#isByStep
      ? this.#say('timeOf', { t: this.#columnOf(row) + 1 })
      : this.#say('end');
    return html`<p class="soft">
        ${this.#say('weighed', { t })} ${this.force ? this.#say('forceHow') : nothing}
      </p>
      <div class="weighed">
        ${numbers.map(
          (number) =>
            html`<div
              class="row ${number === this.pointed ? 'pointed' : ''}"
              @pointerenter=${() => this.point(number)}
              @pointerleave=${(event: PointerEvent) => goesAway(event) && this.point(null)}
              @focusin=${() => this.point(number)}
              @focusout=${() => this.point(null)}
            >
              ${this.force ? this.#button(number, this.force) : this.#symbol(number)}
              <span class="bar" .style=${`--share: ${100 * shares[number]!}%`}></span>
              <span class="share">${said(shares[number]!)}</span>
            </div>`,
        )}
      </div>`;
  }
}
