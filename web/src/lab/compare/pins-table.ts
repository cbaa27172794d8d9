// The table of what is pinned, beside the present run: what they are made of, how good they became,
// and how long they took. Where there is no room for its columns each run is a card.
import { css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { count, fullNumber, shortNumber } from '../../base/numbers';
import { bestIs } from '../../base/quantities';
import type { Curve } from '../../engine/results';
import type { InputInfo, LabInfo } from '../../engine/types';
import { sayOfComparing } from '../../i18n/compare';
import type { Words } from '../../i18n/words';
import { lineSample } from '../../panels/legend';
import { behindLook, looksOf } from '../../panels/line-looks';
import type { Values } from '../values';
import { bestOf, winners, type Best } from './best';
import { differing, sayValue } from './differences';
import type { Pin } from './pins';
import type { Snapshot } from './snapshot';

/** Pixels that the name of a run and another column need. */
const NAME = 240;
const COLUMN = 112;

export interface Row {
  /** Null for the present run. */
  pin: Pin | null;
  title: string;
  values: Values;
  seen: Snapshot | null;
  /** An input in which it differs from the present run is locked. */
  isHeld: boolean;
}

export interface Acts {
  bring(pin: Pin): void;
  /** Asks for a name; null asks for none any more. */
  rename(pin: Pin | null): void;
  name(pin: Pin, name: string): void;
  remove(pin: Pin): void;
  compute(pin: Pin): void;
}

export interface Table {
  words: Words;
  lab: LabInfo;
  rows: Row[];
  /** The one that is given a name now. */
  renamed: Pin | null;
  /** Another run is being computed. */
  isBusy: boolean;
  width: number;
  acts: Acts;
}

export const pinsTableStyles = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--size-small);
  }
  :is(th, td) {
    padding: 8px 16px 8px 0;
    border-bottom: 1px solid var(--line);
    text-align: right;
    vertical-align: top;
    font-weight: 400;
  }
  td span {
    white-space: nowrap;
  }
  .said span {
    white-space: normal;
  }
  thead th {
    color: var(--ink-soft);
    vertical-align: bottom;
  }
  th:first-child {
    text-align: left;
  }
  :is(th, td):last-child {
    padding-right: 0;
  }
  .said {
    text-align: left;
  }
  .note {
    margin-left: 32px;
  }
  .title {
    display: flex;
    align-items: baseline;
    gap: 8px;
    color: var(--ink);
    font-weight: 600;
  }
  .title svg {
    flex: none;
    width: 24px;
    height: 8px;
    stroke-linecap: butt;
    transform: translateY(-2px);
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    margin: 2px 0 0 24px;
  }
  .title span {
    overflow-wrap: anywhere;
  }
  .best {
    font-weight: 700;
    color: var(--accent);
  }
  .under {
    display: block;
    color: var(--ink-soft);
  }
  .wrong {
    color: var(--wrong);
  }
  .cards :is(table, tbody, tr, th, td) {
    display: block;
  }
  .cards thead {
    display: none;
  }
  .cards tr {
    padding: 8px 0;
    border-bottom: 1px solid var(--line);
  }
  .cards :is(th, td) {
    padding: 2px 0;
    border: 0;
    text-align: left;
  }
  .cards td {
    display: grid;
    grid-template-columns: minmax(96px, 1fr) 2fr;
    gap: 12px;
    overflow-wrap: anywhere;
  }
  .cards td::before {
    content: attr(data-column);
    color: var(--ink-soft);
  }
`;

interface Column {
  title: string;
  cells: unknown[];
  isText?: boolean;
}

export function pinsTable(table: Table) {
  const { words, rows, width } = table;
  const say = sayOfComparing(words.lang);
  const columns = [...inputColumns(table), ...curveColumns(table), steps(table), time(table)];
  const isCards = width < NAME + COLUMN * columns.length;
  return html`<div class=${isCards ? 'cards' : ''}>
    <table role="table" aria-label=${say('table')}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${say('run')}</th>
          ${columns.map(
            ({ title, isText }) =>
              html`<th role="columnheader" scope="col" class=${isText ? 'said' : ''}>${title}</th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          rows,
          ({ pin }) => pin ?? 0,
          (row, i) => rowView(table, row, columns, i),
        )}
      </tbody>
    </table>
  </div>`;
}

function rowView(table: Table, row: Row, columns: Column[], i: number) {
  return html`<tr
    role="row"
    data-pin=${row.pin?.place ?? 'present'}
    data-fingerprint=${row.seen?.fingerprint ?? ''}
  >
    <th role="rowheader" scope="row">${head(table, row)}</th>
    ${columns.map(
      ({ title, cells, isText }) =>
        html`<td role="cell" class=${isText ? 'said' : ''} data-column=${title}>
          <span>${cells[i]}</span>
        </td>`,
    )}
  </tr>`;
}

function head(table: Table, { pin, title, isHeld }: Row) {
  const look = pin ? behindLook(pin.place) : looksOf(['loss'])[0]!;
  return html`<div class="title">
      ${lineSample(look)}
      ${pin && pin === table.renamed ? nameField(table, pin) : html`<span>${title}</span>`}
    </div>
    ${pin && !pin.seen ? uncomputed(table, pin) : nothing}
    ${pin ? acts(table, pin, title, isHeld) : nothing}
    ${pin?.problem ? html`<p class="wrong" role="alert">${pin.problem(table.words)}</p>` : nothing}`;
}

const uncomputed = ({ words }: Table, { step }: Pin) =>
  html`<p class="note soft">
    ${sayOfComparing(words.lang)('notComputed', { step: count(step) })}
  </p>`;

function nameField({ words, acts }: Table, pin: Pin) {
  const label = sayOfComparing(words.lang)('nameField');
  const named = (event: Event) => acts.name(pin, (event.target as HTMLInputElement).value);
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // The button that gets the focus is not pressed by the same key.
    event.preventDefault();
    if (event.key === 'Enter') named(event);
    acts.rename(null);
  };
  return html`<input
    class="box"
    maxlength="60"
    aria-label=${label}
    .value=${live(pin.name)}
    @keydown=${pressed}
    @blur=${named}
  />`;
}

