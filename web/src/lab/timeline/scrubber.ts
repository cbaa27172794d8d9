// <unfold-scrubber>: how far a run is, and a handle to go back through it with.
import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { count } from '../../base/numbers';
import { base } from '../../base/styles/shared';
import { sayTimeline } from '../../i18n/timeline';
import type { Words } from '../../i18n/words';
import type { Timeline } from './timeline';

/** The step that is shown, or that is to be: Infinity is the newest. */
export class StepWish extends Event {
  static readonly type = 'step-wish';
  constructor(readonly step: number) {
    super(StepWish.type, { bubbles: true, composed: false });
  }
}

@customElement('unfold-scrubber')
export class Scrubber extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) timeline!: Timeline;
  @property({ type: Number }) step = 0;
  @property({ type: Number }) newest = 0;
  @property({ type: Number }) total = 0;
  @property({ type: Boolean }) disabled = false;
  /** A step is on its way. */
  @property({ type: Boolean }) going = false;
  /** Where the handle is until the run is there. */
  @state() private wish: number | null = null;

  static override styles = [
    base,
    css`
      :host {
        height: 24px;
        margin-top: 8px;
      }
      input {
        --before: color-mix(in srgb, var(--accent) 35%, var(--surface-strong));
        --track: linear-gradient(
          to right,
          var(--accent) var(--here),
          var(--before) var(--here) var(--known),
          var(--surface-strong) var(--known)
        );
        display: block;
        width: 100%;
        height: 24px;
        margin: 0;
        appearance: none;
        background: none;
        cursor: pointer;
        touch-action: pan-y;
      }
      input:disabled {
        cursor: default;
      }
      input::-webkit-slider-runnable-track {
        height: 4px;
        border-radius: 2px;
        background: var(--track);
      }
      input::-moz-range-track {
        height: 4px;
        border-radius: 2px;
        background: var(--track);
      }
      input::-webkit-slider-thumb {
        appearance: none;
        width: 16px;
        height: 16px;
        margin-top: -6px;
        border: 0;
        border-radius: 50%;
        background: var(--accent);
      }
      input::-moz-range-thumb {
        width: 16px;
        height: 16px;
        border: 0;
        border-radius: 50%;
        background: var(--accent);
      }
      @media (forced-colors: active) {
        input {
          appearance: auto;
        }
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    const isOver = changed.has('going') && !this.going;
    if (isOver || this.step === this.wish || this.disabled) this.wish = null;
  }

  override render() {
    const { words, newest } = this;
    const say = sayTimeline(words.lang);
    const shown = this.wish ?? this.step;
    const total = Math.max(this.total, newest, 1);
    const place = { step: count(shown), total: count(total) };
    return html`<input
      type="range"
      min="0"
      max=${total}
      .value=${String(shown)}
      .style=${`--here: ${this.#place(shown / total)}; --known: ${this.#place(newest / total)}`}
      aria-label=${say('goBack')}
      aria-valuetext=${say('at', place)}
      ?disabled=${this.disabled || this.timeline.isBroken}
      @input=${this.#slide}
      @keydown=${this.#leave}
    />`;
  }

  /** The middle of a handle of 16 pixels. */
  #place(share: number): string {
    return share < 1 ? `calc(8px + (100% - 16px) * ${share})` : '100%';
  }

  /** A handle that goes beyond what has been, or before what can be, comes back. */
  #slide = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const wish = this.timeline.within(Number(input.value));
    input.value = String(wish);
    this.#send(wish);
  };

  #leave = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape' && this.going) this.#send(this.newest);
  };

  #send(wish: number): void {
    this.wish = wish;
    this.dispatchEvent(new StepWish(wish));
  }
}
