// <unfold-condition>: one condition of a goal, put together from what the lab reports.
import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { goButton } from '../../base/styles/go';
import { base, boxes, buttons } from '../../base/styles/shared';
import { sayOfSharing, type ShareKey } from '../../i18n/share';
import type { Words } from '../../i18n/words';
import { shareStyles } from './styles';

const operators = [
  ['<', 'below'],
  ['>', 'above'],
  ['=', 'equals'],
  ['contains', 'contains'],
] as const;

/** A text with a comma has to stand in quotes. */
const quoted = (value: string): string => (/,/.test(value) ? `"${value}"` : value);

@customElement('unfold-condition')
export class ConditionForm extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) reports: string[] = [];
  @state() private subject = '';
  @state() private operator: string = operators[0][0];
  @state() private value = '';

  static override styles = [
    base,
    buttons,
    boxes,
    goButton,
    shareStyles,
    css`
      .condition {
        margin-bottom: 4px;
      }
    `,
  ];

  override render() {
    const subjects = [...this.reports, 'step'];
    return html`<div class="condition" role="group" aria-label=${this.#say('condition')}>
      ${this.#select(
        'subject',
        subjects.map((name) => [
          name,
          name === 'step' ? this.#say('step') : this.words.report(name),
        ]),
      )}
      ${this.#select(
        'operator',
        operators.map(([sign, key]) => [sign, this.#say(key)]),
      )}
      <div>
        <label for="value">${this.#say('value')}</label>
        <input
          class="box"
          id="value"
          autocomplete="off"
          .value=${this.value}
          @input=${(event: Event) => (this.value = (event.target as HTMLInputElement).value)}
        />
      </div>
      <button class="go" type="button" ?disabled=${this.value.trim() === ''} @click=${this.#add}>
        ${this.#say('add')}
      </button>
    </div>`;
  }

  #say = (key: ShareKey): string => sayOfSharing(this.words.lang, key);

  #select(name: 'subject' | 'operator', options: (readonly [string, string])[]) {
    return html`<div>
      <label for=${name}>${this.#say(name)}</label>
      <select
        class="box"
        id=${name}
        @change=${(event: Event) => (this[name] = (event.target as HTMLSelectElement).value)}
      >
        ${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
      </select>
    </div>`;
  }

  #add = (): void => {
    const subject = this.subject || (this.reports[0] ?? 'step');
    const detail = `${subject} ${this.operator} ${quoted(this.value.trim())}`;
    this.value = '';
    this.dispatchEvent(new CustomEvent('condition', { detail }));
  };
}
