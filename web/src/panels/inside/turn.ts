// The number that a reader turns: a slider and a field for it, and a drag of it in the drawing.
import { css, html, nothing } from 'lit';
import { allDigits, fullNumber } from '../../base/numbers';
import type { SayWalk } from '../../i18n/walk';
import { drag } from '../drag';
import type { VectorName } from './cell';
import { said } from './formulas';
import { weightName, type Weight } from './weights';

/** A pixel of a drag; up and to the right is more. */
const PIXEL = 0.01;
const STEP = 0.01;
/** What + and − turn it by. */
export const STRIDE = 0.05;

/** What is turned. */
export interface Turned {
  /** As it is said. */
  name: string;
  value: number;
  isHeld: boolean;
  /** Where it lies by itself. */
  range: [number, number];
}

export const turnStyles = css`
  .turn {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-top: 8px;
  }
  .turn label {
    display: contents;
  }
  .turn input[type='range'] {
    flex: 1 1 140px;
    min-width: 100px;
    max-width: 320px;
    height: 36px;
    margin: 0;
    accent-color: var(--accent);
  }
  .turn input[type='number'] {
    width: 120px;
  }
  .weights {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 8px;
  }
  .weights button {
    min-height: 36px;
    padding: 2px 8px;
    background: var(--paper);
    font-size: var(--size-small);
  }
  .weights [aria-pressed='true'] {
    background: var(--ink);
    color: var(--on-ink);
  }
  .weights .held {
    box-shadow: inset 0 -3px 0 var(--accent);
  }
  .hand {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin: 8px 0;
    padding: 4px 12px;
    border-left: 4px solid var(--accent);
    background: var(--surface);
  }
`;

/** Of a gate 0 to 1, of what comes from tanh −1 to 1, else wide enough for what it is. */
export function rangeOf(name: VectorName | 'weight', value: number): [number, number] {
  if (['i', 'f', 'o', 'r', 'u'].includes(name) && value >= 0 && value <= 1) return [0, 1];
  const isBounded = ['g', 'candidate', 'h', 'h_before'].includes(name);
  const end = Math.max(isBounded ? 1 : 2, 2 ** Math.ceil(Math.log2(Math.abs(value) || 1)));
  return [-end, end];
}

export const rounded = (value: number): number =>
  Number((Math.round(value / STEP) * STEP).toFixed(2));

export function turnView(
  { name, value, isHeld, range: [min, max] }: Turned,
  say: SayWalk,
  turn: (value: number | null) => void,
) {
  const number = (event: Event) => (event.target as HTMLInputElement).valueAsNumber;
  const typed = (event: Event) => {
    if (Number.isFinite(number(event))) turn(number(event));
  };
  return html`<div class="turn" role="group" aria-label=${say('turn', { name })}>
    <span aria-hidden="true">${say('turn', { name })}</span>
    <input
      type="range"
      min=${min}
      max=${max}
      step=${STEP}
      .value=${String(value)}
      aria-label=${say('turn', { name })}
      aria-valuetext=${fullNumber(value)}
      @input=${typed}
    />
    <input
      type="number"
      class="box"
      step="any"
      .value=${allDigits(value)}
      aria-label=${say('typed', { name })}
      @change=${typed}
    />
    ${
      isHeld
        ? html`<button type="button" @click=${() => turn(null)}>${say('giveBack')}</button>`
        : nothing
    }
  </div>`;
}

/** The weights that the number is made with, each to be chosen and turned. */
export function weightsView(
  weights: Weight[],
  isChosen: (weight: Weight) => boolean,
  isHeld: (weight: Weight) => boolean,
  say: SayWalk,
  choose: (weight: Weight) => void,
) {
  if (weights.length === 0) return nothing;
  const button = (weight: Weight) =>
    html`<button
      type="button"
      class=${isHeld(weight) ? 'held' : ''}
      data-weight=${`${weight.name}(${weight.at.join()})`}
      aria-pressed=${String(isChosen(weight))}
      title=${weight.text}
      @click=${() => choose(weight)}
    >
      ${weightName(weight)} ${said(weight.value)}
    </button>`;
  return html`<p class="soft">${say('weightsHere')}</p>
    <div class="weights" role="group" aria-label=${say('weightsHere')}>
      ${weights.map(button)}
    </div>`;
}

/** What is changed by hand, and the way back from it. */
export const handView = (n: number, say: SayWalk, giveBack: () => void) =>
  html`<div class="hand" role="status">
    <span>${say('byHand', { n, s: n === 1 ? '' : 's' })}</span>
    <button type="button" @click=${giveBack}>${say('giveAllBack')}</button>
  </div>`;

/** Follows a pointer that has gone down on a number until it lets go. */
export const follow = (down: PointerEvent, start: number, turn: (value: number) => void): void =>
  drag(down, (right, up) => turn(rounded(start + PIXEL * Math.round(up + right))));
