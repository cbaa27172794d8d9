// <unfold-form>: inputs, drawn from the lab's own declaration of them.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Naming } from '../base/files';
import { base, boxes, buttons, folds } from '../base/styles/shared';
import type { InputInfo, Note, Refusal } from '../engine/types';
import type { Words } from '../i18n/words';
import { InputEdit } from './events';
import { fields, type Field } from './fields';
import { fieldStyles } from './fields/styles';
import { isSame, isShown, type Values } from './values';

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
  /** What became of inputs that did not fit each other, and what the lab asks about them. */
  @property({ attribute: false }) notes: Note[] = [];
  @property({ attribute: false }) locked: ReadonlySet<string> = new Set();
  @property({ attribute: false }) naming: Naming = async () => '';
  /** What the inputs are where nobody has changed any. */
  @property({ attribute: false }) plain: Values = {};
  @state() private showsAdvanced = false;
  #asked = '';
  /** The advanced inputs that are changed. */
  #changed: string[] = [];
  /** The input that was edited last: the reader looks there. */
  #edited = '';

  static override styles = [
    base,
    buttons,
    boxes,
    folds,
    fieldStyles,
    css`
      h2 {
        margin-bottom: 8px;
      }
      .fields {
        display: grid;
        gap: 16px;
      }
      details {
        margin-top: 24px;
      }
      summary {
        min-height: 32px;
        padding: 4px 0;
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
    if (changed.has('values')) this.#openForChanges();
  }

  /** A preset or a link may change what would be out of sight. */
  #openForChanges(): void {
    const { plain, values, inputs } = this;
    const isChanged = ({ name, advanced }: InputInfo) =>
      advanced && name in plain && !isSame(values[name] ?? '', plain[name]!);
    const changed = inputs.filter(isChanged).map(({ name }) => name);
    if (changed.some((name) => !this.#changed.includes(name))) this.showsAdvanced = true;
    this.#changed = changed;
  }

  /** The advanced inputs for which notes offer a choice. */
  #askedAbout(): string {
    const asked = this.notes.filter(({ values }) => values.choices).map(({ input }) => input);
    const advanced = this.inputs.filter((input) => input.advanced).map(({ name }) => name);
    return advanced.filter((name) => asked.includes(name)).join();
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has('refusal') || this.refusal?.input !== this.#edited) return;
    // Results that become those of earlier inputs move what is around them first.
    requestAnimationFrame(() =>
      this.renderRoot.querySelector('.refusal')?.scrollIntoView({ block: 'nearest' }),
    );
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
    const { name } = input;
    const standard = this.standard[name] ?? '';
    const given = this.values[name] ?? '';
    const fitted = given === standard ? this.notes.find((note) => note.input === name) : undefined;
    const refused = refusal?.input === name ? refusal : null;
    return {
      input,
      words,
      value: fitted?.value ?? given,
      standard: fitted?.value ?? standard,
      choices: choicesIn(refused) ?? this.offers[name] ?? [],
      refusal: refused ? words.refusal(refused, this.inputs) : '',
      locked: this.locked.has(name),
      said: this.#said(name),
      naming: this.naming,
      edit: (value) => this.#edit(name, value),
    };
  }

  #edit(name: string, value: string): void {
    this.#edited = name;
    this.dispatchEvent(new InputEdit(name, value));
  }

  /** What is to be said at a field of other fields, which may be out of sight. */
  #said(name: string) {
    const isElsewhere = name === this.#edited && this.refusal && this.refusal.input !== name;
    const notes = this.notes.filter((note) => this.#place(note) === name);
    if (!isElsewhere && notes.length === 0) return nothing;
    void import('./said');
    return html`<unfold-said
      role="status"
      .inputs=${this.inputs}
      .words=${this.words}
      .locked=${this.locked}
      .refusal=${isElsewhere ? this.refusal : null}
      .notes=${notes}
      .edit=${(input: string, value: string) => this.#edit(input, value)}
      .show=${(input: string) => this.#show(input)}
    ></unfold-said>`;
  }

  /** The field at which a note is read: the one that was edited, if it is for that. */
  #place({ input, wayBack }: Note): string {
    const places = [this.#edited, ...Object.keys(wayBack)].filter((name) => name in wayBack);
    const isSeen = ({ name, advanced }: InputInfo) => name === places[0] && !advanced;
    return places[0] && (places[0] === this.#edited || this.inputs.some(isSeen))
      ? places[0]
      : input;
  }

  async #show(name: string): Promise<Element | null> {
    const isAdvanced = this.inputs.some((input) => input.name === name && input.advanced);
    if (isAdvanced) this.showsAdvanced = true;
    await this.updateComplete;
    return this.renderRoot.querySelector(`[data-input="${name}"]`);
  }
}
