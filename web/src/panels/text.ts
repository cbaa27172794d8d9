// <unfold-text>: a text, or symbol by symbol against the target, teal where they agree, vermilion and
// underlined where not.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../base/styles/shared';
import type { Shown } from '../engine/types';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { glyph } from './glyph';
import { head, panelStyles } from './panel';
import { Pointing, along, goesAway } from './pointing';

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

/** The end of a word in what is wanted, or beyond it. */
const isGap = ({ symbol, wanted }: Pair) => /^\s$/.test(wanted || symbol);

/** Words, each with the space after it: lines break between them. */
export function wordsOf(all: Pair[]): Pair[][] {
  const words: Pair[][] = [];
  let isNew = true;
  for (const each of all) {
    if (isNew) words.push([]);
    words.at(-1)!.push(each);
    isNew = isGap(each);
  }
  return words;
}

/** Symbols that still stand large in a row or two. */
const SHORT = 60;

const isLong = (text: string) => text.length > SHORT || text.includes('\n');

/** Symbols that have room in one row anywhere. */
const ROW = 10;

/** Where a text may be longer than its room, it can have the focus and be scrolled. */
const room = (text: string) => (isLong(text) || text.length > ROW ? '0' : nothing);

const styles = css`
  :host {
    container-type: inline-size;
  }
  .plain {
    max-width: 72ch;
    max-height: calc(54px * var(--text-rows, 6));
    overflow: auto;
    font: var(--size-large) / var(--leading) var(--mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .plain.long {
    padding: 12px 16px;
    border-radius: var(--radius);
    background: var(--surface);
    font-size: var(--size);
  }
  .pairs,
  .word {
    display: flex;
    flex-wrap: wrap;
    gap: var(--between) 3px;
  }
  /* What has no room for all of its rows ends with a whole one. */
  .pairs {
    --above: 28px;
    --below: 40px;
    --between: 12px;
    --rows: var(--text-rows, 99);

    max-height: calc(var(--rows) * (var(--above) + var(--below) + var(--between)) - var(--between));
    overflow: auto;
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
    height: var(--above);
  }
  .rows span + span {
    height: var(--below);
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
    height: var(--below);
    padding: 0 4px;
    border-radius: 4px;
    background: var(--right-tint);
    color: var(--prediction);
    font-weight: 700;
  }
  .pointed .symbol {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  .wrong {
    background: var(--wrong-tint);
    color: var(--wrong);
    box-shadow: inset 0 -3px 0 var(--wrong);
  }
  @container (max-width: 480px) {
    .pairs {
      --above: 24px;
      --below: 28px;
      --between: 8px;
    }
  }
  .pairs.long {
    --above: 24px;
    --below: 24px;
    --between: 8px;
    --rows: var(--text-rows, 6);

    font-size: var(--size);
  }
  .pairs.long,
  .long .word {
    column-gap: 0;
  }
  .long .pair {
    min-width: 1.25ch;
  }
  .long .symbol {
    padding: 0 1px;
    border-radius: 0;
  }
  .long .wrong {
    box-shadow: inset 0 -2px 0 var(--wrong);
  }
  @container (max-width: 480px) {
    :is(.pairs:not(.long), :not(.long) > .word) {
      column-gap: 2px;
    }
    .pair {
      min-width: 24px;
    }
    .rows {
      padding-right: 6px;
    }
  }
`;

const pair = ({ symbol, wanted, agrees }: Pair, isPointed: boolean) =>
  html`<span class="pair ${isPointed ? 'pointed' : ''}">
    <span class="wanted">${glyph(wanted)}</span>
    <span class="symbol ${agrees ? '' : 'wrong'}">${glyph(symbol)}</span>
  </span>`;

/** The symbol, by its number, that a pointer is at. */
function symbolAt(event: PointerEvent): number | null {
  const row = event.currentTarget as Element;
  const here = (event.target as Element).closest('.pair');
  const at = here ? [...row.querySelectorAll('.pair')].indexOf(here) : -1;
  return at < 0 ? null : at;
}

function against(words: Words, title: string, value: string, target: string, pointing: Pointing) {
  const all = pairs(value, target);
  const n = all.filter(({ agrees }) => agrees).length;
  const total = all.length;
  const time = { axis: 'time', size: total };
  const point = (index: number | null) =>
    pointing.point(index === null ? null : [{ ...time, index }]);
  const step = along(pointing.pointed ?? [], [], time);
  let i = 0;
  const view = (each: Pair) => pair(each, i++ === step);
  const label = words.t('textAgainst', { name: title, value, target, n, total });
  return html`${head(words, title, words.t('agreeOf', { n, total }))}
    <div
      role="img"
      aria-label=${label}
      class="pairs ${isLong(value) ? 'long' : ''}"
      tabindex=${room(value)}
      @pointermove=${(event: PointerEvent) => point(symbolAt(event))}
      @pointerdown=${(event: PointerEvent) => point(symbolAt(event))}
      @pointerleave=${(event: PointerEvent) => goesAway(event) && point(null)}
    >
      <span class="rows"
        ><span>${words.t('target')}</span><span>${words.t('prediction')}</span></span
      >
      ${wordsOf(all).map((word) => html`<span class="word">${word.map(view)}</span>`)}
    </div>`;
}

/** Rows of numbers, as a matrix is typed, stand in lines. */
export const inLines = (text: string): string =>
  /^[-+.\deE,;]+$/.test(text) && text.includes(';')
    ? text.replaceAll(',', ' ').replaceAll(';', '\n')
    : text;

const plain = (words: Words, title: string, value: string) =>
  html`${head(words, title, '')}
    <div
      role="group"
      aria-label=${title}
      class="plain ${isLong(value) ? 'long' : ''}"
      tabindex=${room(value)}
      .textContent=${inLines(value)}
    ></div>`;

@customElement('unfold-text')
export class Text extends LitElement {
  @property() heading = '';
  @property({ attribute: false }) text!: Shown['texts'][string];
  @property({ attribute: false }) words!: Words;

  #pointing = new Pointing(this);

  static override styles = [base, panelStyles, styles];

  override render() {
    const { words, heading } = this;
    const { value, target } = this.text;
    return target
      ? against(words, heading, value, target, this.#pointing)
      : plain(words, heading, value);
  }
}
