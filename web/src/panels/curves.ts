// <unfold-curves>: curves of like scale in one chart, with a cursor, a log scale, a table and CSV.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import type { Words } from '../i18n/words';
import { count, fullNumber, shortNumber } from '../state/numbers';
import { base, buttons } from '../styles/shared';
import type { ChartCurve, Mark } from './chart';
import { curveToken } from './colours';
import { LiveText } from './live';
import { csvButton, gridTable, head, panelStyles, toggle, type Grid } from './panel';
import { Width } from './width';

/** Rows of the table view; the file has them all. */
const MOST_ROWS = 500;

@customElement('unfold-curves')
export class Curves extends LitElement {
  @property({ attribute: false }) curves: ChartCurve[] = [];
  @property({ attribute: false }) marks: Mark[] = [];
  @property({ attribute: false }) words!: Words;
  @property() scheme = '';
  @state() private logarithmic = false;
  @state() private asTable = false;
  @state() private cursor: number | null = null;
  /** What draws; it comes when there is something to draw. */
  @state() private charts: typeof import('./chart') | null = null;

  #plot: uPlot | null = null;
  #drawnAs = '';
  #width = new Width(this);
  #live = new LiveText(this);

  static override styles = [
    base,
    buttons,
    panelStyles,
    css`
      .chart {
        position: relative;
        min-height: 260px;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0 16px;
        min-height: 24px;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .legend span::before {
        content: '';
        display: inline-block;
        width: 16px;
        margin-right: 6px;
        border-top: 2px solid currentColor;
        vertical-align: 0.25em;
      }
      .legend .step::before,
      .legend .mark::before {
        display: none;
      }
      .legend .mark i {
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-right: 6px;
        border: 1.5px solid var(--target);
        border-radius: 50%;
      }
      .prediction {
        color: var(--prediction);
      }
      .ink {
        color: var(--ink);
      }
      .output-gate {
        color: var(--output-gate);
      }
      .candidate {
        color: var(--candidate);
      }
      .input-gate {
        color: var(--input-gate);
      }
      .forget-gate {
        color: var(--forget-gate);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#discard();
  }

  override render() {
    const { words } = this;
    const title = this.curves.map((curve) => curve.title).join(', ');
    const name = this.curves.map((curve) => curve.name).join('-');
    const tableLabel = words.t('tableOf', { name: title });
    const actions = html`
      ${toggle(words.t('logScale'), words.t('logScale'), this.logarithmic, (on) => (this.logarithmic = on))}
      ${toggle(words.t('asTable'), tableLabel, this.asTable, (on) => this.#show(on))}
      ${csvButton(words, title, name, () => this.#grid(Infinity))}
    `;
    return html`
      ${head(title, '', actions)}
      ${this.asTable ? gridTable(title, this.#grid(MOST_ROWS)) : this.#chart(title)}
      <div class="unseen" aria-live="polite">${this.#live.text}</div>
    `;
  }

  override updated(): void {
    const parent = this.renderRoot.querySelector<HTMLElement>('.plot');
    const width = Math.floor(this.#width.value);
    if (!this.charts || !parent || width === 0) return this.#discard();
    const names = this.curves.map((curve) => curve.title).join();
    const few = (this.curves[0]?.x.length ?? 0) < 2;
    const drawnAs = [names, this.logarithmic, few, this.scheme, this.words.lang].join('|');
    if (this.#plot && this.#drawnAs === drawnAs) {
      if (this.#plot.width !== width) this.#plot.setSize({ width, height: this.#plot.height });
      this.#plot.setData(this.charts.alignedData(this.curves));
      return;
    }
    this.#discard();
    this.#drawnAs = drawnAs;
    this.#plot = this.charts.makeChart(this, parent, this.curves, {
      width,
      logarithmic: this.logarithmic,
      marks: () => this.marks,
      onCursor: (index) => (this.cursor = index),
    });
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

  #chart(title: string) {
    const { words } = this;
    const n = count(this.curves[0]?.x.length ?? 0);
    const label = words.t('curveName', { names: title, n });
    return html`<div
        class="chart"
        tabindex="0"
        role="application"
        aria-roledescription=${words.t('chart')}
        aria-label="${label}. ${words.t('arrowKeys')}"
        @keydown=${this.#move}
      >
        <div class="plot" role="img" aria-label=${label}></div>
      </div>
      <div class="legend">${this.#legend()}</div>`;
  }

  #legend() {
    const at = this.cursor ?? (this.curves[0]?.x.length ?? 0) - 1;
    const step = this.curves[0]?.x[at];
    if (step === undefined) return nothing;
    return html`<span class="step">${this.words.t('stepAxis')} ${count(step)}</span>
      ${this.curves.map(
        ({ title, y }, i) =>
          html`<span class=${curveToken(i)}>${title} ${shortNumber(y[at] ?? NaN)}</span>`,
      )}
      ${
        this.marks.length > 0
          ? html`<span class="mark"><i></i>${this.words.t('printed')}</span>`
          : nothing
      }`;
  }

  #grid(most: number): Grid {
    const { x = new Float32Array() } = this.curves[0] ?? {};
    const every = Math.max(1, Math.ceil(x.length / most));
    const kept = Array.from({ length: Math.ceil(x.length / every) }, (_, i) => i * every);
    return {
      columns: [this.words.t('stepAxis'), ...this.curves.map(({ title }) => title)],
      rows: kept.map((i) => [x[i]!, ...this.curves.map(({ y }) => y[i]!)]),
    };
  }

  #move = (event: KeyboardEvent): void => {
    const last = (this.curves[0]?.x.length ?? 0) - 1;
    const stride = event.shiftKey ? Math.max(1, Math.round(last / 20)) : 1;
    const here = this.cursor ?? last;
    const target: Record<string, number> = {
      ArrowLeft: here - stride,
      ArrowRight: here + stride,
      Home: 0,
      End: last,
    };
    const to = target[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    this.#moveTo(Math.min(last, Math.max(0, to)));
  };

  #moveTo(index: number): void {
    const x = this.curves[0]!.x[index]!;
    this.#plot?.setCursor({ left: this.#plot.valToPos(x, 'x'), top: 0 });
    this.cursor = index;
    const values = this.curves
      .map(({ title, y }) => `${title} ${fullNumber(y[index]!)}`)
      .join(', ');
    this.#live.say(this.words.t('curveAt', { step: count(x), values }));
  }
}
