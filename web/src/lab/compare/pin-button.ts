// <unfold-pin>: the button that pins the run as it is, or says why it cannot be.
import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, buttons } from '../../base/styles/shared';
import { sayOfComparing } from '../../i18n/compare';
import type { Seen } from './hook';
import type { LabRun } from '../run';
import { nameOf } from './differences';
import { MOST, pinRun, pinsOf, type Pin } from './pins';

/** A flag. */
const icon = html`<svg viewBox="0 0 16 16" aria-hidden="true">
  ${svg`<path d="M4 13.5v-11M4 3h8l-2 2.75L12 8.5H4"></path>`}
</svg>`;

@customElement('unfold-pin')
export class PinButton extends LitElement {
  @property({ attribute: false }) seen!: Seen;
  /** What came of the last press. */
  @state() private pinned: Pin | null = null;
  @state() private isRefused = false;
  #run: LabRun | null = null;
  #unfollow = () => {};

  static override styles = [
    base,
    buttons,
    css`
      /* The bar around it has a row for what is said. */
      :host {
        display: contents;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 28px;
        margin-left: auto;
        white-space: nowrap;
      }
      .count {
        min-width: 18px;
        padding: 0 5px;
        border-radius: 9px;
        background: var(--surface-strong);
        color: var(--ink);
        text-align: center;
      }
      .told {
        position: absolute;
      }
      .refused {
        flex: 1 1 100%;
        order: 1;
      }
      .why {
        margin-bottom: 8px;
        padding: 8px 12px;
        border-radius: var(--radius);
        background: var(--wrong-tint);
        box-shadow: inset 3px 0 0 var(--wrong);
        color: var(--ink);
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('click', this.#forget);
    this.#unfollow();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#run) this.#follow(this.#run);
  }

  protected override willUpdate(): void {
    const { run } = this.seen;
    if (run !== this.#run) this.#follow(run);
  }

  override render() {
    const { words, run } = this.seen;
    const say = sayOfComparing(words.lang);
    const { length } = pinsOf(run).all;
    return html`<button
        class="quiet"
        type="button"
        title=${say('pinHelp')}
        ?disabled=${run.results.step === 0}
        @click=${this.#pin}
      >
        ${icon} ${say('pin')} ${length > 0 ? html`<span class="count">${length}</span>` : nothing}
      </button>
      <div class=${this.isRefused ? 'refused' : 'told'} role="status">
        ${this.isRefused ? html`<p class="why">${say('full', { most: MOST })}</p>` : nothing}
        ${this.pinned ? html`<span class="unseen">${this.#told(this.pinned)}</span>` : nothing}
      </div>`;
  }

  #told({ seen }: Pin): string {
    const { words, inputs, run } = this.seen;
    const name = nameOf(words, inputs.lab, seen!, seen!);
    const n = pinsOf(run).all.length;
    return sayOfComparing(words.lang)('pinned', { n, most: MOST, name });
  }

  #pin = (): void => {
    this.pinned = pinRun(this.seen.run, this.seen.inputs);
    this.isRefused = this.pinned === null;
    // It is said until the next press, whatever that is at: what goes earlier would move under it.
    if (this.isRefused) setTimeout(() => addEventListener('click', this.#forget, { once: true }));
  };

  #forget = (): void => void (this.isRefused = false);

  #follow(run: LabRun): void {
    this.#run = run;
    this.#unfollow();
    this.#unfollow = pinsOf(run).follow(() => {
      this.isRefused = false;
      this.requestUpdate();
    });
  }
}
