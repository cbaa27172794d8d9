// <unfold-lacking>: what a run is open without, and how it could be trained on.
import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isOwnFile } from '../base/files';
import type { Refusal } from '../engine/types';
import { say } from '../i18n/troubles';
import type { Words } from '../i18n/words';

@customElement('unfold-lacking')
export class Lacking extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) lacks!: Refusal;
  @property({ attribute: false }) retry!: () => void;

  /** A message among those of the lab, in its styles. */
  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { words, lacks } = this;
    const name = lacks.values.name ?? '';
    const isOwn = isOwnFile(lacks.message);
    const cure = isOwn ? say(words.lang, 'openAgain') : words.refusal(lacks, []);
    return html`<p class="message" role="status">
      <span>${say(words.lang, 'askOnly', { name })} ${cure}</span>
      ${isOwn ? nothing : this.#tryAgain()}
    </p>`;
  }

  #tryAgain() {
    return html`<button class="quiet" type="button" @click=${this.retry}>
      ${this.words.t('tryAgain')}
    </button>`;
  }
}
