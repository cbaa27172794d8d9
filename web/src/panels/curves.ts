// Curves: a chart for each group of those that are alike.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { quantityOf } from '../base/quantities';
import type { Results } from '../engine/results';
import type { Words } from '../i18n/words';
import { curveLines } from './chart-lines';
import { printedPoints } from './comparisons';
import { groupCurves } from './curve-groups';
import { panel } from './panel';

export const chartPanel = { load: () => import('./line-chart') };

/** Several curves of one quantity are called by it; the legend tells them apart. */
function title(words: Words, names: string[]): string {
  const quantity = quantityOf(names[0]!);
  return names.length > 1 && quantity
    ? words.quantity(quantity)
    : names.map(words.report).join(', ');
}

function chart(words: Words, results: Results, names: string[], scheme: string) {
  const marks = names.flatMap((curve) => printedPoints(results.published, curve));
  const levels = results.levels
    .filter(({ curve }) => names.includes(curve))
    .map(({ name, value }) => ({ title: words.report(name), value }));
  return html`<unfold-chart
    name=${names.join('-')}
    heading=${title(words, names)}
    .lines=${curveLines(words, results.curves, names)}
    .marks=${marks}
    .levels=${levels}
    from-zero
    .xAxis=${words.t('stepAxis')}
    .words=${words}
    scheme=${scheme}
  ></unfold-chart>`;
}

/** The curves of a lab that trains. */
export const curvePanels = (words: Words, results: Results, scheme: string) =>
  results.total === 1
    ? nothing
    : repeat(
        groupCurves(results.curves),
        (names) => names.join(),
        (names) => panel(names.join(' '), chartPanel, chart(words, results, names, scheme)),
      );
