// Speed: the benchmark's workloads, to be timed on the reader's own machine.
import { titles } from '../../../tests/bench/titles.js';
import { say, type Word } from '../../src/site/words.ts';
import { framed } from './frame.ts';
import { escape, spoken } from './html.ts';

const columns: Word[] = [
  'speed_workload',
  'speed_step',
  'speed_fastest',
  'speed_rate',
  'speed_share',
];

const row = (name: string, head: string) => `
              <tr data-row="${name}">${head}${'<td></td>'.repeat(columns.length - 1)}</tr>`;

const rows = () =>
  [
    row('limit', spoken('th', 'speed_limit', 'scope="row"')),
    ...Object.entries(titles).map(([name, title]) =>
      row(name, `<th scope="row">${escape(title)}</th>`),
    ),
  ].join('');

export function speedPage(): Promise<string> {
  return framed({
    title: `${say('en', 'speed')} · Unfold`,
    description: say('en', 'speed_lead'),
    type: 'article',
    page: 'speed',
    home: '../',
    main: `
      <div class="speed">
        ${spoken('h1', 'speed')}
        ${spoken('p', 'speed_lead', 'class="lead"')}
        <p class="run">
          ${spoken('button', 'speed_start', 'type="button" data-start')}
          ${spoken('button', 'speed_stop', 'type="button" data-stop disabled')}
          <span role="status" data-status></span>
        </p>
        <div class="table" tabindex="0" role="group" aria-label="${say('en', 'speed')}" data-label="speed">
          <table>
            <thead><tr>${columns.map((word) => spoken('th', word, 'scope="col"')).join('')}</tr></thead>
            <tbody>${rows()}
            </tbody>
          </table>
        </div>
        ${spoken('p', 'speed_note', 'class="note"')}
        ${spoken('p', 'speed_peers', 'class="note"')}
      </div>
    `,
  });
}
