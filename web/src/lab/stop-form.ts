// <unfold-stop-form>: what stops a run before its end.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, boxes } from '../base/styles/shared';
import type { Results } from '../engine/results';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { PaceChange } from './events';
import {
  isRefused,
  noRule,
  operatorsFor,
  stopRule,
  type Operator,
  type StopForm,
} from './stop-rule';

/** No report is called so. */
const STEPS = ' steps';

const SIGNS = { right: 'stopRight', contains: 'stopContains' } as const;

@customElement('unfold-stop-form')
export class StopFormElement extends LitElement {
  @property({ attribute: false }) words!: Words;
  /** What can be watched. */
  @property({ attribute: false }) results!: Results;
  /** Changes with what there is of it. */
  @property({ type: Number }) step = 0;
  @state() private form = noRule;

  static override styles = [
    base,
    boxes,
    css`
      :host {
        font-size: var(--size-small);
        color: var(--ink-soft);
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 28px;
      }
      .stop {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px;
      }
      .box {
        width: 72px;
        min-height: 28px;
        padding: 2px 8px;
      }
      select.box {
        width: auto;
        max-width: 160px;
        padding-inline: 4px;
      }
      .box.text {
        width: 120px;
      }
      .box[aria-invalid] {
        box-shadow: inset 0 0 0 1px var(--wrong);
      }
      .refusal {
        flex-basis: 100%;
        color: var(--wrong);
      }
    `,
  ];

  override render() {
    const { words, form } = this;
    const refused = isRefused(form);
    return html` <div class="stop" role="group" aria-label=${words.t('stopWhen')}>
        <label>${words.t('stopWhen')} ${this.#subjects()}</label>
        ${form.operator === 'steps' ? nothing : this.#operators()}
        ${form.operator === 'right' ? nothing : this.#value(refused)}
      </div>
      <span class="refusal" id="refusal" role="alert" ?hidden=${!refused}
        >${refused ? words.t(form.operator === 'steps' ? 'stopRefusedSteps' : 'stopRefused') : ''}</span
      >`;
  }

  #subjects() {
    const { words, form } = this;
    const { curves, texts } = this.results;
    const [first = 'loss', ...others] = Object.keys(curves);
    // What was chosen stays, though a run may not have reported it yet.
    const chosen = form.subject ? [form.subject] : [];
    const names = new Set([...others, ...Object.keys(texts), ...chosen]);
    const option = (value: string, text: string, chosen: boolean) =>
      html`<option value=${value} .selected=${chosen}>${text}</option>`;
    return html`<select class="box" data-stop="subject" @change=${this.#choose}>
      ${option('', words.report(first), form.subject === '' && form.operator !== 'steps')}
      ${[...names].map((name) => option(name, words.report(name), name === form.subject))}
      ${option(STEPS, words.t('stopSteps'), form.operator === 'steps')}
    </select>`;
  }

  #operators() {
    const { words, form } = this;
    const known = operatorsFor(this.results, form.subject);
    return html`<select
      class="box"
      data-stop="operator"
      aria-label=${words.t('stopOperator')}
      @change=${this.#compare}
    >
      ${(known.includes(form.operator) ? known : [form.operator]).map(
        (operator) =>
          html`<option value=${operator} .selected=${operator === form.operator}>
            ${this.#sign(operator)}
          </option>`,
      )}
    </select>`;
  }

  #sign(operator: Operator): string {
    if (operator === 'right' || operator === 'contains') return this.words.t(SIGNS[operator]);
    return operator === 'below' ? '<' : '>';
  }

  #value(refused: boolean) {
    const { words, form } = this;
    return html`<input
      class="box ${form.operator === 'contains' ? 'text' : ''}"
      type="text"
      inputmode=${form.operator === 'contains' ? nothing : 'decimal'}
      autocomplete="off"
      aria-label=${words.t('stopValue')}
      .value=${form.value}
      aria-invalid=${refused ? 'true' : nothing}
      aria-describedby=${refused ? 'refusal' : nothing}
      @input=${this.#type}
    />`;
  }

  /** Another subject takes with it what was typed only where that can be said of it. */
  #choose = (event: Event): void => {
    const subject = (event.target as HTMLSelectElement).value;
    if (subject === STEPS) return this.#set({ subject: '', operator: 'steps', value: '' });
    const [operator = 'below'] = operatorsFor(this.results, subject);
    this.#set({ subject, operator, value: '' });
  };

  #compare = (event: Event): void => {
    const operator = (event.target as HTMLSelectElement).value as Operator;
    this.#set({ ...this.form, operator });
  };

  #type = (event: Event): void => {
    this.#set({ ...this.form, value: (event.target as HTMLInputElement).value });
  };

  #set(form: StopForm): void {
    this.form = form;
    this.dispatchEvent(new PaceChange({ rule: stopRule(form) }));
  }
}
