// <unfold-numbers>: what is compared with what was printed, where the weights come from, and the
// fingerprint: for who checks, not for who learns.
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from '../base/styles/shared';
import type { Results } from '../engine/results';
import type { PresetInfo } from '../engine/types';
import type { Words } from '../i18n/words';
import { publishedPanel, publishedStyles } from './published';
import { tableStyles } from './table';

@customElement('unfold-numbers')
export class Numbers extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) results!: Results;
  /** The preset whose inputs these are, if it is one's. */
  @property({ attribute: false }) preset: PresetInfo | undefined;
  @property({ type: Boolean }) compares = false;
  /** Changes with the results. */
  @property({ type: Number }) step = 0;
  @property() fingerprint = '';

  static override styles = [
    base,
    tableStyles,
    publishedStyles,
    css`
      .numbers {
        display: grid;
        gap: 32px;
        padding: 16px 0 8px;
      }
      code {
        font-family: var(--mono);
        font-size: 0.92em;
      }
    `,
  ];

  override render() {
    const { words, results, preset, compares, fingerprint } = this;
    return html`<div class="numbers">
      ${preset && this.#origin(preset)} <slot></slot>
      ${compares ? publishedPanel(words, results.published) : ''}
      <p class="soft fingerprint" title=${words.t('fingerprintOf')}>
        ${words.t('fingerprint')} <code>${fingerprint || '…'}</code>
      </p>
    </div>`;
  }

  #origin(preset: PresetInfo) {
    const { words } = this;
    return html`<section class="origin">
      <h3>${words.preset(preset)}</h3>
      <p class="soft">${words.origin(preset)}. ${words.note(preset)}</p>
    </section>`;
  }
}
