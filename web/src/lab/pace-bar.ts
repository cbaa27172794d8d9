// <unfold-pace-bar>: how fast the run goes, and what stops it before its end; the form of that comes
// once the page rests.
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { count } from '../base/numbers';
import { base } from '../base/styles/shared';
import type { Results } from '../engine/results';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { PaceChange } from './events';
import { SEEN, SPEEDS } from './pace';

@customElement('unfold-pace-bar')
export class PaceBar extends LitElement {
  @property({ attribute: false }) words!: Words;
  /** Steps a second; Infinity is as fast as it goes. */
  @property({ attribute: false }) speed = Infinity;
  /** The first run, which lasts long enough to be seen. */
  @property({ type: Boolean }) first = false;
  /** What can be watched. */
  @property({ attribute: false }) results!: Results;
  /** Changes with what there is of it. */
  @property({ type: Number }) step = 0;

  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 16px;
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
        width: 88px;
        margin: 0;
        accent-color: var(--accent);
      }
      .speed span {
        min-width: 9ch;
      }
    `,
  ];

  override render() {
    const { words } = this;
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
      <unfold-stop-form
        .words=${words}
        .results=${this.results}
        step=${this.step}
        @pace-change=${this.#pass}
      ></unfold-stop-form>`;
  }

  #said(): string {
    const { words, speed } = this;
    if (this.first) return words.t('firstRun', { n: SEEN });
    return Number.isFinite(speed)
      ? words.t('perSecond', { rate: count(speed) })
      : words.t('fullSpeed');
  }

  /** What is changed within leaves it from here. */
  #pass = ({ change }: PaceChange): void => {
    this.dispatchEvent(new PaceChange(change));
  };

  #slide = (event: Event): void => {
    const at = Number((event.target as HTMLInputElement).value);
    this.dispatchEvent(new PaceChange({ speed: SPEEDS[at]! }));
  };
}
