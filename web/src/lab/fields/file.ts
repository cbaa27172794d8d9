// <unfold-file-field>: a file of the reader's own: opened, dropped or pasted. It stays on the device.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Encoding } from '../../base/encodings';
import { fileName, keepFile } from '../../base/files';
import { byteSize } from '../../base/numbers';
import { base, boxes, buttons } from '../../base/styles/shared';
import '../../i18n/whole-english';
import type { EncodingChoice } from './encoding';
import type { Field } from './field';
import { openOwnFile, Unusable, type OwnFile } from './own-file';

/** A file that was read in another encoding than UTF-8. */
interface Recoded {
  file: OwnFile;
  encoding: Encoding;
  text: string;
}

const textual = /\.(txt|csv|md)\b/;

@customElement('unfold-file-field')
export class FileField extends LitElement {
  @property({ attribute: false }) field!: Field;
  @state() private isPasting = false;
  @state() private isOver = false;
  /** Why the last file was not taken. */
  @state() private problem = '';
  @state() private recoded: Recoded | null = null;
  @query('input') private chooser!: HTMLInputElement;
  @query('textarea') private paper!: HTMLTextAreaElement;

  #kept = { value: '', size: 0 };

  static override styles = [
    base,
    buttons,
    boxes,
    css`
      .zone {
        padding: 8px 12px;
        border: 1px dashed var(--edge);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .over {
        border: 1px solid var(--accent);
        background: var(--right-tint);
      }
      .name {
        font-size: var(--size);
        overflow-wrap: anywhere;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: 4px -8px 0;
      }
      .tools .quiet:hover:not(:disabled) {
        background: var(--surface-strong);
      }
      textarea {
        display: block;
        min-height: 120px;
        margin-top: 8px;
        background: var(--paper);
        resize: vertical;
        font: var(--size-small) / 1.6 var(--mono);
      }
      .problem {
        margin-top: 4px;
        font-size: var(--size-small);
        font-weight: 600;
        color: var(--wrong);
        overflow-wrap: anywhere;
      }
      .stays {
        margin-top: 4px;
      }
    `,
  ];

  override render() {
    const { words, value, input, locked } = this.field;
    return html`<div
        class="zone ${this.isOver ? 'over' : ''}"
        @dragover=${this.#over}
        @dragleave=${() => (this.isOver = false)}
        @drop=${this.#drop}
      >
        <div class="name">
          ${value ? fileName(value) : words.t('shippedData')}
          ${
            value && value === this.#kept.value
              ? html`<span class="soft">${byteSize(this.#kept.size)}</span>`
              : nothing
          }
        </div>
        <input
          type="file"
          hidden
          accept=${input.accept ? `${input.accept},.gz` : nothing}
          @change=${() => this.#choose(this.chooser.files)}
        />
        <div class="tools">
          ${this.#button('openFile', () => this.chooser.click())}
          ${
            textual.test(input.accept)
              ? this.#button('pasteText', () => void this.#startPasting())
              : nothing
          }
          ${value && !locked ? this.#button('useShipped', () => this.#back()) : nothing}
        </div>
        ${this.isPasting ? this.#pasting() : nothing}
        ${this.recoded && value && value === this.#kept.value ? this.#encoding(this.recoded) : nothing}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <p class="soft stays">${words.t('staysHere')}</p>`;
  }

  #button(key: 'openFile' | 'pasteText' | 'useShipped' | 'useText' | 'cancel', act: () => void) {
    const { words, input, locked } = this.field;
    return html`<button
      class="quiet"
      type="button"
      ?disabled=${locked}
      aria-label="${words.label(input)}: ${words.t(key)}"
      @click=${act}
    >
      ${words.t(key)}
    </button>`;
  }

  #pasting() {
    const { words, input } = this.field;
    return html`<textarea
        class="box"
        aria-label="${words.label(input)}: ${words.t('pasteText')}"
        spellcheck="false"
        autocapitalize="off"
      ></textarea>
      <div class="tools">
        ${this.#button('useText', () => this.#usePasted())}
        ${this.#button('cancel', () => (this.isPasting = false))}
      </div>`;
  }

  #encoding({ encoding, text }: Recoded) {
    const { words, locked } = this.field;
    return html`<unfold-encoding
      .words=${words}
      .text=${text}
      .encoding=${encoding}
      .locked=${locked}
      @encoding-choice=${(event: EncodingChoice) => void this.#recode(event.encoding)}
    ></unfold-encoding>`;
  }

  async #startPasting(): Promise<void> {
    this.isPasting = true;
    await this.updateComplete;
    this.paper.focus();
  }

  #usePasted(): void {
    const text = this.paper.value;
    if (text === '') return;
    const [ending = '.txt'] = this.field.input.accept.split(',').filter(Boolean);
    this.isPasting = false;
    void this.#open(new File([text], `pasted${ending}`));
  }

  #over = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = !this.field.locked;
  };

  #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = false;
    if (!this.field.locked) this.#choose(event.dataTransfer?.files);
  };

  #choose(files: FileList | null | undefined): void {
    const file = files?.[0];
    if (file) void this.#open(file);
    this.chooser.value = '';
  }

  #back(): void {
    this.problem = '';
    this.field.edit('');
  }

  async #open(file: File): Promise<void> {
    this.problem = '';
    try {
      const opened = await openOwnFile(this.field, file);
      if (opened.encoding) await this.#read(opened, opened.encoding);
      else await this.#keep(opened.name, opened.bytes);
    } catch (error) {
      this.#refuse(file.name, error);
    }
  }

  async #recode(encoding: Encoding): Promise<void> {
    const { file } = this.recoded!;
    try {
      await this.#read(file, encoding);
    } catch (error) {
      this.#refuse(file.name, error);
    }
  }

  async #read(file: OwnFile, encoding: Encoding): Promise<void> {
    const [{ decoded }] = await Promise.all([import('../../base/encodings'), import('./encoding')]);
    const text = decoded(file.bytes, encoding);
    await this.#keep(file.name, new TextEncoder().encode(text));
    this.recoded = { file, encoding, text };
  }

  async #keep(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const value = await keepFile(name, bytes, this.field.naming);
    this.recoded = null;
    this.#kept = { value, size: bytes.length };
    this.field.edit(value);
  }

  #refuse(name: string, error: unknown): void {
    this.problem =
      error instanceof Unusable
        ? error.message
        : this.field.words.t('fileUnread', { name, message: String(error) });
  }
}
