// <unfold-form>: presets and inputs, drawn from the lab's own declaration.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InputInfo, LabInfo, PresetInfo, Refusal } from '../engine/types';
import type { Words } from '../i18n/words';
import { isShown, type Values } from '../state/values';
import { base, boxes, buttons } from '../styles/shared';
import { InputEdit, PresetChoice } from './events';
import { fields, type Field } from './fields';
import { fieldStyles } from './fields/styles';

@customElement('unfold-form')
export class Form extends LitElement {
  @property({ attribute: false }) lab!: LabInfo;
  @property({ attribute: false }) words!: Words;
  /** Texts of all inputs, and what they are under the chosen preset. */
  @property({ attribute: false }) values: Values = {};
  @property({ attribute: false }) standard: Values = {};
  /** The preset whose inputs these are, or "". */
  @property({ attribute: false }) preset = '';
  @property({ attribute: false }) refusal: Refusal | null = null;
  @property({ attribute: false }) locked: ReadonlySet<string> = new Set();
  @state() private showsAdvanced = false;

  static override styles = [
    base,
    buttons,
    boxes,
    fieldStyles,
    css`
      h2 {
        margin-bottom: 8px;
      }
      .presets {
        display: grid;
        gap: 2px;
        margin: 0 -12px 32px;
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
      .preset .origin {
        display: block;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .preset .origin::before {
        content: '';
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-right: 6px;
        border-radius: 50%;
        border: 1.5px solid var(--accent);
        vertical-align: 0.02em;
      }
      .preset .seeded::before {
        background: var(--accent);
      }
      .preset .recovered::before {
        background: linear-gradient(90deg, var(--accent) 50%, transparent 50%);
      }
      .preset .own::before {
        border-color: var(--edge);
        border-radius: 2px;
      }
      .note {
        display: block;
        margin-top: 4px;
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      .fields {
        display: grid;
        gap: 20px;
      }
      details {
        margin-top: 24px;
      }
      summary {
        min-height: 32px;
        padding: 4px 0;
        font-size: var(--size-small);
        font-weight: 600;
        color: var(--ink-soft);
        cursor: pointer;
      }
      summary:hover {
        color: var(--ink);
      }
      details .fields {
        margin-top: 12px;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    const refused = this.lab.inputs.find(({ name }) => name === this.refusal?.input);
    if (changed.has('refusal') && refused?.advanced) this.showsAdvanced = true;
  }

  override render() {
    const shown = this.lab.inputs.filter((input) => isShown(input, this.values));
    const advanced = shown.filter((input) => input.advanced);
    return html`
      <h2>${this.words.t('presets')}</h2>
      <div class="presets" role="group" aria-label=${this.words.t('presets')}>
        ${this.lab.presets.map((preset) => this.#preset(preset))}
      </div>
      <h2>${this.words.t('inputs')}</h2>
      <div class="fields">${this.#fields(shown.filter((input) => !input.advanced))}</div>
      ${advanced.length > 0 ? this.#advanced(advanced) : nothing}
    `;
  }

  #advanced(inputs: InputInfo[]) {
    const toggled = (event: Event) =>
      (this.showsAdvanced = (event.target as HTMLDetailsElement).open);
    return html`<details .open=${this.showsAdvanced} @toggle=${toggled}>
      <summary>${this.words.t('advanced')}</summary>
      <div class="fields">${this.#fields(inputs)}</div>
    </details>`;
  }

  #fields(inputs: InputInfo[]) {
    return repeat(
      inputs,
      ({ name }) => name,
      (input) => fields[input.kind](this.#field(input)),
    );
  }

  #field(input: InputInfo): Field {
    const { refusal, words } = this;
    return {
      input,
      words,
      value: this.values[input.name] ?? '',
      standard: this.standard[input.name] ?? '',
      refusal: refusal?.input === input.name ? words.refusal(refusal, this.lab.inputs) : '',
      locked: this.locked.has(input.name),
      edit: (value) => this.dispatchEvent(new InputEdit(input.name, value)),
    };
  }

  #preset(preset: PresetInfo) {
    const { words } = this;
    const isChosen = preset.name === this.preset;
    return html`<button
      class="preset"
      type="button"
      aria-pressed=${String(isChosen)}
      ?disabled=${this.locked.has('preset')}
      @click=${() => this.dispatchEvent(new PresetChoice(preset.name))}
    >
      <strong>${words.preset(preset)}</strong>
      <span class="origin ${preset.origin}">${words.origin(preset)}</span>
      ${isChosen ? html`<span class="note">${words.note(preset)}</span>` : nothing}
    </button>`;
  }
}
