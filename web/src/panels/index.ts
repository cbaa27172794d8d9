// A panel for each name that a lab reports, and what was published. Code of panels that few labs need
// at once comes when there is something to draw.
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Results } from '../engine/results';
import type { Matrix, Shown } from '../engine/types';
import type { Words } from '../i18n/words';
import './heat-map';
import { spanOf } from './layout';
import { numbersPanel, numberStyles } from './number';
import { gridTable, head, panel, panelStyles, type Place } from './panel';
import { resultsAt } from './places';
import { scalesOf } from './scale';

export const panelsStyles = [
  panelStyles,
  numberStyles,
  css`
    .room {
      container-type: inline-size;
    }
    .panels {
      display: grid;
      grid-template-columns: repeat(6, minmax(0, 1fr));
      gap: 40px 32px;
      align-items: start;
    }
    unfold-curves,
    unfold-plots {
      display: contents;
    }
    .panel {
      grid-column: 1 / -1;
      min-width: 0;
    }
    @container (min-width: 720px) {
      .span2 {
        grid-column: span 2;
      }
      .span3 {
        grid-column: span 3;
      }
    }
  `,
];

/** Which of the charts of curves are meant, else all, and the room of charts, else all of the width. */
interface Charts extends Pick<Place, 'span'> {
  which?: 'first' | 'others';
  /** In pixels. */
  height?: number;
  /** The question that this answers. */
  asked?: Record<string, string>;
}

/** All panels of a kind. */
type Kind = (words: Words, results: Results, scheme: string, charts?: Charts) => unknown;

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

const textLook: Look<Shown['texts'][string]> = {
  load: () => import('./text'),
  view: (words, name, text) =>
    html`<unfold-text heading=${words.report(name)} .text=${text} .words=${words}></unfold-text>`,
};

/** What draws lines comes with the first of them. Where it cannot be had, the next results ask again. */
function charts(lines: object, drawn: TemplateResult) {
  if (Object.keys(lines).length > 0) import('./curves').catch(() => {});
  return drawn;
}

/** What belongs over a matrix of attention; its words are muted in an answer, where they can be asked. */
function bands(words: Words, name: string, matrix: Matrix, asked?: Charts['asked']) {
  const mutes = words.bands(name);
  if (mutes === undefined) return nothing;
  import('./bands/element').catch(() => {});
  return html`<unfold-bands
    .matrix=${matrix}
    .words=${words}
    .mutes=${asked ? mutes : ''}
    .muted=${asked?.[mutes] ?? ''}
  ></unfold-bands>`;
}

/** The kinds of what a lab reports, in the order in which they are seen. */
const kinds: Record<'numbers' | 'curves' | Exclude<keyof Shown, 'levels'>, Kind> = {
  numbers: numbersPanel,

  texts: each(({ texts }) => texts, textLook),

  points: each(({ points }) => points, {
    load: () => import('./points'),
    isEmpty: ({ at }) => at.length === 0,
    view: (words, name, points, scheme) =>
      html`<unfold-points
        heading=${words.report(name)}
        .points=${points}
        .words=${words}
        scheme=${scheme}
      ></unfold-points>`,
  }),

  curves: (
    words,
    { curves, future, levels, published, total },
    scheme,
    { which, height, span } = {},
  ) =>
    total === 1
      ? nothing
      : charts(
          { ...future, ...curves },
          html`<unfold-curves
            .words=${words}
            .curves=${curves}
            .future=${future}
            .levels=${levels}
            .published=${published}
            .which=${which}
            .height=${height}
            .span=${span}
            scheme=${scheme}
          ></unfold-curves>`,
        ),

  plots: (words, { plots }, scheme, { height, span } = {}) =>
    charts(
      plots,
      html`<unfold-plots
        .words=${words}
        .plots=${plots}
        .height=${height}
        .span=${span}
        scheme=${scheme}
      ></unfold-plots>`,
    ),

  images: each(({ images }) => images, {
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

  graphs: each(({ graphs }) => graphs, {
    load: () => import('./graph/element'),
    isEmpty: ({ nodes }) => nodes.length === 0,
    view: (words, name, graph) =>
      html`<unfold-graph
        heading=${words.report(name)}
        .graph=${graph}
        .words=${words}
      ></unfold-graph>`,
  }),

  matrices: (words, { matrices }, scheme, { asked } = {}) => {
    const scales = scalesOf(matrices);
    return repeat(
      Object.entries(matrices).filter(([, { values }]) => values.length > 0),
      ([name]) => name,
      ([name, matrix]) =>
        panel(
          name,
          { span: spanOf(matrix) },
          html`<unfold-heat-map
            name=${name}
            .matrix=${matrix}
            .scale=${scales[name]}
            .words=${words}
            scheme=${scheme}
            >${bands(words, name, matrix, asked)}</unfold-heat-map
          >`,
        ),
    );
  },

  tables: each(({ tables }) => tables, {
    isEmpty: ({ rows }) => rows.length === 0,
    view: table,
  }),
};

/** With the words of the lab's language for the ids in it. */
function table(words: Words, name: string, { columns, rows }: Shown['tables'][string]) {
  const title = words.report(name);
  const spoken = { columns: columns.map(words.cell), rows: rows.map((row) => row.map(words.cell)) };
  return html`${head(words, title, '', nothing, () => spoken)}
  ${gridTable(title, spoken, columns[0])}`;
}

const { curves, ...others } = kinds;
const answerFirst = [...Object.values(others), curves];

/** What a lab reports, of a run or in an answer. */
export const reportPanels: Kind = (words, results, scheme, charts) =>
  html`<div class="room">
    <div class="panels">
      ${(charts?.which === 'first' ? answerFirst : Object.values(kinds)).map((kind) =>
        kind(words, results, scheme, charts),
      )}
    </div>
  </div>`;

/** What of it is shown among the numbers. */
export function archivePanels(words: Words, results: Results) {
  const { texts, tables } = resultsAt(words, results, 'archive');
  return [
    ...Object.entries(texts).map(([name, text]) =>
      panel(name, textLook, textLook.view(words, name, text, '')),
    ),
    ...Object.entries(tables).map(([name, grid]) => panel(name, {}, table(words, name, grid))),
  ];
}
