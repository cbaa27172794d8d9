// <unfold-lab-form>: the fields of a lab in a worksheet.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, boxes, buttons, folds } from '../../base/styles/shared';
import type { Lang } from '../../i18n/languages';
import { sayOfSharing } from '../../i18n/share';
import { sayOfSheet, type SheetKey } from '../../i18n/worksheet';
import { goalField, taskField, ticks, tickStyles, type List } from '../share/fields';
import { goalTrouble, parts } from '../share/made';
import { partIn, partLink } from './address';
import { knownOf, type Known } from './known';
import type { LabPart } from './sheet';
import { sheetStyles } from './styles';

@customElement('unfold-lab-form')
export class LabForm extends LitElement {
  @property({ attribute: false }) item!: LabPart;
  @property({ attribute: false }) labs!: string[];
  @property() site = '';
  @property() speaks: Lang = 'en';
  @state() private known: Known | 'failed' | null = null;
  /** What stands in the field of the link and is none. */
  @state() private noLink = false;

  static override styles = [
    base,
    buttons,
    boxes,
    folds,
    sheetStyles,
    tickStyles,
    css`
      :host,
      fieldset {
        display: grid;
        gap: 8px 12px;
        grid-template-columns: minmax(0, 1fr);
      }
      legend {
        font-size: var(--size-small);
        font-weight: 600;
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('item') as LabPart | undefined;
    const isOther = before !== undefined && before.lab !== this.item.lab;
    if (isOther || changed.has('speaks')) this.known = null;
    if (this.item.goal && this.known === null) void this.#ask();
  }

  override render() {
    return html`${this.#link()} ${this.#task()} ${this.#goal()}
      <details @toggle=${this.#open}>
        <summary>${this.#say('controls')}</summary>
        ${this.#controls()}
      </details>`;
  }

  #say = (key: SheetKey): string => sayOfSheet(this.speaks, key);

  #link() {
    return html`<div>
      <label for="link">${this.#say('labLink')}</label>
      <input
        class="box"
        id="link"
        type="url"
        autocomplete="off"
        spellcheck="false"
        .value=${partLink(this.site, this.item)}
        aria-invalid=${this.noLink ? 'true' : 'false'}
        aria-describedby="link-help"
        @change=${this.#paste}
      />
      <p
        class=${this.noLink ? 'wrong' : 'soft'}
        id="link-help"
        role=${this.noLink ? 'alert' : nothing}
      >
        ${this.#say(this.noLink ? 'notLink' : 'labLinkHelp')}
      </p>
    </div>`;
  }

  #task = () =>
    html`<div>${taskField(this.#say('task'), this.item.task, this.#typed('task'))}</div>`;

  #goal() {
    const { goal } = this.item;
    const known = this.known === 'failed' ? null : this.known;
    const trouble = known ? goalTrouble(goal, known.lab, known.reports, this.speaks) : '';
    const said = { goal, trouble, label: this.#say('goal'), help: this.#say('goalHelp') };
    return html`<div>${goalField(said, this.#typed('goal'))}</div>`;
  }

  #controls() {
    const { known } = this;
    if (known === null) return html`<p class="soft">${this.#say('controlsLoading')}</p>`;
    if (known === 'failed') return html`<p class="wrong">${this.#say('controlsFailed')}</p>`;
    const say = (key: Parameters<typeof sayOfSharing>[1]) => sayOfSharing(this.speaks, key);
    const { lab, words } = known;
    const shown = parts.filter((part) => part !== 'story' && (part !== 'ask' || lab.question));
    const inputs = lab.inputs.map((input): [string, string] => [input.name, words.label(input)]);
    return html`${this.#ticks(
      'hide',
      say('hide'),
      shown.map((part) => [part, say(`part_${part}`)]),
    )}
    ${this.#ticks('lock', say('lock'), [['preset', say('presets')], ...inputs])}`;
  }

  #ticks(list: List, legend: string, names: [string, string][]) {
    return html`<fieldset>
      <legend>${legend}</legend>
      ${ticks(list, names, this.item[list], (chosen) => this.#change({ [list]: chosen }))}
    </fieldset>`;
  }

  #typed = (name: 'task' | 'goal') => (event: Event) =>
    this.#change({ [name]: (event.target as HTMLInputElement).value });

  #paste = async ({ target }: Event): Promise<void> => {
    const part = await partIn((target as HTMLInputElement).value, this.labs);
    this.noLink = part === null;
    if (!part) return;
    // A plain address says nothing of what was written here.
    const { task, goal } = this.item;
    this.#change({ ...part, task: part.task || task, goal: part.goal || goal });
  };

  #open = ({ target }: Event): void => {
    const { open } = target as HTMLDetailsElement;
    if (open && (this.known === null || this.known === 'failed')) void this.#ask();
  };

  #asked = '';

  async #ask(): Promise<void> {
    const what = `${this.item.lab} ${this.speaks}`;
    if (this.#asked === what) return;
    this.#asked = what;
    const known = await knownOf(this.item.lab, this.speaks).catch(() => 'failed' as const);
    if (this.#asked !== what) return;
    this.known = known;
    if (known === 'failed') this.#asked = '';
  }

  #change(change: Partial<LabPart>): void {
    this.dispatchEvent(new CustomEvent('part', { detail: { ...this.item, ...change } }));
  }
}
