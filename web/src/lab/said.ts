// <unfold-said>: what is said at a field of others: that one of them is refused, or what became of
// them, with the way back.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base, buttons } from '../base/styles/shared';
import type { InputInfo, Note, Refusal } from '../engine/types';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { backLabel } from './fields/field';

const CONTROLS = 'input, select, textarea, button:not(.back, .ask-help)';

/** The first control of a field, which may be an element of its own. */
function controlOf(root: ParentNode): HTMLElement | null {
  const inside = [...root.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot)?.shadowRoot;
  return root.querySelector<HTMLElement>(CONTROLS) ?? (inside ? controlOf(inside) : null);
}

@customElement('unfold-said')
export class Said extends LitElement {
  @property({ attribute: false }) inputs: InputInfo[] = [];
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) locked: ReadonlySet<string> = new Set();
  @property({ attribute: false }) refusal: Refusal | null = null;
  @property({ attribute: false }) notes: Note[] = [];
  @property({ attribute: false }) edit!: (input: string, value: string) => void;
  /** The field of an input, once it can be seen. */
  @property({ attribute: false }) show!: (input: string) => Promise<Element | null>;

  static override styles = [
    base,
    buttons,
    css`
      p {
        margin-top: 8px;
        padding: 8px 12px;
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: inset 3px 0 0 var(--accent);
        font-size: var(--size-small);
        overflow-wrap: anywhere;
      }
      .refusal {
        background: var(--wrong-tint);
        box-shadow: inset 3px 0 0 var(--wrong);
      }
      button {
        margin: 0 0 0 -8px;
        text-align: left;
      }
    `,
  ];

  override firstUpdated(): void {
    const form = (this.getRootNode() as ShadowRoot).host;
    if (form?.matches(':focus-within')) this.scrollIntoView({ block: 'nearest' });
  }

  override render() {
    return [this.refusal ? this.#refused(this.refusal) : nothing, ...this.notes.map(this.#note)];
  }

  #refused(refusal: Refusal) {
    const input = this.#input(refusal.input);
    return html`<p class="refusal">
      ${this.words.refusal(refusal, this.inputs)}
      ${input ? this.#button('show', this.#named('showInput', input), () => this.#go(input.name)) : nothing}
    </p>`;
  }

  #note = (note: Note) => {
    const { wayBack } = note;
    const names = Object.keys(wayBack);
    const isOpen = names.length > 0 && !names.some((name) => this.locked.has(name));
    return html`<p data-note=${note.code}>
      ${this.words.refusal(note, this.inputs)}
      ${isOpen ? this.#button('way-back', this.#wayBack(wayBack), () => this.#goBack(note)) : nothing}
    </p>`;
  };

  #button(name: string, label: string, act: () => void) {
    return html`<button class="quiet" type="button" data-act=${name} @click=${act}>
      ${label}
    </button>`;
  }

  /** "Hidden units: Back to 2", or "Cell, Hidden units: Back to the preset". */
  #wayBack(values: Note['wayBack']): string {
    const { words } = this;
    const inputs = this.inputs.filter(({ name }) => name in values);
    const labels = inputs.map(words.label).join(', ');
    const [input] = inputs;
    const back =
      inputs.length === 1 && input
        ? backLabel({ input, standard: values[input.name]!, words })
        : words.t('backToPreset');
    return `${labels}: ${back}`;
  }

  #named = (key: 'showInput', input: InputInfo) =>
    this.words.t(key, { label: this.words.label(input) });

  #input = (name: string) => this.inputs.find((input) => input.name === name);

  async #go(name: string): Promise<void> {
    const field = await this.show(name);
    field?.scrollIntoView({ block: 'center' });
    if (field) controlOf(field)?.focus({ preventScroll: true });
  }

  /** The button goes with its note; who pressed it stays at the field. */
  #goBack({ wayBack }: Note): void {
    const field = this.closest('.field');
    if (field) controlOf(field)?.focus({ preventScroll: true });
    for (const [input, value] of Object.entries(wayBack)) this.edit(input, value);
  }
}
