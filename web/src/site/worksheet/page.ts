// <unfold-worksheet-page>: a worksheet that the address or a file has, for students, or the place
// where a teacher writes one.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keep, kept } from '../../base/storage';
import { goButton } from '../../base/styles/go';
import { base, boxes, buttons } from '../../base/styles/shared';
import type { Lang } from '../../i18n/languages';
import type { Titles } from '../../i18n/texts';
import { sayOfSheet, type SheetKey } from '../../i18n/worksheet';
import { partIn, sheetIn } from './address';
import { readAnswers } from './answers';
import './collected';
import { DRAFT, type SheetEditor } from './editor';
import './editor';
import { openButton, textOf } from './open';
import type { Worksheet } from './reader';
import './reader';
import { emptySheet, hasAnswers, readSheet, SheetError, writeSheet, type Sheet } from './sheet';
import { sheetStyles } from './styles';

@customElement('unfold-worksheet-page')
export class WorksheetPage extends LitElement {
  @property({ attribute: false }) titles!: Titles;
  @property() site = '';
  @property() speaks: Lang = 'en';
  /** What students read; null where a teacher writes. */
  @state() private sheet: Sheet | null = null;
  @state() private draft!: Sheet;
  @state() private trouble: SheetError | null = null;
  /** Whether it is asked if the worksheet under way may go. */
  @state() private isAsking = false;
  @query('unfold-worksheet') private reader!: Worksheet;
  @query('unfold-sheet-editor') private editor!: SheetEditor | null;

  static override styles = [
    base,
    buttons,
    boxes,
    goButton,
    sheetStyles,
    css`
      :host,
      .page {
        display: grid;
        gap: 32px;
        grid-template-columns: minmax(0, 1fr);
      }
      header {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    this.draft = this.#kept() ?? emptySheet(this.speaks);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
  }

  override render() {
    return this.sheet ? this.#read(this.sheet) : this.#write();
  }

  override updated(): void {
    const [title, lang] = this.sheet
      ? [this.sheet.title || sayOfSheet(this.sheet.lang, 'untitled'), this.sheet.lang]
      : [sayOfSheet(this.speaks, 'writeTitle'), this.speaks];
    this.dispatchEvent(new CustomEvent('titled', { detail: { title, lang } }));
  }

  #labs = (): string[] => Object.keys(this.titles);

  #says = (lang: Lang) => (key: SheetKey) => sayOfSheet(lang, key);

  #said() {
    const { trouble } = this;
    if (!trouble) return nothing;
    const lang = this.sheet?.lang ?? this.speaks;
    return html`<p class="wrong" role="alert">
      ${sayOfSheet(lang, trouble.code, trouble.values)}
    </p>`;
  }

  #read(sheet: Sheet) {
    const say = this.#says(sheet.lang);
    return html`<div class="page" lang=${sheet.lang}>
      ${this.#said()}
      <unfold-worksheet .sheet=${sheet} .titles=${this.titles} site=${this.site}>
        ${openButton(say('openSaved'), 'any', this.#open)}
        <button class="quiet" type="button" data-edit @click=${this.#edit}>${say('edit')}</button>
      </unfold-worksheet>
      ${this.isAsking ? this.#question(say) : nothing}
    </div>`;
  }

  #question(say: (key: SheetKey) => string) {
    return html`<div class="row" role="alert">
      <span>${say('replace')}</span>
      <button class="go" type="button" data-replace @click=${this.#replace}>
        ${say('replaceYes')}
      </button>
      <button class="quiet" type="button" @click=${() => (this.isAsking = false)}>
        ${say('replaceNo')}
      </button>
    </div>`;
  }

  #write() {
    const say = this.#says(this.speaks);
    return html`<header>
        <p class="lead">${say('writeLead')}</p>
        <div class="row">
          ${openButton(say('openSaved'), 'any', this.#open)}
          <span class="soft">${say('openHelp')}</span>
        </div>
        ${this.#said()}
      </header>
      <unfold-sheet-editor
        .sheet=${this.draft}
        .titles=${this.titles}
        site=${this.site}
        .speaks=${this.speaks}
      ></unfold-sheet-editor>
      <unfold-collected .titles=${this.titles} .speaks=${this.speaks}></unfold-collected>`;
  }

  /** A worksheet of an earlier visit, if it can still be read, also with labs that are gone: nobody's
   *  work is thrown away for them. */
  #kept(): Sheet | null {
    const json = kept(DRAFT);
    try {
      return json === null ? null : readSheet(json);
    } catch {
      return null;
    }
  }

  #attempt(act: () => void): void {
    this.trouble = null;
    try {
      act();
    } catch (error) {
      if (!(error instanceof SheetError)) throw error;
      this.trouble = error;
    }
  }

  /** "#v=1&z=…" is a worksheet, "#add=…" the link of a lab to put into the one under way. */
  #follow = (): void => {
    this.isAsking = false;
    this.#attempt(() => (this.sheet = sheetIn(location.hash, this.#labs())));
    const link = new URLSearchParams(location.hash.slice(1)).get('add');
    if (link !== null) void this.#add(link);
  };

  async #add(link: string): Promise<void> {
    const part = await partIn(link, this.#labs());
    // Once is enough, also when the page is loaded again.
    history.replaceState(history.state, '', location.pathname + location.search);
    await this.updateComplete;
    if (part) await this.editor?.add(part);
  }

  #open = async ([file]: File[]): Promise<void> => {
    const json = await textOf(file!);
    await this.updateComplete;
    this.#attempt(() => {
      if (hasAnswers(json) && this.sheet) this.reader.take(readAnswers(this.sheet, json));
      else if (hasAnswers(json)) throw new SheetError('answersFirst');
      else this.sheet = readSheet(json, this.#labs());
    });
  };

  #edit = (): void => {
    const draft = this.#kept();
    const isOther = draft !== null && writeSheet(draft) !== writeSheet(this.sheet!);
    if (isOther && draft.parts.length > 0) this.isAsking = true;
    else this.#replace();
  };

  #replace = (): void => {
    this.draft = this.sheet!;
    keep(DRAFT, writeSheet(this.draft));
    this.isAsking = false;
    this.sheet = null;
    history.pushState(history.state, '', location.pathname + location.search);
  };
}
