// <unfold-curves> and <unfold-plots>: a panel with a chart for each group of curves that are alike, and
// for each plot. They stand among the panels around them.
import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { quantityOf } from '../base/quantities';
import type { Curve } from '../engine/results';
import type { Comparison, Plot, Shown } from '../engine/types';
import type { Words } from '../i18n/words';
import { behindLines, curveLines, plotLines, type Behind } from './chart-lines';
import { printedPoints } from './comparisons';
import { futureOf } from './future';
import { groupCurves } from './curve-groups';
import './line-chart';
import { panel, type Place } from './panel';

/** Several curves of one quantity are called by it; the legend tells them apart. */
function title(words: Words, names: string[]): string {
  const quantity = quantityOf(names[0]!);
  return names.length > 1 && quantity
    ? words.quantity(quantity)
    : names.map(words.report).join(', ');
}

const none = { x: new Float32Array(), y: new Float32Array() };

/** The same curves before their first point. */
const beginnings = (curves: Record<string, Curve>): Record<string, Curve> =>
  Object.fromEntries(Object.keys(curves).map((name) => [name, none]));

@customElement('unfold-curves')
export class Curves extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) curves: Record<string, Curve> = {};
  /** What they were beyond the step that is shown. */
  @property({ attribute: false }) future: Record<string, Curve> = {};
  @property({ attribute: false }) levels: Shown['levels'] = [];
  @property({ attribute: false }) published: Comparison[] = [];
  /** Runs to see the curves against. */
  @property({ attribute: false }) behind: Behind[] = [];
  /** The charts that are meant; else all. */
  @property({ attribute: false }) which?: 'first' | 'others';
  @property({ attribute: false }) height?: number;
  @property({ attribute: false }) span: Place['span'];
  @property() scheme = '';

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const all = groupCurves(this.#all());
    const { which } = this;
    return repeat(
      which ? all.filter((_, i) => (i === 0) === (which === 'first')) : all,
      (names) => names.join(),
      (names) => panel(names.join(' '), { span: this.span }, this.#chart(names)),
    );
  }

  /** The run's own; those that only its future has are at their beginning. */
  #own(): Record<string, Curve> {
    return { ...beginnings(this.future), ...this.curves };
  }

  /** Also those that only runs behind have. */
  #all(): Record<string, Curve> {
    const own = this.#own();
    return Object.assign({ ...own }, ...this.behind.map(({ curves }) => curves), own);
  }

  #chart(names: string[]) {
    const { words, future, behind, published } = this;
    const curves = this.#own();
    const own = names.filter((name) => curves[name]);
    const marks = names.flatMap((curve) => printedPoints(published, curve));
    const levels = this.levels
      .filter(({ curve }) => names.includes(curve))
      .map(({ name, value }) => ({ title: words.report(name), value }));
    return html`<unfold-chart
      heading=${title(words, names)}
      .lines=${[...curveLines(words, curves, own), ...behindLines(words, behind, names)]}
      .marks=${marks}
      .levels=${levels}
      .future=${futureOf(words, this.curves, future, names)}
      from-zero
      .height=${this.height}
      .xAxis=${words.t('stepAxis')}
      .words=${words}
      scheme=${this.scheme}
    ></unfold-chart>`;
  }
}

@customElement('unfold-plots')
export class Plots extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) plots: Record<string, Plot> = {};
  @property({ attribute: false }) height?: number;
  @property({ attribute: false }) span: Place['span'];
  @property() scheme = '';

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return repeat(
      Object.entries(this.plots),
      ([name]) => name,
      ([name, plot]) => panel(name, { span: this.span }, this.#chart(name, plot)),
    );
  }

  #chart(name: string, plot: Plot) {
    const { words } = this;
    return html`<unfold-chart
      heading=${words.report(name)}
      .lines=${plotLines(words, plot)}
      .xAxis=${plot.xAxis && words.report(plot.xAxis)}
      .along=${plot.xAxis}
      .yAxis=${plot.yAxis && words.report(plot.yAxis)}
      ?logarithmic=${plot.logarithmic}
      .height=${this.height}
      .words=${words}
      scheme=${this.scheme}
    ></unfold-chart>`;
  }
}
