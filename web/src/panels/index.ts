// A panel for each name that a lab reports, in the order: numbers, texts, points, curves, plots,
// images, matrices, tables, and what was published. Code of panels that few labs need at once comes
// when there is something to draw.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { quantityOf } from '../base/quantities';
import type { NamedPoints, Results } from '../engine/results';
import type { Images, Plot, Shown } from '../engine/types';
import type { Words } from '../i18n/words';
import { curveLines, plotLines } from './chart-lines';
import { printedPoints } from './comparisons';
import { groupCurves } from './curve-groups';
import './heat-map';
import { numbersPanel, numberStyles } from './number';
import { gridTable, head, panelStyles, type Grid } from './panel';
import { publishedPanel, publishedStyles } from './published';
import { textPanel, textStyles } from './text';

export const panelsStyles = [
  panelStyles,
  numberStyles,
  textStyles,
  publishedStyles,
  css`
    .panels {
      display: flex;
      flex-wrap: wrap;
      gap: 40px 48px;
    }
    .panel {
      min-width: 0;
      max-width: 100%;
    }
    .wide {
      flex: 0 0 100%;
    }
  `,
];

const byName = ([name]: [string, ...unknown[]]) => name;

function numbers(words: Words, { curves, total }: Results) {
  const points = Object.entries(curves).map(
    ([name, { y }]) => [name, y.at(-1) ?? NaN] as [string, number],
  );
  return total === 1 && points.length > 0 ? numbersPanel(words, points) : nothing;
}

const texts = (words: Words, shown: Shown) =>
  repeat(Object.entries(shown.texts), byName, ([name, { value, target }]) =>
    textPanel(words, name, value, target),
  );

/** Where it cannot be had, the next results ask again. */
const chartPanel = () => import('./line-chart').catch(() => {});

/** Several curves of one quantity are called by it; the legend tells them apart. */
function curvesTitle(words: Words, names: string[]): string {
  const quantity = quantityOf(names[0]!);
  return names.length > 1 && quantity
    ? words.quantity(quantity)
    : names.map(words.report).join(', ');
}

function curvesPanel(words: Words, results: Results, names: string[], scheme: string) {
  const marks = names.flatMap((curve) => printedPoints(results.published, curve));
  const levels = results.levels
    .filter(({ curve }) => names.includes(curve))
    .map(({ name, value }) => ({ title: words.report(name), value }));
  void chartPanel();
  return html`<section class="panel wide" data-panel=${names.join(' ')}>
    <unfold-chart
      name=${names.join('-')}
      heading=${curvesTitle(words, names)}
      .lines=${curveLines(words, results.curves, names)}
      .marks=${marks}
      .levels=${levels}
      from-zero
      .xAxis=${words.t('stepAxis')}
      .words=${words}
      scheme=${scheme}
    ></unfold-chart>
  </section>`;
}

const curves = (words: Words, results: Results, scheme: string) =>
  results.total === 1
    ? nothing
    : repeat(
        groupCurves(results.curves),
        (names) => names.join(),
        (names) => curvesPanel(words, results, names, scheme),
      );

function plotPanel(words: Words, name: string, plot: Plot, scheme: string) {
  void chartPanel();
  return html`<section class="panel wide" data-panel=${name}>
    <unfold-chart
      name=${name}
      heading=${words.report(name)}
      .lines=${plotLines(words, plot)}
      .xAxis=${plot.xAxis && words.report(plot.xAxis)}
      .yAxis=${plot.yAxis && words.report(plot.yAxis)}
      ?logarithmic=${plot.logarithmic}
      .words=${words}
      scheme=${scheme}
    ></unfold-chart>
  </section>`;
}

const plots = (words: Words, shown: Shown, scheme: string) =>
  repeat(Object.entries(shown.plots), byName, ([name, plot]) =>
    plotPanel(words, name, plot, scheme),
  );

function imagesPanel(words: Words, name: string, images: Images, scheme: string) {
  void import('./images');
  return html`<section class="panel wide" data-panel=${name}>
    <unfold-images
      .images=${images}
      heading=${words.report(name)}
      .words=${words}
      scheme=${scheme}
    ></unfold-images>
  </section>`;
}

function pointsPanel(words: Words, name: string, points: NamedPoints, scheme: string) {
  void import('./points');
  return html`<section class="panel wide" data-panel=${name}>
    <unfold-points
      name=${name}
      heading=${words.report(name)}
      .points=${points}
      .words=${words}
      scheme=${scheme}
    ></unfold-points>
  </section>`;
}

/** Results and answers bring the words of all points. */
const points = (words: Words, shown: Shown, scheme: string) =>
  repeat(
    Object.entries(shown.points as Record<string, NamedPoints>).filter(([, { at }]) => at.length),
    byName,
    ([name, each]) => pointsPanel(words, name, each, scheme),
  );

const images = (words: Words, shown: Shown, scheme: string) =>
  repeat(
    Object.entries(shown.images).filter(([, { values }]) => values.length > 0),
    byName,
    ([name, each]) => imagesPanel(words, name, each, scheme),
  );

const matrices = (words: Words, shown: Shown, scheme: string) =>
  repeat(
    Object.entries(shown.matrices).filter(([, { values }]) => values.length > 0),
    byName,
    ([name, matrix]) =>
      html`<section class="panel" data-panel=${name}>
        <unfold-heat-map
          name=${name}
          .matrix=${matrix}
          .words=${words}
          scheme=${scheme}
        ></unfold-heat-map>
      </section>`,
  );

/** A table with the words of the lab's language for the ids in it. */
const spoken = (words: Words, { columns, rows }: Shown['tables'][string]): Grid => ({
  columns: columns.map(words.cell),
  rows: rows.map((row) => row.map(words.cell)),
});

const tables = (words: Words, shown: Shown) =>
  repeat(
    Object.entries(shown.tables),
    byName,
    ([name, table]) =>
      html`<section class="panel" data-panel=${name}>
        ${head(words.report(name), '')} ${gridTable(words.report(name), spoken(words, table))}
      </section>`,
  );

/** What a lab shows once, beside its curves. */
export const shownPanels = (words: Words, shown: Shown, scheme: string) => html`
  ${texts(words, shown)} ${points(words, shown, scheme)} ${plots(words, shown, scheme)}
  ${images(words, shown, scheme)} ${matrices(words, shown, scheme)} ${tables(words, shown)}
`;

export const panels = (
  words: Words,
  results: Results,
  scheme: string,
  withPublished: boolean,
) => html`
  <div class="panels">
    ${numbers(words, results)} ${texts(words, results)} ${points(words, results, scheme)}
    ${curves(words, results, scheme)} ${plots(words, results, scheme)}
    ${images(words, results, scheme)} ${matrices(words, results, scheme)} ${tables(words, results)}
    ${withPublished ? publishedPanel(words, results.published) : nothing}
  </div>
`;
