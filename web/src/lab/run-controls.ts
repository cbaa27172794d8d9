// <unfold-run-controls>: reset, play, step; new seed apart; how far the run is and how it goes.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { count, shortNumber } from '../base/numbers';
import { paceIcon, pauseIcon, playIcon, plusIcon, resetIcon, stepIcon } from '../base/styles/icons';
import { base, buttons } from '../base/styles/shared';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { RunCommand, type Command } from './events';
import './pace-bar';
import { commandStyles, newSeedButton } from './run-commands';

@customElement('unfold-run-controls')
export class RunControls extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ type: Number }) step = 0;
  @property({ type: Number }) total = 0;
  /** Steps per second; 0 while unknown. */
  @property({ type: Number }) rate = 0;
  @property({ type: Boolean }) running = false;
  /** It can play and step. */
  @property({ type: Boolean }) ready = false;
  @property({ type: Boolean }) seeded = false;
  /** It is at its end. */
  @property({ type: Boolean }) done = false;
  /** Steps that it can go on for at its end; 0 where it cannot. */
  @property({ type: Number }) more = 0;
  /** There is little room. */
  @property({ type: Boolean, reflect: true }) compact = false;
  @state() private showsPace = false;

  static override styles = [
    base,
    buttons,
    commandStyles,
    css`
      .play {
        min-width: 112px;
        justify-content: center;
        background: var(--ink);
        color: var(--on-ink);
      }
      .play:hover:not(:disabled) {
        background: var(--accent);
      }
      .play:disabled {
        background: var(--surface);
      }
      .track {
        height: 4px;
        margin-top: 8px;
        border-radius: 2px;
        background: var(--surface-strong);
        overflow: hidden;
      }
      .done {
        width: 100%;
        height: 100%;
        border-radius: 2px;
        background: var(--accent);
        transform-origin: 0 50%;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 24px;
        min-height: 28px;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .aside {
        display: flex;
        align-items: center;
        margin-left: auto;
      }
      /* The track beside the buttons, where it does not move as they change, and what is said under
         both. */
      @container (min-width: 1040px) {
        .controls {
          display: grid;
          grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
          align-items: center;
          gap: 0 24px;
        }
        .line {
          grid-column: 1 / -1;
        }
        .aside {
          margin-left: 16px;
        }
        :is(.track, ::slotted([slot='track'])) {
          margin-top: 0;
        }
      }
      :host([compact]) ::slotted([slot='track']) {
        margin-top: 0;
      }
      :host([compact]) .line {
        min-height: 24px;
      }
      :host([compact]) .play {
        min-width: 104px;
      }
      .line span + span::before {
        content: '·';
        margin: 0 8px;
      }
      @container (max-width: 480px) {
        .bar {
          gap: 4px;
        }
        .command {
          padding-inline: 12px;
        }
        .command:not(.play) .name {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
    `,
  ];

  override render() {
    const { words, compact, showsPace } = this;
    return html`<div class="controls">
      <div class="bar" role="group" aria-label=${words.t('run')}>
        ${this.#button('reset', words.t('reset'), resetIcon)} ${this.#play()}
        ${this.done ? this.#more() : this.#button('step', words.t('step'), stepIcon)}
        <span class="aside">
          ${newSeedButton(this, words, this.seeded)} ${compact ? this.#paceButton() : nothing}
        </span>
      </div>
      <slot name="track">${this.#track()}</slot>
      <div class="line">
        <div><slot name="figures">${this.#figures()}</slot></div>
        <slot name="pin"></slot>
        <slot ?hidden=${compact && !showsPace}></slot>
      </div>
    </div>`;
  }

  /** Where there is little room, what is seldom changed waits behind a button. */
  #paceButton() {
    const label = this.words.t('pace');
    return html`<button
      class="command apart"
      type="button"
      title=${label}
      aria-label=${label}
      aria-expanded=${String(this.showsPace)}
      @click=${() => (this.showsPace = !this.showsPace)}
    >
      ${paceIcon}
    </button>`;
  }

  /** At its end a run can be played from the start. */
  #play() {
    const { words, running, done } = this;
    if (running) return this.#button('pause', words.t('pause'), pauseIcon, 'play');
    return this.#button('play', words.t(done ? 'startAgain' : 'play'), playIcon, 'play');
  }

  #more() {
    if (this.more === 0) return nothing;
    return this.#button('extend', this.words.t('moreSteps', { n: count(this.more) }), plusIcon);
  }

  #button(command: Command, text: string, icon: unknown, look = '') {
    return html`<button
      class="command ${look}"
      type="button"
      data-command=${command}
      ?disabled=${!this.ready && command !== 'reset'}
      @click=${() => this.#send(command)}
    >
      ${icon} <span class="name">${text}</span>
    </button>`;
  }

  #send(command: Command): void {
    this.dispatchEvent(new RunCommand(command));
  }

  #track() {
    const share = this.total > 0 ? this.step / this.total : 0;
    return html`<div
      class="track"
      role="progressbar"
      aria-label=${this.words.t('progress')}
      aria-valuemin="0"
      aria-valuemax=${this.total}
      aria-valuenow=${this.step}
    >
      <div class="done" .style=${`transform: scaleX(${share})`}></div>
    </div>`;
  }

  #figures() {
    const { words, step, total, rate } = this;
    if (total === 0) return nothing;
    const left = rate > 0 ? (total - step) / rate : 0;
    const showsRate = this.running && rate > 0;
    return html`<span>${words.t('stepsOf', { step: count(step), total: count(total) })}</span>${
        showsRate
          ? html`<span>${this.#rate(rate)}</span
              ><span>${words.t('timeLeft', { time: this.#duration(left) })}</span>`
          : nothing
      }`;
  }

  #rate(rate: number): string {
    if (rate < 1) return this.words.t('secondsPerStep', { n: shortNumber(1 / rate, 2) });
    return this.words.t('perSecond', { rate: count(Number(rate.toPrecision(2))) });
  }

  #duration(seconds: number): string {
    if (seconds >= 5400) return this.words.t('hours', { n: shortNumber(seconds / 3600, 2) });
    if (seconds >= 90) return this.words.t('minutes', { n: Math.round(seconds / 60) });
    return this.words.t('seconds', { n: shortNumber(Math.ceil(seconds)) });
  }
}
