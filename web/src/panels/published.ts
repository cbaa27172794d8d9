// What the notebook printed beside what is computed here, and the truths that hold for all weights.
import { css, html, nothing } from 'lit';
import { fullNumber, shortNumber } from '../base/numbers';
import { crossIcon, tickIcon } from '../base/styles/icons';
import type { Comparison } from '../engine/types';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { groupsOf, isPending, placeOf, type Group } from './comparisons';

export const publishedStyles = css`
  .published > p {
    margin-bottom: 8px;
  }
  .group {
    border-top: 1px solid var(--line);
  }
  .group:last-of-type {
    border-bottom: 1px solid var(--line);
  }
  .group summary,
  .fact {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 40px;
    padding: 4px 0;
  }
  .group summary {
    cursor: pointer;
    list-style: none;
  }
  .group summary::-webkit-details-marker {
    display: none;
  }
  .group summary::after {
    content: '';
    width: 6px;
    height: 6px;
    margin: 0 6px 0 auto;
    border: solid var(--edge);
    border-width: 0 1.5px 1.5px 0;
    rotate: 45deg;
    transition: rotate var(--swift);
  }
  .group[open] summary::after {
    rotate: 225deg;
  }
  .group summary:hover {
    color: var(--accent);
  }
  .group .scroll {
    margin-bottom: 16px;
  }
  .group strong {
    font-weight: 600;
  }
  .sign {
    flex: none;
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    border-radius: 50%;
    background: var(--right-tint);
    color: var(--prediction);
  }
  .sign.differs {
    background: var(--wrong-tint);
    color: var(--wrong);
  }
  .sign.pending {
    background: var(--surface);
  }
  td .sign {
    width: 20px;
    height: 20px;
  }
  td .sign svg {
    width: 12px;
    height: 12px;
  }
  .fact .soft {
    margin-left: auto;
  }
  .text {
    font-family: var(--mono);
  }
`;

const look = (value: number | string) => (typeof value === 'string' ? 'text' : '');
const say = (value: number | string) => (typeof value === 'number' ? fullNumber(value) : value);

function rowName(words: Words, name: string): string {
  const { name: report, index, step } = placeOf(name);
  const title = words.report(report) + index;
  return step === null ? title : words.t('atStep', { name: title, step });
}

function difference({ here, printed }: Comparison): string {
  if (typeof here !== 'number' || typeof printed !== 'number' || Number.isNaN(here)) return '';
  return shortNumber(Math.abs(here - printed), 2);
}

function sign(words: Words, comparison: Comparison) {
  if (isPending(comparison)) return html`<span class="soft">${words.t('pending')}</span>`;
  const key = comparison.agrees ? 'agrees' : 'differs';
  return html`<span class="sign ${key}" role="img" aria-label=${words.t(key)}>
    ${comparison.agrees ? tickIcon : crossIcon}
  </span>`;
}

const row = (words: Words, comparison: Comparison) => html`
  <tr>
    <th scope="row">${rowName(words, comparison.name)}</th>
    <td class=${look(comparison.here)}>${isPending(comparison) ? '' : say(comparison.here)}</td>
    <td class=${look(comparison.printed)}>${say(comparison.printed)}</td>
    <td>${difference(comparison)}</td>
    <td>${sign(words, comparison)}</td>
  </tr>
`;

function group(words: Words, { name, rows }: Group) {
  const n = rows.filter(({ agrees }) => agrees).length;
  const reached = rows.filter((each) => !isPending(each));
  const all = reached.every(({ agrees }) => agrees);
  const look = reached.length === 0 ? 'pending' : all ? 'agrees' : 'differs';
  const title = words.report(name);
  const columns = ['what', 'here', 'printed', 'difference'] as const;
  const tolerances = [...new Set(rows.map(({ tolerance }) => tolerance))];
  const tolerance = words.t('tolerance', {
    value: tolerances.map((t) => shortNumber(t, 2)).join(', '),
  });
  return html`<details class="group">
    <summary>
      <span class="sign ${look}" aria-hidden="true">
        ${look === 'pending' ? nothing : all ? tickIcon : crossIcon}
      </span>
      <span><strong>${title}</strong> ${words.t('agreeOf', { n, total: rows.length })}</span>
    </summary>
    <div class="scroll" tabindex="0" role="group" aria-label=${title}>
      <table>
        <thead>
          <tr>
            ${columns.map((key) => html`<th scope="col">${words.t(key)}</th>`)}
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${rows.map((each) => row(words, each))}
        </tbody>
      </table>
      <p class="soft">${tolerance}</p>
    </div>
  </details>`;
}

const invariant = (words: Words, comparison: Comparison) => html`
  <div class="group fact">
    ${sign(words, comparison)}
    <span>${words.invariant(comparison.name)}</span>
    <span class="soft">${say(comparison.here)}</span>
  </div>
`;

export function publishedPanel(words: Words, comparisons: Comparison[]) {
  const printed = comparisons.filter((each) => !each.invariant);
  const invariants = comparisons.filter((each) => each.invariant);
  return html`
    <section class="published" data-panel="published">
      <h3>${words.t('published')}</h3>
      <p class="soft">${words.t(printed.length > 0 ? 'publishedLead' : 'publishedNone')}</p>
      ${groupsOf(printed).map((each) => group(words, each))}
    </section>
    ${
      invariants.length > 0
        ? html`<section class="published" data-panel="invariants">
            <h3>${words.t('invariants')}</h3>
            <p class="soft">${words.t('invariantsLead')}</p>
            ${invariants.map((each) => invariant(words, each))}
          </section>`
        : nothing
    }
  `;
}
