// <unfold-file-field>: a file of the reader's own: opened, dropped or pasted. It stays on the device.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { fileName, keepFile } from '../../base/files';
import { byteSize } from '../../base/numbers';
import { base, boxes, buttons } from '../../base/styles/shared';
import type { Field } from './field';

interface Pasted {
  name: string;
  text: string;
}

const sizeOf = (file: File | Pasted) =>
  file instanceof File ? file.size : new TextEncoder().encode(file.text).length;

const textual = /\.(txt|csv|md)\b/;

@customElement('unfold-file-field')
export class FileField extends LitElement {
  @property({ attribute: false }) field!: Field;
  @state() private isPasting = false;
  @state() private isOver = false;
  /** Why the last file was not taken. */
  @state() private problem = '';
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
          accept=${input.accept || nothing}
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
    void this.#keep({ name: `pasted${ending}`, text });
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
    if (file) void this.#keep(file);
    this.chooser.value = '';
  }

  #back(): void {
    this.problem = '';
    this.field.edit('');
  }

  /** What the field cannot take; "" if it can. */
  #refuse(name: string, size: number): string {
    const { words, input } = this.field;
    const endings = input.accept.toLowerCase().split(',').filter(Boolean);
    if (input.max > 0 && size > input.max) {
      return words.t('fileTooLarge', { name, size: byteSize(size), max: byteSize(input.max) });
    }
    if (size === 0) return words.t('fileEmpty', { name });
    const isKnown = endings.length === 0 || endings.some((end) => name.toLowerCase().endsWith(end));
    return isKnown ? '' : words.t('fileOfOtherKind', { name, allowed: endings.join(', ') });
  }

  async #keep(file: File | Pasted): Promise<void> {
    const size = sizeOf(file);
    this.problem = this.#refuse(file.name, size);
    if (this.problem) return;
    try {
      const value = await keepFile(file, this.field.naming);
      this.#kept = { value, size };
      this.field.edit(value);
    } catch (error) {
      this.problem = this.field.words.t('fileUnread', { name: file.name, message: String(error) });
    }
  }
}
