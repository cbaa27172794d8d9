// A curve of one point: its number.
import { css, html, nothing } from 'lit';
import { fullNumber, shortNumber } from '../base/numbers';
import type { Results } from '../engine/results';
import type { Words } from '../i18n/words';

export const numberStyles = css`
  .numbers {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 48px;
  }
  .number {
    display: grid;
  }
  .number dt {
    font-size: var(--size-small);
    color: var(--ink-soft);
  }
  .number dd {
    margin: 0;
    font-size: var(--size-display);
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.02em;
  }
`;

/** The numbers of a lab that computes, and does not train. */
export function numbersPanel(words: Words, { curves, total }: Results) {
  const numbers = Object.entries(curves).map(([name, { y }]) => [name, y.at(-1) ?? NaN] as const);
  if (total !== 1 || numbers.length === 0) return nothing;
  return html`<section class="panel">
    <dl class="numbers">
      ${numbers.map(
        ([name, value]) =>
          html`<div class="number" data-panel=${name}>
            <dt>${words.report(name)}</dt>
            <dd title=${fullNumber(value)}>${shortNumber(value)}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
