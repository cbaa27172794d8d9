// <unfold-inside>: what a cell of the network computes, number by number, in a fold. What shows it comes
// when the fold is opened, and nothing is asked for while it is closed or out of sight.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keep, kept } from '../../base/storage';
import { base } from '../../base/styles/shared';
import type { NetworkInfo } from '../../engine/types';
import { sayInside } from '../../i18n/inside';
import type { Words } from '../../i18n/words';
import { isRecurrent } from '../network/said';
import type { Look } from './view';

@customElement('unfold-inside')
export class InsidePanel extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) network!: NetworkInfo;
  @property({ attribute: false }) look!: Look;
  /** Changes with the weights. */
  @property({ type: Number }) step = 0;
  @property() scheme = '';
  /** The run is not that of the inputs. */
  @property({ type: Boolean }) disabled = false;
  @state() private isOpen = kept('inside') === 'open';
  @state() private isInSight = false;

  #observer = new IntersectionObserver((entries) => {
    this.isInSight = entries.at(-1)!.isIntersecting;
  });

  static override styles = [
    base,
    css`
      details {
        margin-bottom: 32px;
      }
      summary {
        min-height: 28px;
        padding: 4px 0;
        cursor: pointer;
      }
      summary strong {
        font-weight: 650;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
    document.addEventListener('visibilitychange', this.#update);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    document.removeEventListener('visibilitychange', this.#update);
  }

  override render() {
    if (!this.network.layers.some(isRecurrent)) return nothing;
    const say = sayInside(this.words.lang);
    return html`<details ?open=${this.isOpen} @toggle=${this.#toggled}>
      <summary><strong>${say('inside')}</strong></summary>
      ${this.isOpen ? this.#view() : nothing}
    </details>`;
  }

  #view() {
    // Where it cannot be had, the next results ask again.
    import('./view').catch(() => {});
    return html`<unfold-inside-view
      .words=${this.words}
      .network=${this.network}
      .look=${this.look}
      step=${this.step}
      scheme=${this.scheme}
      ?live=${this.isInSight && !this.disabled && !document.hidden}
    ></unfold-inside-view>`;
  }

  #update = (): void => this.requestUpdate();

  #toggled = (event: Event): void => {
    this.isOpen = (event.target as HTMLDetailsElement).open;
    keep('inside', this.isOpen ? 'open' : 'folded');
  };
}
