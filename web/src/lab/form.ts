// <unfold-form>: inputs, drawn from the lab's own declaration of them.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { base, boxes, buttons } from '../base/styles/shared';
import type { InputInfo, Note, Refusal } from '../engine/types';
import type { Words } from '../i18n/words';
import { InputEdit } from './events';
import { fields, type Field } from './fields';
import { fieldStyles } from './fields/styles';
import { isShown, type Values } from './values';

/** A refusal may say what is there to choose from. */
const choicesIn = (refusal: Refusal | null): string[] | undefined =>
  refusal?.values.choices?.split('\n');

@customElement('unfold-form')
export class Form extends LitElement {
  @property() heading = '';
  @property({ attribute: false }) inputs: InputInfo[] = [];
  @property({ attribute: false }) words!: Words;
  /** Texts of all inputs, and what they are under the chosen preset. */
  @property({ attribute: false }) values: Values = {};
  @property({ attribute: false }) standard: Values = {};
  @property({ attribute: false }) refusal: Refusal | null = null;
  /** What texts may be, by their inputs. */
  @property({ attribute: false }) offers: Record<string, string[]> = {};
  /** What the lab has made of the inputs, and what it asks about them. */
  @property({ attribute: false }) notes: Note[] = [];
  @property({ attribute: false }) locked: ReadonlySet<string> = new Set();
  @state() private showsAdvanced = false;
  #asked = '';

  static override styles = [
    base,
    buttons,
    boxes,
    fieldStyles,
    css`
      h2 {
        margin-bottom: 8px;
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
    const refused = this.inputs.find(({ name }) => name === this.refusal?.input);
    if (changed.has('refusal') && refused?.advanced) this.showsAdvanced = true;
    const asked = this.#askedAbout();
    if (asked !== '' && asked !== this.#asked) this.showsAdvanced = true;
    this.#asked = asked;
  }

  /** The advanced inputs for which notes offer a choice. */
  #askedAbout(): string {
    const asked = this.notes.filter(({ values }) => values.choices).map(({ input }) => input);
    const advanced = this.inputs.filter((input) => input.advanced).map(({ name }) => name);
    return advanced.filter((name) => asked.includes(name)).join();
  }

  override render() {
    const shown = this.inputs.filter((input) => isShown(input, this.values));
    const advanced = shown.filter((input) => input.advanced);
    return html`
      ${this.heading ? html`<h2>${this.heading}</h2>` : nothing}
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
    const refused = refusal?.input === input.name ? refusal : null;
    return {
      input,
      words,
      value: this.values[input.name] ?? '',
      standard: this.standard[input.name] ?? '',
      choices: choicesIn(refused) ?? this.offers[input.name] ?? [],
      refusal: refused ? words.refusal(refused, this.inputs) : '',
      note: this.notes
        .filter((note) => note.input === input.name)
        .map((note) => words.refusal(note, this.inputs))
        .join(' '),
      locked: this.locked.has(input.name),
      edit: (value) => this.dispatchEvent(new InputEdit(input.name, value)),
    };
  }
}
