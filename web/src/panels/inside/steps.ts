// The time steps of a sequence in a row, with what each reads: one of them is looked at.
import { css, html, nothing } from 'lit';
import type { SayInside } from '../../i18n/inside';
import { glyph } from '../glyph';
import { goesAway } from '../pointing';
import type { CellAt } from './cell';

export const stepsStyles = css`
  .steps {
    display: flex;
    gap: 4px;
    overflow-x: auto;
    padding: 4px;
    margin: 0 -4px;
  }
  .steps button {
    flex: none;
    min-width: 32px;
    min-height: 40px;
    padding: 2px 4px;
    background: var(--surface);
    line-height: 1.2;
  }
  .steps button:hover {
    background: var(--surface-strong);
  }
  .steps button[aria-checked='true'] {
    background: var(--ink);
    color: var(--on-ink);
  }
  .steps .pointed {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .steps .later {
    border-style: dashed;
    color: var(--ink-soft);
  }
  .steps .symbol {
    display: block;
    font-family: var(--mono);
  }
  .steps .time {
    display: block;
    font-size: 11px;
  }
`;

export interface StepsHandlers {
  go(column: number): void;
  press(event: KeyboardEvent): void;
  /** null: at none. */
  point(column: number | null): void;
}

/** `isKnown` says whether a walk has come to a column; `pointed` is that of another panel. */
export function stepsView(
  reads: string[],
  cell: CellAt,
  say: SayInside,
  isKnown: (column: number) => boolean,
  pointed: number | null,
  on: StepsHandlers,
) {
  const button = (column: number) => {
    const isHere = column === cell.column;
    const symbol = reads[column];
    const label = [
      say('timeOf', { t: column + 1, all: cell.steps }),
      symbol ? say('reads', { symbol }) : '',
    ];
    return html`<button
      type="button"
      role="radio"
      class="${isKnown(column) ? '' : 'later'} ${column === pointed ? 'pointed' : ''}"
      aria-checked=${isHere}
      tabindex=${isHere ? 0 : -1}
      aria-label=${label.filter(Boolean).join(', ')}
      @click=${() => on.go(column)}
      @pointerenter=${() => on.point(column)}
      @pointerleave=${(event: PointerEvent) => goesAway(event) && on.point(null)}
    >
      ${symbol === undefined ? nothing : html`<span class="symbol">${glyph(symbol)}</span>`}
      <span class="time">${column + 1}</span>
    </button>`;
  };
  return html`<div
    class="steps"
    role="radiogroup"
    aria-label=${say('timeStep')}
    @keydown=${on.press}
  >
    ${Array.from({ length: cell.steps }, (_, column) => button(column))}
  </div>`;
}

/** Brings the time step into view within its row alone. */
export function reveal(root: ParentNode): void {
  const row = root.querySelector<HTMLElement>('.steps');
  const here = row?.querySelector<HTMLElement>('[aria-checked="true"]');
  if (!row || !here) return;
  const start = here.offsetLeft - row.offsetLeft;
  if (start < row.scrollLeft || start + here.offsetWidth > row.scrollLeft + row.clientWidth)
    row.scrollLeft = start - row.clientWidth / 2;
}
