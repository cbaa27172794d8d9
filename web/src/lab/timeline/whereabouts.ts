// <unfold-whereabouts>: where in its past a run is, or is going, and the way to its newest step.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { byteSize, count } from '../../base/numbers';
import { base, buttons } from '../../base/styles/shared';
import { sayTimeline } from '../../i18n/timeline';
import type { Words } from '../../i18n/words';
import { LiveText } from '../../panels/live';
import { StepWish } from './scrubber';
import { bounds, type Timeline } from './timeline';

@customElement('unfold-whereabouts')
export class Whereabouts extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) timeline!: Timeline;
  @property({ type: Number }) step = 0;
  @property({ type: Number }) newest = 0;
  @property({ attribute: false }) trip: Timeline['trip'] = null;

  #live = new LiveText(this);
  #said = '';

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 8px;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .place {
        color: var(--ink);
        font-weight: 600;
      }
      button {
        margin-inline: -8px;
      }
      .kept {
        margin-left: 8px;
      }
    `,
  ];

  override updated(): void {
    const place = this.trip ? '' : this.#place();
    if (place !== this.#said) this.#live.say((this.#said = place));
  }

  override render() {
    const say = sayTimeline(this.words.lang);
    const newest = count(this.newest);
    return html`<span class="place">${this.#place()}</span>
      ${
        this.timeline.isBroken
          ? nothing
          : html`<button class="quiet" type="button" data-run="forth" @click=${this.#forth}>
              ${say('forth', { newest })}
            </button>`
      }
      ${this.#kept()}
      <span class="unseen" role="status">${this.#live.text}</span>`;
  }

  #place(): string {
    const say = sayTimeline(this.words.lang);
    const { trip, step, newest, timeline } = this;
    if (timeline.isBroken) return say('broken');
    if (!trip) return say('back', { step: count(step), newest: count(newest) });
    const share = Math.floor((100 * (trip.at - trip.from)) / Math.max(1, trip.to - trip.from));
    return say('computing', { step: count(trip.to), share });
  }

  #kept() {
    const { count: n, bytes } = this.timeline;
    if (n === 0) return nothing;
    const say = sayTimeline(this.words.lang);
    const most = { n: bounds.count, size: byteSize(bounds.bytes) };
    const size = byteSize(bytes);
    return html`<span class="kept" title=${say('bounds', most)}
      >${n === 1 ? say('checkpoint', { size }) : say('checkpoints', { n, size })}</span
    >`;
  }

  #forth = (): void => {
    this.dispatchEvent(new StepWish(Infinity));
  };
}
