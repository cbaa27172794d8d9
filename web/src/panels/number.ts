// A curve of one point: its number.
import { css, html } from 'lit';
import { fullNumber, shortNumber } from '../base/numbers';
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

export const numbersPanel = (words: Words, numbers: [name: string, value: number][]) => html`
  <section class="panel wide">
    <dl class="numbers">
      ${numbers.map(
        ([name, value]) =>
          html`<div class="number" data-panel=${name}>
            <dt>${words.report(name)}</dt>
            <dd title=${fullNumber(value)}>${shortNumber(value)}</dd>
          </div>`,
      )}
    </dl>
  </section>
`;