function acts({ words, isBusy, acts }: Table, pin: Pin, title: string, isHeld: boolean) {
  const say = sayOfComparing(words.lang);
  const button = (
    act: 'compute' | 'bring' | 'rename' | 'remove',
    label: 'computeOf' | 'bringOf' | 'renameOf' | 'removeOf',
    isDisabled = false,
  ) =>
    html`<button
      class="quiet"
      type="button"
      data-act=${act}
      aria-label=${say(label, { name: title })}
      title=${act === 'bring' && isHeld ? say('held') : nothing}
      ?disabled=${isDisabled}
      @click=${() => acts[act](pin)}
    >
      ${say(act)}
    </button>`;
  const isWhole = pin.seen !== null && pin.seen.step >= pin.step;
  return html`<div class="acts">
    ${isWhole || pin.isRunning ? nothing : button('compute', 'computeOf', isBusy)}
    ${button('bring', 'bringOf', isHeld)} ${button('rename', 'renameOf')}
    ${button('remove', 'removeOf')}
  </div>`;
}

const inputColumns = ({ words, lab, rows }: Table): Column[] =>
  differing(
    lab,
    rows.map(({ values }) => values),
  ).map((input: InputInfo) => ({
    title: words.label(input),
    isText: input.kind !== 'integer' && input.kind !== 'number' && input.kind !== 'seed',
    cells: rows.map(({ values }) => sayValue(words, input, values[input.name] ?? '')),
  }));

function curveColumns({ words, rows }: Table): Column[] {
  const say = sayOfComparing(words.lang);
  const names = new Set(rows.flatMap(({ seen }) => Object.keys(seen?.curves ?? {})));
  return [...names].map((name) => {
    const all = rows.map(({ seen }) => best(name, seen?.curves[name]));
    const winning = winners(name, all);
    return {
      title: say(bestIs(name) ? 'best' : 'last', { curve: words.report(name) }),
      cells: all.map((each, i) => (each ? bestView(words, each, winning.has(i)) : '–')),
    };
  });
}

const best = (name: string, curve: Curve | undefined) => (curve ? bestOf(name, curve) : null);

function bestView(words: Words, { step, value }: Best, wins: boolean) {
  const say = sayOfComparing(words.lang);
  return html`<span class=${wins ? 'best' : ''} title=${fullNumber(value)}>
      ${shortNumber(value)}${wins ? html`<span class="unseen">, ${say('isBest')}</span>` : nothing}
    </span>
    <span class="under">${say('reachedAt', { step: count(step) })}</span>`;
}

function steps({ words, rows }: Table): Column {
  const say = sayOfComparing(words.lang);
  const cell = ({ seen }: Row) => {
    if (!seen) return '–';
    const { step, total, isDiverged } = seen;
    const said = say('stepOf', { step: count(step), total: count(total) });
    return html`${said}${isDiverged ? html`<span class="under">${say('diverged')}</span>` : nothing}`;
  };
  return { title: say('steps'), cells: rows.map(cell) };
}

function time({ words, rows }: Table): Column {
  const say = sayOfComparing(words.lang);
  const cell = ({ seen }: Row) => {
    if (!seen || seen.spent.steps === 0) return '–';
    const { milliseconds, steps } = seen.spent;
    const isWhole = steps === seen.step;
    const perStep = say('perStep', { n: shortNumber(milliseconds / steps, 2) });
    if (!isWhole) return html`–<span class="under">${perStep}</span>`;
    const whole =
      milliseconds < 1000
        ? say('inMilliseconds', { n: shortNumber(milliseconds, 2) })
        : say('inSeconds', { n: shortNumber(milliseconds / 1000, 3) });
    return html`${whole}<span class="under">${perStep}</span>`;
  };
  return { title: say('time'), cells: rows.map(cell) };
}
