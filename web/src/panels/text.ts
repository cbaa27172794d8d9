// Texts: symbol by symbol against the target, teal where they agree, vermilion and underlined where not.
import { css, html } from 'lit';
import type { Words } from '../i18n/words';
import { glyph } from './glyph';
import { head } from './panel';

export interface Pair {
  symbol: string;
  wanted: string;
  agrees: boolean;
}

/** Symbol beside symbol; the shorter text has gaps. */
export function pairs(value: string, target: string): Pair[] {
  const symbols = [...value];
  const wanted = [...target];
  return Array.from({ length: Math.max(symbols.length, wanted.length) }, (_, i) => ({
    symbol: symbols[i] ?? '',
    wanted: wanted[i] ?? '',
    agrees: symbols[i] === wanted[i],
  }));
}

export const textStyles = css`
  .plain {
    font: var(--size-large) / var(--leading) var(--mono);
    overflow-wrap: anywhere;
  }
  .pairs {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 3px;
    font: 500 var(--size-large) / 1 var(--mono);
  }
  .rows {
    display: grid;
    align-content: start;
    padding-right: 12px;
    font: var(--size-small) / 1 var(--sans);
    color: var(--ink-soft);
  }
  .rows span,
  .wanted {
    display: grid;
    place-items: center start;
    height: 28px;
  }
  .rows span + span {
    height: 40px;
  }
  .pair {
    display: grid;
    min-width: 32px;
  }
  .wanted {
    place-items: center;
    color: var(--target);
  }
  .symbol {
    display: grid;
    place-items: center;
    height: 40px;
    padding: 0 4px;
    border-radius: 4px;
    background: var(--right-tint);
    color: var(--prediction);
    font-weight: 700;
  }
  .wrong {
    background: var(--wrong-tint);
    color: var(--wrong);
    box-shadow: inset 0 -3px 0 var(--wrong);
  }
`;

const pair = ({ symbol, wanted, agrees }: Pair) =>
  html`<span class="pair">
    <span class="wanted">${glyph(wanted)}</span>
    <span class="symbol ${agrees ? '' : 'wrong'}">${glyph(symbol)}</span>
  </span>`;

function against(words: Words, title: string, value: string, target: string) {
  const all = pairs(value, target);
  const n = all.filter(({ agrees }) => agrees).length;
  const total = all.length;
  const label = words.t('textAgainst', { name: title, value, target, n, total });
  return html`${head(title, words.t('agreeOf', { n, total }))}
    <div role="img" aria-label=${label} class="pairs">
      <span class="rows"
        ><span>${words.t('target')}</span><span>${words.t('prediction')}</span></span
      >
      ${all.map(pair)}
    </div>`;
}

export function textPanel(words: Words, name: string, value: string, target: string) {
  const title = words.report(name);
  return html`<section class="panel wide" data-panel=${name}>
    ${
      target
        ? against(words, title, value, target)
        : html`${head(title, '')}
            <p class="plain">${value}</p>`
    }
  </section>`;
}
