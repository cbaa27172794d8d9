// <unfold-chart>: lines over one x axis, with a cursor, a log scale, a table and CSV.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import type { Grid } from '../base/csv';
import { count, fullNumber, shortNumber } from '../base/numbers';
import { base, buttons } from '../base/styles/shared';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { align, type Aligned } from './align';
import type { ChartLevel, ChartLine } from './chart-lines';
import type { Mark } from './chart-plugins';
import type { Future } from './future';
import { legend, legendStyles } from './legend';
import { LiveText } from './live';
import { gridTable, head, panelStyles, toggle } from './panel';
import { Pointing, along } from './pointing';
import { Width } from './width';

/** Rows of the table view; the file has them all. */
const MOST_ROWS = 500;
const HEIGHT = 260;

const placeOf = (x: number): string => (Number.isInteger(x) ? count(x) : shortNumber(x));

@customElement('unfold-chart')
export class Chart extends LitElement {
  @property() heading = '';
  @property({ attribute: false }) lines: ChartLine[] = [];
  @property({ attribute: false }) marks: Mark[] = [];
  @property({ attribute: false }) levels: ChartLevel[] = [];
  @property({ attribute: false }) future: Future | null = null;
  @property({ attribute: false }) xAxis = '';
  /** What x is, as other panels name their axes. */
  @property({ attribute: false }) along = '';
  @property({ attribute: false }) yAxis = '';
  @property({ type: Boolean }) logarithmic = false;
  @property({ type: Boolean, attribute: 'from-zero' }) fromZero = false;
  @property({ attribute: false }) words!: Words;
  /** Pixels of the drawing. */
  @property({ attribute: false }) height?: number;
  @property() scheme = '';
  @state() private asTable = false;
  @state() private cursor: number | null = null;
  /** What draws; it comes when there is something to draw. */
  @state() private charts: typeof import('./chart') | null = null;

  #data: Aligned = { x: [], ys: [] };
  #plot: uPlot | null = null;
  #drawnAs = '';
  #width = new Width(this, '.panel');
  #live = new LiveText(this);
  #pointing = new Pointing(this);
  /** Where another panel points. */
  #told: number | null = null;

  static override styles = [
    base,
    buttons,
    panelStyles,
    legendStyles,
    css`
      .chart {
        position: relative;
      }
      .axis {
        font-size: var(--size-small);
        line-height: 1.35;
        color: var(--ink-soft);
      }
      .foot {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 16px;
      }
      .foot .axis {
        margin-left: auto;
        white-space: nowrap;
      }
    `,
  ];

  /** What is drawn, once it is. */
  get plot(): uPlot | null {
    return this.#plot;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#discard();
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.get('cursor') !== undefined && this.along !== '')
      this.#pointing.point(this.cursor === null ? null : [{ ...this.#axis, index: this.cursor }]);
    if (!changed.has('lines')) return;
    this.#data = align(this.lines);
    if (this.cursor !== null && this.cursor >= this.#data.x.length) this.cursor = null;
  }

  get #axis() {
    return { axis: this.along, size: this.#data.x.length };
  }

  override render() {
    const { words, heading } = this;
    this.#told = this.along === '' ? null : along(this.#pointing.pointed ?? [], [], this.#axis);
    const tableLabel = words.t('tableOf', { name: heading });
    const actions = html`
      ${toggle(words.t('logScale'), words.t('logScale'), this.logarithmic, (on) => (this.logarithmic = on))}
      ${toggle(words.t('asTable'), tableLabel, this.asTable, (on) => this.#show(on))}
    `;
    return html`
      ${head(words, heading, '', actions, () => this.#grid(Infinity))}
      ${this.asTable ? gridTable(heading, this.#grid(MOST_ROWS)) : this.#chart()}
      <div class="unseen" aria-live="polite">${this.#live.text}</div>
    `;
  }

  override updated(): void {
    if (!this.isConnected) return;
    const parent = this.renderRoot.querySelector<HTMLElement>('.plot');
    const width = Math.floor(this.#width.value);
    if (!this.charts || !parent || width === 0) return this.#discard();
    const drawnAs = this.#look(this.charts.isSparse);
    if (this.#plot && this.#drawnAs === drawnAs) {
      if (this.#plot.width !== width) this.#plot.setSize({ width, height: this.#plot.height });
      this.#plot.setData(this.charts.chartData(this.lines, this.#data, this.logarithmic));
      if (this.along !== '' && this.cursor === null) this.#showTold(this.#plot);
      return;
    }
    this.#discard();
    this.#drawnAs = drawnAs;
    this.#plot = this.charts.makeChart(this, parent, this.lines, this.#data, {
      width,
      height: this.#height,
      logarithmic: this.logarithmic,
      fromZero: this.fromZero,
      marks: () => this.marks,
      levels: () => this.levels,
      future: () => this.future,
      onCursor: (index) => (this.cursor = index),
    });
  }

