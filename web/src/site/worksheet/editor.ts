// <unfold-sheet-editor>: where a teacher puts a worksheet together. It is kept on the device with each
// change.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { copied } from '../../base/clipboard';
import { canKeep, keep } from '../../base/storage';
import { goButton } from '../../base/styles/go';
import { base, boxes, buttons } from '../../base/styles/shared';
import type { Values } from '../../i18n/fill';
import { languageNames, languages, type Lang } from '../../i18n/languages';
import type { Titles } from '../../i18n/texts';
import { sayOfSheet, type SheetKey } from '../../i18n/worksheet';
import { download } from '../../lab/download';
import { LONG } from '../share/made';
import { linkOf } from './address';
import './lab-form';
import type { LabForm } from './lab-form';
import { most, newLab, writeSheet, type Part, type Sheet } from './sheet';
import { fileStem } from './stem';
import { sheetStyles } from './styles';

/** Where the worksheet under way is kept. */
export const DRAFT = 'worksheet';

/** A part with a number of its own, by which it stays itself while others move. */
interface Entry {
  id: number;
  part: Part;
}

/** What was taken away, and how it comes back. */
interface Removed {
  what: string;
  putBack: () => void;
  /** Where the focus goes then. */
  focus: string;
}

let ids = 0;
const entryOf = (part: Part): Entry => ({ id: ++ids, part });

@customElement('unfold-sheet-editor')
export class SheetEditor extends LitElement {
  /** What it begins with. */
  @property({ attribute: false }) sheet!: Sheet;
  @property({ attribute: false }) titles!: Titles;
  @property() site = '';
  @property() speaks: Lang = 'en';
  @state() private heading = '';
  @state() private language: Lang = 'en';
  @state() private entries: Entry[] = [];
  @state() private removed: Removed | null = null;
  @state() private said = '';
  @state() private chosen = '';
  #isKept = canKeep();

