// <unfold-encoding>: how a text that is not UTF-8 was read, its first lines, and other ways to.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { encodings, type Encoding } from '../../base/encodings';
import { count } from '../../base/numbers';
import { base, boxes } from '../../base/styles/shared';
import { sayOfFile } from '../../i18n/files';
import type { Words } from '../../i18n/words';

const LINES = 4;
const SYMBOLS = 80;

export class EncodingChoice extends Event {
  constructor(readonly encoding: Encoding) {
    super('encoding-choice');
  }
}

const beginning = (text: string): string =>
  text
    .slice(0, 10_000)
    .split(/\r\n|\r|\n/, LINES)
    .map((line) => (line.length > SYMBOLS ? `${line.slice(0, SYMBOLS)}…` : line))
    .join('\n');

@customElement('unfold-encoding')
export class EncodingView extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property() text = '';
  @property() encoding: Encoding = 'utf-8';
  @property({ type: Boolean }) locked = false;

  static override styles = [
    base,
    boxes,
    css`
      :host {
        display: block;
        margin-top: 8px;
      }
      label {
        display: block;
        font-size: var(--size-small);
        font-weight: 600;
      }
      select {
        width: 100%;
        min-height: 32px;
        margin-top: 4px;
        font-weight: 400;
      }
      pre {
        max-height: 7.5em;
        margin: 8px 0 0;
        padding: 8px;
        overflow: auto;
        border-radius: var(--radius);
        background: var(--paper);
        font: var(--size-small) / 1.6 var(--mono);
      }
      .wrong {
        margin-top: 4px;
        font-size: var(--size-small);
        font-weight: 600;
        color: var(--wrong);
      }
    `,
  ];

  override render() {
    const { text, encoding } = this;
    const { lang } = this.words;
    const unreadable = text.split('\ufffd').length - 1;
    return html`<label>
        ${sayOfFile(lang, 'readAs')}
        <select class="box" ?disabled=${this.locked} @change=${this.#choose}>
          ${Object.entries(encodings).map(
            ([value, name]) =>
              html`<option value=${value} .selected=${value === encoding}>${name}</option>`,
          )}
        </select>
      </label>
      <pre tabindex="0" aria-label=${sayOfFile(lang, 'begins')}>${beginning(text)}</pre>
      ${
        unreadable > 0
          ? html`<p class="wrong" role="alert">
              ${sayOfFile(lang, 'unreadable', { n: count(unreadable) })}
            </p>`
          : nothing
      }`;
  }

  #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.dispatchEvent(new EncodingChoice(value as Encoding));
  };
}
