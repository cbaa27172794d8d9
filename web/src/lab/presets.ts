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

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
      }
      h2 {
        position: absolute;
        clip-path: inset(50%);
      }
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .preset {
        padding: 8px 12px;
        line-height: 1.35;
        font-weight: 600;
        background: var(--surface);
      }
      .preset:hover:not(:disabled) {
        background: var(--surface-strong);
      }
      .preset[aria-pressed='true'] {
        background: var(--ink);
        color: var(--on-ink);
      }
      .note {
        flex: 1 1 20rem;
        max-width: 46rem;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
    `,
  ];

  override render() {
    const { words } = this;
    const chosen = this.presets.find(({ name }) => name === this.chosen);
    return html`
      <h2>${words.t('presets')}</h2>
      <div class="presets" role="group" aria-label=${words.t('presets')}>
        ${this.presets.map((preset) => this.#preset(preset))}
      </div>
      ${chosen?.origin === 'own' ? html`<p class="note">${words.note(chosen)}</p>` : nothing}
    `;
  }

  #preset(preset: PresetInfo) {
    return html`<button
      class="preset"
      type="button"
      data-preset=${preset.name}
      aria-pressed=${String(preset.name === this.chosen)}
      ?disabled=${this.locked}
      @click=${() => this.dispatchEvent(new PresetChoice(preset.name))}
    >
      ${this.words.preset(preset)}
    </button>`;
  }
}
