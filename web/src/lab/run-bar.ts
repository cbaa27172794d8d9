// <unfold-run-bar>: what a run can be told: of a lab that computes at once only its seed, of one that
// trains what is slotted.
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, buttons } from '../base/styles/shared';
import type { Words } from '../i18n/words';
import { commandStyles, newSeedButton } from './run-commands';

@customElement('unfold-run-bar')
export class RunBar extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ type: Number }) total = 0;
  @property({ type: Boolean }) seeded = false;

  static override styles = [
    base,
    buttons,
    commandStyles,
    css`
      .soft {
        flex: 1 1 0;
      }
    `,
  ];

  override render() {
    const { words, total, seeded } = this;
    if (total !== 1) return html`<slot></slot>`;
    return html`<div class="bar" role="group" aria-label=${words.t('run')}>
      <span class="soft">${words.t('atOnce')}</span> ${newSeedButton(this, words, seeded)}
    </div>`;
  }
}
