// Panel: what all panels have: a place, a title, a line about it and quiet buttons.
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Grid } from '../base/csv';
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

/** A panel that folds, under its title. */
export const panelFolds = css`
  details {
    margin-bottom: 32px;
  }
  summary {
    min-height: 28px;
    padding: 4px 0;
    cursor: pointer;
  }
  summary strong {
    font-weight: 650;
  }
`;

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

/** What saves the panel as files comes once the page rests; `grid` are its numbers. */
export const head = (
  words: Words,
  title: string,
  about: string,
  actions: TemplateResult | typeof nothing = nothing,
  grid?: () => Grid,
) =>
  html`<div class="head">
    <h3>${title}</h3>
    ${about ? html`<span class="soft">${about}</span>` : nothing}
    <div class="actions">
      ${actions}<unfold-save-panel
        heading=${title}
        .words=${words}
        .grid=${grid}
      ></unfold-save-panel>
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

/** A table; it comes when it is wanted. `axis` is what its rows run along, as other panels name it. */
export function gridTable(title: string, grid: Grid, axis = ''): TemplateResult {
  // Where it cannot be had, the next results ask again.
  import('./table').catch(() => {});
  return html`<unfold-table heading=${title} .grid=${grid} axis=${axis}></unfold-table>`;
}
