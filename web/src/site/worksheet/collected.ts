// <unfold-collected>: what the students of a class gave back, as a table.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { csv } from '../../base/csv';
import { goButton } from '../../base/styles/go';
import { base, buttons } from '../../base/styles/shared';
import type { Values } from '../../i18n/fill';
import type { Lang } from '../../i18n/languages';
import type { Titles } from '../../i18n/texts';
import { sayOfSheet, type SheetKey } from '../../i18n/worksheet';
import { download } from '../../lab/download';
import { readGiven, type Given, type GivenBack } from './answers';
import { openButton, textOf } from './open';
import { SheetError } from './sheet';
import { fileStem } from './stem';
import { sheetStyles } from './styles';

interface Unread {
  name: string;
  error: SheetError;
}

@customElement('unfold-collected')
export class Collected extends LitElement {
  @property({ attribute: false }) titles!: Titles;
  @property() speaks: Lang = 'en';
  @state() private given: GivenBack[] = [];
  @state() private unread: Unread[] = [];

  static override styles = [
    base,
    buttons,
    goButton,
    sheetStyles,
    css`
      section {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
        padding-top: 24px;
        border-top: 1px solid var(--line);
      }
      h2 {
        font-size: var(--size-4);
      }
      .table {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-size: var(--size-small);
      }
      th,
      td {
        min-width: 7rem;
        max-width: 24rem;
        padding: 8px 16px 8px 0;
        border-bottom: 1px solid var(--line);
        text-align: start;
        vertical-align: baseline;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
    `,
  ];

  override render() {
    return html`<section aria-labelledby="collect">
      <h2 id="collect">${this.#say('collect')}</h2>
      <p class="soft">${this.#say('collectHelp')}</p>
      <div class="row">
        ${openButton(this.#say('collectOpen'), 'answers', this.#open, true)}
        ${
          this.given.length > 0
            ? html`<button class="quiet" type="button" data-csv @click=${this.#save}>
                ${this.#say('saveTable')}
              </button>`
            : nothing
        }
      </div>
      ${this.unread.map((each) => html`<p class="wrong" role="alert">${this.#why(each)}</p>`)}
      ${this.#sheets().map((given) => this.#table(given))}
    </section>`;
  }

  #say = (key: SheetKey, values?: Values): string => sayOfSheet(this.speaks, key, values);

  #why = ({ name, error }: Unread): string =>
    this.#say('unreadFile', { name, why: this.#say(error.code, error.values) });

  /** The files of each worksheet. */
  #sheets = (): GivenBack[][] =>
    [...new Set(this.given.map(({ worksheet }) => worksheet))].map((key) =>
      this.given.filter(({ worksheet }) => worksheet === key),
    );

  #head = ({ question, task, lab = '' }: Given): string =>
    question ?? (task || (this.titles[lab]?.title ?? lab));

  #cell({ answer, reached }: Given): string {
    if (answer !== undefined) return answer;
    return typeof reached === 'number' ? this.#say('reachedAt', { n: reached }) : '–';
  }

  #heads = ({ parts }: GivenBack): string[] => [this.#say('student'), ...parts.map(this.#head)];

  #table(given: GivenBack[]) {
    const { title } = given[0]!;
    return html`<div class="table" tabindex="0" role="group" aria-label=${title}>
      <table>
        <caption class="unseen">
          ${title}
        </caption>
        <thead>
          <tr>
            ${this.#heads(given[0]!).map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${given.map(
            ({ name, parts }) =>
              html`<tr>
                <th scope="row">${name || '–'}</th>
                ${parts.map((part) => html`<td>${this.#cell(part)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #open = async (files: File[]): Promise<void> => {
    const unread: Unread[] = [];
    const given = [...this.given];
    for (const file of files) {
      try {
        given.push(readGiven(await textOf(file)));
      } catch (error) {
        if (!(error instanceof SheetError)) throw error;
        unread.push({ name: file.name, error });
      }
    }
    this.given = distinct(given);
    this.unread = unread;
  };

  #save = (): void => {
    for (const given of this.#sheets()) {
      const rows = given.map(({ name, parts }) => [name, ...parts.map((part) => this.#cell(part))]);
      const text = csv([this.#heads(given[0]!), ...rows].map((row) => row.map(inert)));
      download(new TextEncoder().encode(text), `${fileStem(given[0]!.title)}.csv`);
    }
  };
}

/** A spreadsheet takes for a formula what begins like one, whoever wrote it. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** A file that is opened twice is there once. */
function distinct(given: GivenBack[]): GivenBack[] {
  return [...new Map(given.map((each) => [JSON.stringify(each), each])).values()];
}
