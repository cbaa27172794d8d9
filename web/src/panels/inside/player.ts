// <unfold-inside-player>: walks through the time steps of a sequence: forwards, the losses, and back.
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { pauseIcon, playIcon, stepIcon } from '../../base/styles/icons';
import { base, buttons } from '../../base/styles/shared';
import { sayInside } from '../../i18n/inside';
import { sayWalk, type SayWalk } from '../../i18n/walk';
import type { Words } from '../../i18n/words';
import { walkStyles } from '../walk-styles';
import { Walk, type Course } from './walk';

/** Milliseconds that a moment stays. */
const PACE = 700;

/** Goes to this place of the walk; null: all is shown. */
export class Walked extends CustomEvent<Walk | null> {
  constructor(walk: Walk | null) {
    super('unfold-walked', { detail: walk });
  }
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

@customElement('unfold-inside-player')
export class InsidePlayer extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) course!: Course;
  @property({ attribute: false }) walk: Walk | null = null;
  /** Steps are read from the last to the first. */
  @property({ type: Boolean }) flips = false;
  @state() private isPlaying = false;

  #timer = 0;

  static override styles = [base, buttons, walkStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    calm.addEventListener('change', this.#rest);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    calm.removeEventListener('change', this.#rest);
    this.#rest();
  }

  override updated(changed: PropertyValues): void {
    if (!this.isPlaying || !changed.has('walk')) return;
    if (!this.walk || this.walk.isLast) this.#rest();
    else this.#plan();
  }

  override render() {
    const say = sayWalk(this.words.lang);
    const { walk } = this;
    const here = walk ?? new Walk(this.course, Infinity);
    const told = walk ? this.#told(walk, say) : say('whole');
    return html`<div
      class="walk"
      role="group"
      aria-label=${say('walk')}
      @keydown=${(event: KeyboardEvent) => this.#press(event)}
    >
      ${this.#button(playIcon, say('back'), () => this.#by(-1), walk === null || walk.position === 0, true)}
      ${calm.matches ? nothing : this.#play(say)}
      ${this.#button(stepIcon, say('on'), () => this.#by(1), walk?.isLast === true)}
      <input
        type="range"
        min="0"
        max=${here.length - 1}
        .value=${String(here.position)}
        aria-label=${say('position')}
        aria-valuetext=${told}
        @input=${(event: Event) => this.#slid(event)}
      />
      ${
        walk
          ? html`<button type="button" @click=${() => this.#go(null)}>${say('all')}</button>`
          : nothing
      }
      <p class="moment soft" role="status">${told}</p>
    </div>`;
  }

  /** One that is off keeps the focus, so that arrow keys go on. */
  #button(icon: TemplateResult, label: string, act: () => void, isOff = false, isBack = false) {
    return html`<button
      type="button"
      class=${isBack ? 'to-left' : ''}
      aria-label=${label}
      title=${label}
      aria-disabled=${String(isOff)}
      @click=${() => isOff || act()}
    >
      ${icon}
    </button>`;
  }

  #play(say: SayWalk) {
    const toggle = () => (this.isPlaying ? this.#rest() : this.#start());
    return this.isPlaying
      ? this.#button(pauseIcon, say('pause'), toggle)
      : this.#button(playIcon, say('play'), toggle);
  }

  #told(walk: Walk, say: SayWalk): string {
    const { phase, read } = walk.moment;
    const { steps, losses } = this.course;
    const inside = sayInside(this.words.lang);
    const time = (at: number) => (this.flips ? steps - at : at + 1);
    const values = { t: time(read), all: steps };
    if (phase === 'loss') return say(losses === steps ? 'atLoss' : 'atEnd', values);
    if (phase === 'back') return say('atBack', values);
    return say('onTheWay', {
      ...values,
      names: walk.newest.map((name) => inside(name)).join(', '),
    });
  }

  #go(walk: Walk | null): void {
    this.dispatchEvent(new Walked(walk));
  }

  #by(by: number): void {
    this.#rest();
    this.#go(this.walk ? this.walk.go(by) : new Walk(this.course));
  }

  #slid(event: Event): void {
    this.#rest();
    this.#go(new Walk(this.course, Number((event.target as HTMLInputElement).value)));
  }

  /** A time step on or back, from the slider as well. */
  #press(event: KeyboardEvent): void {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as 1 | -1 | undefined;
    if (by === undefined) return;
    event.preventDefault();
    this.#rest();
    if (this.walk) this.#go(this.walk.stride(by));
    else this.#go(by === 1 ? Walk.after(this.course, 0) : new Walk(this.course, Infinity));
  }

  #start(): void {
    this.isPlaying = true;
    if (!this.walk || this.walk.isLast) this.#go(new Walk(this.course));
    else this.#plan();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#go(this.walk!.go(1)), PACE);
  }

  #rest = (): void => {
    clearTimeout(this.#timer);
    this.isPlaying = false;
    this.requestUpdate();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'unfold-inside-player': InsidePlayer;
  }
}