  /** As a cursor that nobody hears of. */
  #showTold(plot: uPlot): void {
    const x = this.#told === null ? undefined : this.#data.x[this.#told];
    plot.setCursor({ left: x === undefined ? -10 : plot.valToPos(x, 'x'), top: 0 }, false);
  }

  get #height(): number {
    return this.height ?? HEIGHT;
  }

  /** What a chart is made for; it takes new points as it is. */
  #look(isSparse: (line: ChartLine) => boolean): string {
    const lines = this.lines.map((line) => [line.title, line.dash, isSparse(line)]);
    return JSON.stringify([lines, this.#height, this.logarithmic, this.scheme, this.words.lang]);
  }

  /** Where the chart cannot be had, the table says the same. */
  async #load(): Promise<void> {
    if (this.charts) return;
    try {
      const charts = await import('./chart');
      const root = this.renderRoot as ShadowRoot;
      root.adoptedStyleSheets = [charts.chartStyles.styleSheet!, ...root.adoptedStyleSheets];
      this.charts = charts;
    } catch {
      this.asTable = true;
    }
  }

  #show(asTable: boolean): void {
    this.asTable = asTable;
    if (!asTable) void this.#load();
  }

  #discard(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #chart() {
    const { words, heading } = this;
    const label = words.t('chartName', { name: heading, n: count(this.#data.x.length) });
    return html`${this.yAxis ? html`<div class="axis">${this.yAxis}</div>` : nothing}
      <div
        class="chart"
        .style=${`min-height: ${this.#height}px`}
        tabindex="0"
        role="application"
        aria-roledescription=${words.t('chart')}
        aria-label="${label}. ${words.t('arrowKeys')}"
        @keydown=${this.#move}
      >
        <div class="plot" role="img" aria-label=${label}></div>
      </div>
      <div class="foot">
        ${this.#legend()}
        <div class="axis" aria-hidden="true">${this.xAxis}</div>
      </div>`;
  }

  #legend() {
    const cursor = this.cursor ?? this.#told;
    const at = cursor ?? this.#data.x.length - 1;
    const x = this.#data.x[at];
    if (x === undefined) return nothing;
    const values = this.lines.map((line, i) => (cursor === null ? last(line) : this.#at(i, at)));
    const printed = this.marks.length > 0 ? this.words.t('printed') : '';
    return legend(this.#place(x), this.lines, values, this.levels, printed);
  }

  #place(x: number): string {
    return `${this.xAxis} ${placeOf(x)}`.trim();
  }

  /** A line's value at this place, or the one it had last. */
  #at(line: number, index: number): number {
    const values = this.#data.ys[line]!;
    let at = index;
    while (at > 0 && values[at] === undefined) --at;
    return values[at] ?? NaN;
  }

  #grid(most: number): Grid {
    const { x, ys } = this.#data;
    const every = Math.max(1, Math.ceil(x.length / most));
    const kept = Array.from({ length: Math.ceil(x.length / every) }, (_, i) => i * every);
    return {
      columns: [this.xAxis, ...this.lines.map(({ title }) => title)],
      rows: kept.map((i) => [x[i]!, ...ys.map((y) => y[i] ?? '')]),
    };
  }

  #move = (event: KeyboardEvent): void => {
    const end = this.#data.x.length - 1;
    const stride = event.shiftKey ? Math.max(1, Math.round(end / 20)) : 1;
    const here = this.cursor ?? end;
    const target: Record<string, number> = {
      ArrowLeft: here - stride,
      ArrowRight: here + stride,
      Home: 0,
      End: end,
    };
    const to = target[event.key];
    if (to === undefined || end < 0) return;
    event.preventDefault();
    this.#moveTo(Math.min(end, Math.max(0, to)));
  };

  #moveTo(index: number): void {
    const x = this.#data.x[index]!;
    this.#plot?.setCursor({ left: this.#plot.valToPos(x, 'x'), top: 0 });
    this.cursor = index;
    const value = this.lines
      .map(({ title }, i) => `${title} ${fullNumber(this.#at(i, index))}`)
      .join(', ');
    this.#live.say(this.words.t('cellAt', { place: this.#place(x), value }));
  }
}

const last = ({ y }: ChartLine): number => y.at(-1) ?? NaN;
