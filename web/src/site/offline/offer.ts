// <unfold-update>: asks whether a new version may be loaded now. It is not seen while a run goes on,
// which a reload would end.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, buttons } from '../../base/styles/shared';
import { sayOffline } from '../../i18n/offline';
import { language } from '../language';

/** Milliseconds between two looks at whether something runs. */
const BETWEEN = 500;

const isBusy = (): boolean => {
  const lab = document.querySelector<HTMLElement & { isRunning?: boolean }>('unfold-lab');
  return lab?.isRunning === true || document.querySelector('[aria-busy="true"]') !== null;
};

@customElement('unfold-update')
export class Update extends LitElement {
  @property({ attribute: false }) take!: () => void;
  @state() private busy = isBusy();
  @state() private spoken = language();
  #looking = 0;

  static override styles = [
    base,
    buttons,
    css`
      :host {
        position: fixed;
        inset: auto 0 0;
        z-index: 2;
        display: grid;
        justify-items: center;
        padding: 16px;
        pointer-events: none;
      }
      .ask {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        max-width: 42rem;
        padding: 12px 16px;
        border-radius: var(--radius);
        color: var(--on-ink);
        background: var(--ink);
        pointer-events: auto;
      }
      .ask p {
        flex: 1 1 16rem;
      }
      .ask button {
        min-height: 36px;
        padding: 4px 12px;
        font-weight: 600;
      }
      .ask button:hover {
        text-decoration: underline;
        text-underline-offset: 0.25em;
      }
      .ask :focus-visible {
        outline-color: var(--on-ink);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#looking = window.setInterval(() => {
      this.busy = isBusy();
      this.spoken = language();
    }, BETWEEN);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#looking);
  }

  override render() {
    return html`<div role="status">${this.busy ? nothing : this.#question()}</div>`;
  }

  #question() {
    const { spoken: lang } = this;
    return html`<div class="ask" lang=${lang}>
      <p>${sayOffline(lang, 'update')}</p>
      <button type="button" data-update="now" @click=${this.#accept}>
        ${sayOffline(lang, 'reload')}
      </button>
      <button type="button" data-update="later" @click=${() => this.remove()}>
        ${sayOffline(lang, 'later')}
      </button>
    </div>`;
  }

  /** A run may have begun since it was last looked. */
  #accept = (): void => {
    this.busy = isBusy();
    if (!this.busy) this.take();
  };
}

export function offer(take: () => void): void {
  if (document.querySelector('unfold-update')) return;
  const update = document.createElement('unfold-update') as Update;
  update.take = take;
  document.body.append(update);
}
