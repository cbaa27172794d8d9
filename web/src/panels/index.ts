// A panel for each name that a lab reports, and what was published. Code of panels that few labs need
// at once comes when there is something to draw.
import { css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Results } from '../engine/results';
import type { Shown } from '../engine/types';
import type { Words } from '../i18n/words';
import { plotLines } from './chart-lines';
import { chartPanel, curvePanels } from './curves';
import './heat-map';
import { numbersPanel, numberStyles } from './number';
import { gridTable, head, panel, panelStyles, type Place } from './panel';
import { publishedPanel, publishedStyles } from './published';
import { textStyles, textView } from './text';

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

/** All panels of a kind. */
type Kind = (words: Words, results: Results, scheme: string) => unknown;

/** How a report is shown; `scheme` changes with the theme. */
interface Look<Report> extends Place {
  view: (words: Words, name: string, report: Report, scheme: string) => unknown;
  isEmpty?: (report: Report) => boolean;
}

/** A panel for each name. */
function each<Report>(
  reports: (results: Results) => Record<string, Report>,
  { view, isEmpty, ...place }: Look<Report>,
): Kind {
  return (words, results, scheme) =>
    repeat(
      Object.entries(reports(results)).filter(([, report]) => !isEmpty?.(report)),
      ([name]) => name,
      ([name, report]) => panel(name, place, view(words, name, report, scheme)),
    );
}

/** The kinds of what a lab reports, in the order in which they are seen. */
const kinds: Record<'numbers' | 'curves' | Exclude<keyof Shown, 'levels'>, Kind> = {
  numbers: numbersPanel,

  texts: each(({ texts }) => texts, { isWide: true, view: textView }),

  points: each(({ points }) => points, {
    isWide: true,
    load: () => import('./points'),
    isEmpty: ({ at }) => at.length === 0,
    view: (words, name, points, scheme) =>
      html`<unfold-points
        name=${name}
        heading=${words.report(name)}
        .points=${points}
        .words=${words}
        scheme=${scheme}
      ></unfold-points>`,
  }),

  curves: curvePanels,

  plots: each(({ plots }) => plots, {
    ...chartPanel,
    view: (words, name, plot, scheme) =>
      html`<unfold-chart
        name=${name}
        heading=${words.report(name)}
        .lines=${plotLines(words, plot)}
        .xAxis=${plot.xAxis && words.report(plot.xAxis)}
        .yAxis=${plot.yAxis && words.report(plot.yAxis)}
        ?logarithmic=${plot.logarithmic}
        .words=${words}
        scheme=${scheme}
      ></unfold-chart>`,
  }),

  images: each(({ images }) => images, {
    isWide: true,
    load: () => import('./images'),
    isEmpty: ({ values }) => values.length === 0,
    view: (words, name, images, scheme) =>
      html`<unfold-images
        .images=${images}
        heading=${words.report(name)}
        .words=${words}
        scheme=${scheme}
      ></unfold-images>`,
  }),

  matrices: each(({ matrices }) => matrices, {
    isEmpty: ({ values }) => values.length === 0,
    view: (words, name, matrix, scheme) =>
      html`<unfold-heat-map
        name=${name}
        .matrix=${matrix}
        .words=${words}
        scheme=${scheme}
      ></unfold-heat-map>`,
  }),

  tables: each(({ tables }) => tables, { view: table }),
};

/** With the words of the lab's language for the ids in it. */
function table(words: Words, name: string, { columns, rows }: Shown['tables'][string]) {
  const title = words.report(name);
  const spoken = { columns: columns.map(words.cell), rows: rows.map((row) => row.map(words.cell)) };
  return html`${head(title, '')} ${gridTable(title, spoken)}`;
}

/** What a lab reports, of a run or in an answer. */
export const reportPanels: Kind = (words, results, scheme) =>
  Object.values(kinds).map((kind) => kind(words, results, scheme));

export const panels = (
  words: Words,
  results: Results,
  scheme: string,
  withPublished: boolean,
) => html`
  <div class="panels">
    ${reportPanels(words, results, scheme)}
    ${withPublished ? publishedPanel(words, results.published) : nothing}
  </div>
`;
