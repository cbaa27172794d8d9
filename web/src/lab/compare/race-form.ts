// <unfold-race-form>: which input differs in a race, and which values it has.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { goButton } from '../../base/styles/go';
import { base, boxes, buttons, folds } from '../../base/styles/shared';
import type { InputInfo } from '../../engine/types';
import { sayOfComparing } from '../../i18n/compare';
import type { Words } from '../../i18n/words';
import type { LabInputs } from '../inputs';
import type { Values } from '../values';
import { sayValue } from './differences';
import { MOST } from './pins';
import { firstValues, optionsOf, racing } from './racers';

@customElement('unfold-race-form')
export class RaceForm extends LitElement {
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) inputs!: LabInputs;
  @property({ attribute: false }) values: Values = {};
  @property({ attribute: false }) locked: ReadonlySet<string> = new Set();
  /** A race is under way. */
  @property({ type: Boolean }) busy = false;
  /** Why the race did not start. */
  @property({ attribute: false }) problems: string[] = [];
  @property({ attribute: false }) start!: (input: InputInfo, values: string[]) => void;
  /** The input that differs, and the values that it has, with gaps. */
  @state() private chosen = '';
  @state() private given: string[] = [];
  #isTouched = false;

  static override styles = [
    base,
    buttons,
    boxes,
    folds,
    goButton,
    css`
      details {
        margin-top: 8px;
      }
      .fields {
        display: grid;
        gap: 16px;
        max-width: 560px;
        padding: 4px 0 16px;
      }
      label,
      .label {
        font-size: var(--size-small);
        font-weight: 600;
      }
      .values {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(120px, 1fr));
        gap: 4px 8px;
        margin-top: 4px;
      }
      .option {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 36px;
        font-weight: 400;
        cursor: pointer;
      }
      .option input {
        width: 18px;
        height: 18px;
        margin: 0;
        accent-color: var(--accent);
      }
      .go {
        justify-self: start;
      }
      .problem {
        padding: 12px 16px;
        border-radius: var(--radius);
        background: var(--wrong-tint);
        box-shadow: inset 3px 0 0 var(--wrong);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues): void {
    const inputs = this.#inputs;
    const isKnown = inputs.some(({ name }) => name === this.chosen);
    if (isKnown && this.#isTouched) return;
    if (!isKnown)
      this.chosen = (inputs.find(({ kind }) => kind === 'choice') ?? inputs[0])?.name ?? '';
    if (!isKnown || changed.has('values')) this.#begin();
  }

  override render() {
    const say = sayOfComparing(this.words.lang);
    const input = this.#input;
    if (!input) return nothing;
    return html`<details>
      <summary>${say('race')}</summary>
      <div class="fields">
        <p class="soft">${say('raceLead')}</p>
        <div>
          <label for="input">${say('raceInput')}</label>
          <select class="box" id="input" @change=${this.#choose}>
            ${this.#inputs.map(
              ({ name }, i) =>
                html`<option value=${name} .selected=${live(name === this.chosen)}>
                  ${this.words.label(this.#inputs[i]!)}
                </option>`,
            )}
          </select>
        </div>
        <fieldset>
          <legend class="label">${say('raceValues')}</legend>
          <div class="values">${optionsOf(input)?.map(this.#option) ?? this.#boxes(input)}</div>
        </fieldset>
        <button class="go" type="button" ?disabled=${this.busy} @click=${this.#go}>
          ${say('start')}
        </button>
        <div role="alert">
          ${
            this.problems.length > 0
              ? html`<div class="problem">
                  ${this.problems.map((each) => html`<p>${each}</p>`)}
                </div>`
              : nothing
          }
        </div>
      </div>
    </details>`;
  }

  get #inputs(): InputInfo[] {
    return racing(this.inputs.lab.inputs, this.values, this.locked);
  }

  get #input(): InputInfo | undefined {
    return this.#inputs.find(({ name }) => name === this.chosen);
  }

  #option = (option: string) => {
    const isOn = this.given.includes(option);
    return html`<label class="option">
      <input
        type="checkbox"
        value=${option}
        .checked=${live(isOn)}
        ?disabled=${!isOn && this.given.length >= MOST}
        @change=${() => this.#switch(option)}
      />
      ${sayValue(this.words, this.#input!, option)}
    </label>`;
  };

  #boxes({ kind, label }: InputInfo) {
    const say = sayOfComparing(this.words.lang);
    const isText = kind === 'text' || kind === 'list';
    return Array.from(
      { length: MOST },
      (_, i) =>
        html`<input
          class="box"
          name=${label}
          inputmode=${isText ? 'text' : 'decimal'}
          aria-label=${say('raceValue', { n: i + 1 })}
          .value=${live(this.given[i] ?? '')}
          @input=${(event: Event) => this.#type(i, (event.target as HTMLInputElement).value)}
        />`,
    );
  }

  #choose = (event: Event): void => {
    this.chosen = (event.target as HTMLSelectElement).value;
    this.#begin();
  };

  /** With the value of now, until the reader has others. */
  #begin(): void {
    const input = this.#input;
    this.#isTouched = false;
    this.given = input ? firstValues(input, this.values[input.name] ?? '') : [];
  }

  #switch(option: string): void {
    this.#isTouched = true;
    this.given = this.given.includes(option)
      ? this.given.filter((each) => each !== option)
      : [...this.given, option];
  }

  #type(i: number, text: string): void {
    this.#isTouched = true;
    this.given = Array.from({ length: MOST }, (_, k) => (k === i ? text : (this.given[k] ?? '')));
  }

  /** In the order of the options, where there are some. */
  #go = (): void => {
    const input = this.#input!;
    const given = this.given.filter((value) => value.trim() !== '');
    const options = optionsOf(input);
    this.start(input, options ? options.filter((option) => given.includes(option)) : given);
  };
}
