// A panel for each name that a lab reports, in the order: numbers, texts, curves, matrices, tables,
// and what was published.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Words } from '../i18n/words';
import type { Results } from '../lab/results';
import type { ChartCurve } from './chart';
import { groupCurves } from './curve-groups';
import { printedPoints } from './comparisons';
import './curves';
import './heat-map';
import { numbersPanel, numberStyles } from './number';
import { gridTable, head, panelStyles } from './panel';
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

const texts = (words: Words, results: Results) =>
  repeat(Object.entries(results.texts), byName, ([name, { value, target }]) =>
    textPanel(words, name, value, target),
  );

function chart(words: Words, results: Results, names: string[], scheme: string) {
  const curves: ChartCurve[] = names.map((name) => ({
    name,
    title: words.report(name),
    ...results.curves[name]!,
  }));
  const marks = names.flatMap((curve) =>
    printedPoints(results.published, curve).map((point) => ({ curve, ...point })),
  );
  return html`<section class="panel wide" data-panel=${names.join(' ')}>
    <unfold-curves
      .curves=${curves}
      .marks=${marks}
      .words=${words}
      scheme=${scheme}
    ></unfold-curves>
  </section>`;
}

const charts = (words: Words, results: Results, scheme: string) =>
  results.total === 1
    ? nothing
    : repeat(
        groupCurves(results.curves),
        (names) => names.join(),
        (names) => chart(words, results, names, scheme),
      );

const matrices = (words: Words, results: Results, scheme: string) =>
  repeat(
    Object.entries(results.matrices).filter(([, { values }]) => values.length > 0),
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

const tables = (words: Words, results: Results) =>
  repeat(
    Object.entries(results.tables),
    byName,
    ([name, table]) =>
      html`<section class="panel" data-panel=${name}>
        ${head(words.report(name), '')} ${gridTable(words.report(name), table)}
      </section>`,
  );

export const panels = (
  words: Words,
  results: Results,
  scheme: string,
  withPublished: boolean,
) => html`
  <div class="panels">
    ${numbers(words, results)} ${texts(words, results)} ${charts(words, results, scheme)}
    ${matrices(words, results, scheme)} ${tables(words, results)}
    ${withPublished ? publishedPanel(words, results.published) : nothing}
  </div>
`;