  static override styles = [
    base,
    buttons,
    boxes,
    goButton,
    sheetStyles,
    css`
      :host,
      section,
      .part,
      .body {
        display: grid;
        gap: 16px;
        grid-template-columns: minmax(0, 1fr);
      }
      :host {
        gap: 32px;
        max-width: 52rem;
      }
      h2 {
        font-size: var(--size-4);
      }
      .head {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(120px, auto);
        gap: 8px 12px;
      }
      .part {
        padding: 16px;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .part h3 {
        flex: 1 1 auto;
        overflow-wrap: anywhere;
      }
      .body {
        gap: 4px;
      }
      .which {
        flex: 0 1 20rem;
        min-width: 0;
      }
      .code {
        min-height: 76px;
        font: var(--size-small) / 1.5 var(--mono);
        overflow-wrap: anywhere;
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('sheet')) return;
    const { title, lang, parts } = this.sheet;
    [this.heading, this.language, this.entries] = [title, lang, parts.map(entryOf)];
    this.removed = null;
  }

  override render() {
    const { heading, language } = this;
    return html`<section aria-label=${this.#say('sheetTitle')}>
        <div class="head">
          <div>
            <label for="title">${this.#say('sheetTitle')}</label>
            <input
              class="box"
              id="title"
              autocomplete="off"
              maxlength=${most.title}
              .value=${heading}
              @input=${({ target }: Event) => this.#change({ heading: (target as HTMLInputElement).value })}
            />
          </div>
          <div>
            <label for="lang">${this.#say('sheetLang')}</label>
            <select
              class="box"
              id="lang"
              @change=${({ target }: Event) => this.#change({ language: (target as HTMLSelectElement).value as Lang })}
            >
              ${languages.map((lang) => html`<option value=${lang} ?selected=${lang === language}>${languageNames[lang]}</option>`)}
            </select>
          </div>
        </div>
      </section>
      <section aria-labelledby="parts">
        <h2 id="parts">${this.#say('parts')}</h2>
        ${this.entries.length === 0 ? html`<p class="soft">${this.#say('noParts')}</p>` : nothing}
        ${repeat(
          this.entries,
          ({ id }) => id,
          (entry, at) => this.#entry(entry, at),
        )}
        ${this.#undo()} ${this.#adding()}
      </section>
      ${this.#giveOut()}`;
  }

  #say = (key: SheetKey, values?: Values): string => sayOfSheet(this.speaks, key, values);

  #name({ part }: Entry, at: number): string {
    if (part.kind === 'text') return this.#say('partText', { n: at + 1 });
    if (part.kind === 'question') return this.#say('partQuestion', { n: at + 1 });
    return this.#say('partLab', { n: at + 1, title: this.titles[part.lab]?.title ?? part.lab });
  }

  #entry(entry: Entry, at: number) {
    const name = this.#name(entry, at);
    return html`<section class="part" data-part=${entry.id} aria-label=${name}>
      <div class="row">
        <h3>${name}</h3>
        <div>
          ${this.#tool('up', name, at === 0, () => this.#move(entry, at, -1))}
          ${this.#tool('down', name, at === this.entries.length - 1, () => this.#move(entry, at, 1))}
          ${this.#tool('remove', name, false, () => this.#remove(entry, at, name))}
        </div>
      </div>
      ${this.#body(entry, at)}
    </section>`;
  }

  #tool(tool: 'up' | 'down' | 'remove', name: string, isOff: boolean, press: () => unknown) {
    return html`<button
      class="quiet"
      type="button"
      data-tool=${tool}
      aria-label="${this.#say(tool)}: ${name}"
      ?disabled=${isOff}
      @click=${press}
    >
      ${this.#say(tool)}
    </button>`;
  }

  #body({ id, part }: Entry, at: number) {
    if (part.kind === 'lab' && !this.titles[part.lab]) {
      const gone = { n: at + 1, lab: part.lab };
      return html`<p class="wrong">${this.#say('unknownLab', gone)}</p>`;
    }
    if (part.kind === 'lab') {
      return html`<unfold-lab-form
        .item=${part}
        .labs=${Object.keys(this.titles)}
        site=${this.site}
        .speaks=${this.speaks}
        @part=${({ detail }: CustomEvent<Part>) => this.#write(id, detail)}
      ></unfold-lab-form>`;
    }
    const [label, help] =
      part.kind === 'text'
        ? (['markdown', 'markdownHelp'] as const)
        : (['question', 'questionHelp'] as const);
    return html`<div class="body">
      <label for="text-${id}">${this.#say(label)}</label>
      <textarea
        class="box"
        id="text-${id}"
        rows=${part.kind === 'text' ? 5 : 2}
        maxlength=${most.text}
        aria-describedby="help-${id}"
        .value=${part.text}
        @input=${({ target }: Event) => this.#write(id, { ...part, text: (target as HTMLTextAreaElement).value })}
      ></textarea>
      <p class="soft" id="help-${id}">${this.#say(help)}</p>
    </div>`;
  }

  #undo() {
    if (!this.removed) return nothing;
    return html`<p class="row" role="status">
      <span class="soft">${this.#say('removed', { what: this.removed.what })}</span>
      <button class="quiet" type="button" data-put-back @click=${this.#putBack}>
        ${this.#say('putBack')}
      </button>
    </p>`;
  }

  #adding() {
    const isFull = this.entries.length >= most.parts;
    const add = (kind: string, label: SheetKey, part: () => Part) =>
      html`<button
        class="go"
        type="button"
        data-add=${kind}
        aria-label="${this.#say('add')}: ${this.#say(label)}"
        ?disabled=${isFull}
        @click=${() => void this.#add(part())}
      >
        + ${this.#say(label)}
      </button>`;
    const labs = Object.entries(this.titles);
    const chosen = this.chosen || labs[0]![0];
    return html`<div class="row">
      ${add('text', 'addText', () => ({ kind: 'text', text: '' }))}
      ${add('question', 'addQuestion', () => ({ kind: 'question', text: '' }))}
      ${add('lab', 'addLab', () => newLab(chosen))}
      <select
        class="box which"
        id="which"
        aria-label=${this.#say('whichLab')}
        @change=${({ target }: Event) => (this.chosen = (target as HTMLSelectElement).value)}
      >
        ${labs.map(([id, { title }]) => html`<option value=${id} ?selected=${id === chosen}>${title}</option>`)}
      </select>
    </div>`;
  }

  #giveOut() {
    const link = linkOf(this.site, this.#now());
    const size = link.length.toLocaleString(this.speaks);
    return html`<section aria-labelledby="give">
      <h2 id="give">${this.#say('giveOut')}</h2>
      <div>
        <label for="link">${this.#say('link')}</label>
        <textarea class="box code" id="link" readonly rows="3" .value=${link}></textarea>
        ${link.length > LONG ? html`<p class="wrong">${this.#say('longLink', { size })}</p>` : nothing}
      </div>
      <div class="row">
        <button class="go" type="button" data-copy @click=${() => void this.#copy(link)}>
          ${this.#say('copyLink')}
        </button>
        <button class="go" type="button" data-save @click=${this.#save}>
          ${this.#say('save')}
        </button>
        <a class="go" data-see href=${link} target="_blank">${this.#say('see')}</a>
        <button class="quiet" type="button" data-anew @click=${this.#anew}>
          ${this.#say('anew')}
        </button>
      </div>
      <p class="soft">${this.#say(this.#isKept ? 'kept' : 'notKept')}</p>
      <p class="said soft" role="status">${this.said}</p>
    </section>`;
  }

  #now(): Sheet {
    const parts = this.entries.map(({ part }) => part);
    return { title: this.heading, lang: this.language, parts };
  }

  #change(change: Partial<{ heading: string; language: Lang; entries: Entry[] }>): void {
    Object.assign(this, change);
    this.said = '';
    keep(DRAFT, writeSheet(this.#now()));
  }

  #write(id: number, part: Part): void {
    const entries = this.entries.map((entry) => (entry.id === id ? { id, part } : entry));
    this.#change({ entries });
  }

  /** Also from elsewhere, as from the dialog that shares a lab. */
  async add(part: Part): Promise<void> {
    await this.updateComplete;
    if (this.entries.length < most.parts) await this.#add(part);
  }

  async #add(part: Part): Promise<void> {
    const entry = entryOf(part);
    this.#change({ entries: [...this.entries, entry] });
    await this.updateComplete;
    const section = this.#section(entry.id);
    const form = section.querySelector<LabForm>('unfold-lab-form');
    await form?.updateComplete;
    (form?.shadowRoot ?? section).querySelector<HTMLElement>('input, textarea')?.focus();
  }

  #section = (id: number): HTMLElement =>
    this.renderRoot.querySelector<HTMLElement>(`[data-part="${id}"]`)!;

  async #move(entry: Entry, at: number, by: 1 | -1): Promise<void> {
    const entries = this.entries.filter(({ id }) => id !== entry.id);
    entries.splice(at + by, 0, entry);
    this.#change({ entries });
    await this.updateComplete;
    // The button is where it was pressed, unless there is nowhere further to go.
    const tools = this.#section(entry.id).querySelectorAll<HTMLButtonElement>('[data-tool]');
    const [up, down] = [...tools] as [HTMLButtonElement, HTMLButtonElement];
    const [pressed, other] = by < 0 ? [up, down] : [down, up];
    (pressed.disabled ? other : pressed).focus();
  }

  async #remove(entry: Entry, at: number, what: string): Promise<void> {
    this.#change({ entries: this.entries.filter(({ id }) => id !== entry.id) });
    await this.#offerBack({
      what,
      putBack: () => this.#change({ entries: this.entries.toSpliced(at, 0, entry) }),
      focus: `[data-part="${entry.id}"] [data-tool=remove]`,
    });
  }

  #anew = async (): Promise<void> => {
    const { heading, entries } = this;
    this.#change({ heading: '', entries: [] });
    await this.#offerBack({
      what: heading || this.#say('untitled'),
      putBack: () => this.#change({ heading, entries }),
      focus: '#title',
    });
  };

  async #offerBack(removed: Removed): Promise<void> {
    this.removed = removed;
    await this.updateComplete;
    this.#focus('[data-put-back]');
  }

  #putBack = async (): Promise<void> => {
    const { putBack, focus } = this.removed!;
    putBack();
    this.removed = null;
    await this.updateComplete;
    this.#focus(focus);
  };

  #focus = (selector: string): void =>
    this.renderRoot.querySelector<HTMLElement>(selector)!.focus();

  async #copy(link: string): Promise<void> {
    this.renderRoot.querySelector<HTMLTextAreaElement>('#link')!.select();
    this.said = this.#say((await copied(link)) ? 'copied' : 'notCopied');
  }

  #save = (): void => {
    const text = `${writeSheet(this.#now())}\n`;
    download(new TextEncoder().encode(text), `${fileStem(this.heading)}.json`);
  };
}
