// <unfold-pace-bar>: how fast the run goes, and what stops it before its end.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../base/numbers';
import { base, boxes } from '../base/styles/shared';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { PaceChange } from './events';
import { SEEN, SPEEDS, limitOf } from './pace';

@customElement('unfold-pace-bar')
export class PaceBar extends LitElement {
  @property({ attribute: false }) words!: Words;
  /** Steps a second; Infinity is as fast as it goes. */
  @property({ attribute: false }) speed = Infinity;
  /** The first run, which lasts long enough to be seen. */
  @property({ type: Boolean }) first = false;
  /** Limit of the stop rule as typed; "" is none. */
  @property() below = '';
  /** The curve that the stop rule watches. */
  @property() curve = '';

  static override styles = [
    base,
    boxes,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 24px;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 28px;
      }
      input[type='range'] {
        width: 112px;
        margin: 0;
        accent-color: var(--accent);
      }
      .speed span {
        min-width: 10ch;
      }
      .box {
        width: 72px;
        min-height: 28px;
        padding: 2px 8px;
      }
      .box[aria-invalid] {
        box-shadow: inset 0 0 0 1px var(--wrong);
      }
      .refusal {
        flex-basis: 100%;
        color: var(--wrong);
      }
    `,
  ];

  override render() {
    const { words } = this;
    const isRefused = Number.isNaN(limitOf(this.below));
    const said = this.#said();
    return html`<label class="speed">
        ${words.t('speed')}
        <input
          type="range"
          min="0"
          max=${SPEEDS.length - 1}
          .value=${String(SPEEDS.indexOf(this.speed))}
          aria-valuetext=${said}
          @input=${this.#slide}
        />
        <span aria-hidden="true">${said}</span>
      </label>
      <label>
        ${words.t('stopBelow', { curve: this.curve })}
        <input
          class="box"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          .value=${this.below}
          aria-invalid=${isRefused ? 'true' : nothing}
          aria-describedby=${isRefused ? 'refusal' : nothing}
          @input=${this.#type}
        />
      </label>
      <span class="refusal" id="refusal" role="alert" ?hidden=${!isRefused}
        >${isRefused ? words.t('stopRefused') : ''}</span
      >`;
  }

  #said(): string {
    const { words, speed } = this;
    if (this.first) return words.t('firstRun', { n: SEEN });
    return Number.isFinite(speed)
      ? words.t('perSecond', { rate: count(speed) })
      : words.t('fullSpeed');
  }

  #slide = (event: Event): void => {
    const at = Number((event.target as HTMLInputElement).value);
    this.dispatchEvent(new PaceChange({ speed: SPEEDS[at]! }));
  };

  #type = (event: Event): void => {
    this.dispatchEvent(new PaceChange({ below: (event.target as HTMLInputElement).value }));
  };
}
