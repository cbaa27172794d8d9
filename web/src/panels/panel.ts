// Panel: what all panels have: a place, a title, a line about it, quiet buttons, a table view and CSV.
import { css, html, nothing, type TemplateResult } from 'lit';
import { csv, type Row } from '../base/csv';
import { fullNumber, shortNumber } from '../base/numbers';
import type { Words } from '../i18n/words';

export const panelStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 12px;
    margin-bottom: 8px;
  }
  .head .actions {
    display: flex;
    gap: 4px;
    margin-left: auto;
  }
  .scroll {
    overflow: auto;
    max-height: 360px;
  }
  table {
    border-collapse: collapse;
    font-size: var(--size-small);
  }
  th,
  td {
    padding: 4px 16px 4px 0;
    text-align: right;
    font-weight: 400;
    white-space: nowrap;
    border-bottom: 1px solid var(--line);
  }
  th {
    color: var(--ink-soft);
  }
  tbody th,
  th:first-child,
  .text {
    text-align: left;
  }
  thead th {
    position: sticky;
    top: 0;
    background: var(--paper);
  }
`;

export interface Grid {
  columns: string[];
  rows: Row[];
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export interface Place {
  /** It has the whole width. */
  isWide?: boolean;
  /** Gets its element, where few labs need that at once. */
  load?: () => Promise<unknown>;
}

export function panel(name: string, { isWide, load }: Place, content: unknown) {
  // Where it cannot be had, the next results ask again.
  load?.().catch(() => {});
  return html`<section class="panel ${isWide ? 'wide' : ''}" data-panel=${name}>
    ${content}
  </section>`;
}

export const head = (
  title: string,
  about: string,
  actions: TemplateResult | typeof nothing = nothing,
) =>
  html`<div class="head">
    <h3>${title}</h3>
    ${about ? html`<span class="soft">${about}</span>` : nothing}
    ${actions === nothing ? nothing : html`<div class="actions">${actions}</div>`}
  </div>`;

/** A button that turns something on and off. */
export const toggle = (text: string, label: string, isOn: boolean, set: (on: boolean) => void) =>
  html`<button
    class="quiet"
    type="button"
    aria-pressed=${String(isOn)}
    aria-label=${label}
    title=${label}
    @click=${() => set(!isOn)}
  >
    ${text}
  </button>`;

export function csvButton(
  words: Words,
  title: string,
  name: string,
  grid: () => Grid,
): TemplateResult {
  const label = words.t('downloadOf', { name: title });
  const download = () => {
    const { columns, rows } = grid();
    save(name, csv([columns, ...rows]));
  };
  return html`<button
    class="quiet"
    type="button"
    aria-label=${label}
    title=${label}
    @click=${download}
  >
    ${words.t('download')}
  </button>`;
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

/** Numbers that come as text are for reading: short. */
function shown(cell: string | number): string {
  if (typeof cell === 'number') return fullNumber(cell);
  return isNumber(cell) ? shortNumber(Number(cell)) : cell;
}

const isText = (cell: string | number) => typeof cell === 'string' && !isNumber(cell);

/** A table that scrolls by itself. Words stand to the left of their column, numbers to the right. */
export function gridTable(title: string, { columns, rows }: Grid): TemplateResult {
  const aligned = columns.map((_, i) => (rows.every((row) => isText(row[i] ?? '')) ? 'text' : ''));
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${title}>
    <table>
      <thead>
        <tr>
          ${columns.map((column, i) => html`<th scope="col" class=${aligned[i]!}>${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) =>
                i === 0
                  ? html`<th scope="row">${shown(cell)}</th>`
                  : html`<td class=${aligned[i]!}>${shown(cell)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
