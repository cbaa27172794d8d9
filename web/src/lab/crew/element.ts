// <unfold-cores>: how many cores share the work of the run, to be changed.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, boxes } from '../../base/styles/shared';
import { say } from '../../i18n/crew';
import type { Words } from '../../i18n/words';
import { all, choose } from './cores';
import type { Helpers } from './helpers';

@customElement('unfold-cores')
export class Cores extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) helpers!: Helpers;
  /** Those that share the work now. */
  @property({ type: Number }) used = 1;

  static override styles = [
    base,
    boxes,
    css`
      :host {
        display: flex;
        align-items: center;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .box {
        width: auto;
        min-height: 28px;
        padding: 2px 4px;
      }
    `,
  ];

  override render() {
    const { lang } = this.words;
    if (this.helpers.most === 1) return nothing;
    const numbers = Array.from({ length: this.helpers.most }, (_, i) => i + 1);
    return html`<select
      class="box"
      aria-label=${say(lang, 'cores')}
      title=${say(lang, 'coresHelp')}
      .value=${String(this.used)}
      @change=${this.#choose}
    >
      ${numbers.map(
        (used) =>
          html`<option value=${used} ?selected=${used === this.used}>
            ${say(lang, 'coresOf', { used, all: all() })}
          </option>`,
      )}
    </select>`;
  }

  #choose = (event: Event): void => {
    const cores = Number((event.target as HTMLSelectElement).value);
    choose(cores);
    void this.helpers.gather(cores);
  };
}
