// <unfold-presets>: named sets of inputs, with what is special about our own ones. Where the others'
// weights come from is told among the numbers.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, buttons } from '../base/styles/shared';
import type { PresetInfo } from '../engine/types';
import type { Words } from '../i18n/words';
import { PresetChoice } from './events';

@customElement('unfold-presets')
export class Presets extends LitElement {
  @property({ attribute: false }) presets: PresetInfo[] = [];
  @property({ attribute: false }) words!: Words;
  /** The preset whose inputs these are, or "". */
  @property({ attribute: false }) chosen = '';
  @property({ type: Boolean }) locked = false;
  /** In a row, with one note for the chosen one. */
  @property({ type: Boolean, reflect: true }) narrow = false;

  static override styles = [
    base,
    buttons,
    css`
      h2 {
        margin-bottom: 8px;
      }
      .presets {
        display: grid;
        gap: 2px;
        margin: 0 -12px;
      }
      .preset {
        display: block;
        width: 100%;
        padding: 8px 12px;
        text-align: left;
        line-height: 1.35;
      }
      .preset:hover {
        background: var(--surface);
      }
      .preset[aria-pressed='true'] {
        background: var(--surface);
        box-shadow: inset 3px 0 0 var(--accent);
        border-radius: 2px var(--radius) var(--radius) 2px;
      }
      .preset strong {
        display: block;
        font-weight: 600;
      }
      .note {
        display: block;
        margin-top: 4px;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      :host([narrow]) .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: 0;
      }
      :host([narrow]) .preset {
        width: auto;
        background: var(--surface);
      }
      :host([narrow]) .preset[aria-pressed='true'] {
        background: var(--ink);
        color: var(--on-ink);
        border-radius: var(--radius);
        box-shadow: none;
      }
      :host([narrow]) h2 {
        position: absolute;
        clip-path: inset(50%);
      }
      .about {
        margin-top: 8px;
      }
    `,
  ];

  override render() {
    const { words, narrow } = this;
    const chosen = this.presets.find(({ name }) => name === this.chosen);
    return html`
      <h2>${words.t('presets')}</h2>
      <div class="presets" role="group" aria-label=${words.t('presets')}>
        ${this.presets.map((preset) => this.#preset(preset))}
      </div>
      ${narrow && chosen ? html`<div class="about">${this.#note(chosen)}</div>` : nothing}
    `;
  }

  #preset(preset: PresetInfo) {
    const isChosen = preset.name === this.chosen;
    return html`<button
      class="preset"
      type="button"
      data-preset=${preset.name}
      aria-pressed=${String(isChosen)}
      ?disabled=${this.locked}
      @click=${() => this.dispatchEvent(new PresetChoice(preset.name))}
    >
      <strong>${this.words.preset(preset)}</strong>
      ${isChosen && !this.narrow ? this.#note(preset) : nothing}
    </button>`;
  }

  #note(preset: PresetInfo) {
    if (preset.origin !== 'own') return nothing;
    return html`<span class="note">${this.words.note(preset)}</span>`;
  }
}
