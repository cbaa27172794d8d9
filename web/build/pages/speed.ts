// Speed: the benchmark's workloads, to be timed on the reader's own machine.
import { titles } from '../../../tests/bench/titles.js';
import { say, type Word } from '../../src/site/words.ts';
import { tfjsVersion } from '../tfjs.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';

/** Cells of a row, and the heads of their columns. */
const columns: Record<string, Word> = {
  step: 'speed_step',
  ...(tfjsVersion && { other: 'speed_other', times: 'speed_times' }),
  fastest: 'speed_fastest',
  rate: 'speed_rate',
  share: 'speed_share',
};

/** Those of the comparison wait for it. */
const shown = (column: string) =>
  ['other', 'times'].includes(column) ? ' data-compared hidden' : '';

const heads = Object.entries(columns)
  .map(([column, word]) => spoken('th', word, `scope="col"${shown(column)}`))
  .join('');
const cells = Object.keys(columns)
  .map((column) => `<td data-cell="${column}"${shown(column)}></td>`)
  .join('');

const row = (name: string, head: string) => `
              <tr data-row="${name}">${head}${cells}</tr>`;

const rows = () =>
  [
    row('limit', spoken('th', 'speed_limit', 'scope="row"')),
    ...Object.keys(titles).map((name) => row(name, spoken('th', name as Word, 'scope="row"'))),
  ].join('');

const compareButton = tfjsVersion
  ? spoken('button', 'speed_compare', 'type="button" data-compare')
  : '';

const peersNote = tfjsVersion
  ? `<p class="note">TensorFlow.js ${escape(tfjsVersion)}: ${spoken('span', 'speed_tfjs')}</p>`
  : `<p class="note">${spoken('span', 'speed_peers')} <code>npm run bench -- --peers FOLDER</code></p>`;

export function speedPage(): Promise<string> {
  return framed({
    title: `${say('en', 'speed')} · Unfold`,
    description: say('en', 'speed_lead'),
    type: 'article',
    page: 'speed',
    path: 'speed/',
    main: `
      <div class="sheet">
        ${spoken('h1', 'speed')}
        ${spoken('p', 'speed_lead', 'class="lead"')}
        <p class="run">
          ${spoken('button', 'speed_start', 'type="button" data-start')}
          ${compareButton}
          ${spoken('button', 'speed_stop', 'type="button" data-stop disabled')}
          <span role="status" data-status></span>
        </p>
        <div class="table" tabindex="0" role="group" aria-label="${say('en', 'speed')}" data-label="speed">
          <table>
            <thead><tr>${spoken('th', 'speed_workload', 'scope="col"')}${heads}</tr></thead>
            <tbody>${rows()}
            </tbody>
          </table>
        </div>
        ${spoken('p', 'speed_note', 'class="note"')}
        ${peersNote}
      </div>
    `,
  });
}
