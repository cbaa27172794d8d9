// Panel: what all panels have: a place, a title, a line about it, quiet buttons and CSV.
import { css, html, nothing, type TemplateResult } from 'lit';
import { csv, type Grid } from '../base/csv';
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
`;

export function saveFile(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export interface Place {
  /** Sixths of the width, where there is room; else all of it. */
  span?: 2 | 3 | 6;
  /** Gets its element, where few labs need that at once. */
  load?: () => Promise<unknown>;
}

export function panel(name: string, { span, load }: Place, content: unknown) {
  // Where it cannot be had, the next results ask again.
  load?.().catch(() => {});
  return html`<section class="panel ${span ? `span${span}` : ''}" data-panel=${name}>
    ${content}
  </section>`;
}

/** What saves the panel as a picture comes once the page rests. */
export const head = (
  words: Words,
  title: string,
  about: string,
  actions: TemplateResult | typeof nothing = nothing,
) =>
  html`<div class="head">
    <h3>${title}</h3>
    ${about ? html`<span class="soft">${about}</span>` : nothing}
    <div class="actions">
      ${actions}<unfold-picture-buttons heading=${title} .words=${words}></unfold-picture-buttons>
    </div>
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
    saveFile(`${name}.csv`, new Blob([csv([columns, ...rows])], { type: 'text/csv' }));
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

/** A table; it comes when it is wanted. */
export function gridTable(title: string, grid: Grid): TemplateResult {
  // Where it cannot be had, the next results ask again.
  import('./table').catch(() => {});
  return html`<unfold-table heading=${title} .grid=${grid}></unfold-table>`;
}
