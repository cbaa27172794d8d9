// <unfold-to-map>: takes the lab's vectors to the lab embedding-map, among the reader's own files.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shareFile } from '../base/files';
import { playNext } from '../base/play-next';
import { goButton } from '../base/styles/go';
import { base, buttons } from '../base/styles/shared';
import { labText } from '../i18n/index';
import { say } from '../i18n/map';
import type { Words } from '../i18n/words';
import { download } from './download';
import { writeLink } from './link';
import type { LabRun } from './run';
import { labPage } from './run-file';

const MAP = 'embedding-map';
@customElement('unfold-to-map')
export class ToMap extends LitElement {
  @property() lab = '';
  @property({ attribute: false }) words!: Words;
  @property({ attribute: false }) run!: LabRun;
  @property({ type: Boolean }) disabled = false;
  @state() private notice = '';
  @state() private isBusy = false;

  static override styles = [
    base,
    buttons,
    goButton,
    css`
      :host {
        margin-top: 32px;
      }
      .way {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
      }
      .notice {
        margin-top: 8px;
        padding: 12px 16px;
        border-radius: var(--radius);
        background: var(--surface);
        overflow-wrap: anywhere;
      }
      .lead {
        flex: 1 1 240px;
      }
    `,
  ];

  override render() {
    const { lang } = this.words;
    return html`<div class="way">
        <button
          class="go"
          type="button"
          ?disabled=${this.disabled || this.isBusy}
          @click=${() => void this.#go()}
        >
          ${say(lang, 'toMap')}
        </button>
        <span class="soft lead">${say(lang, 'toMapLead')}</span>
      </div>
      <div role="status">
        ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
      </div>`;
  }

  async #go(): Promise<void> {
    this.isBusy = true;
    this.notice = '';
    try {
      await this.#take();
    } finally {
      this.isBusy = false;
    }
  }

  async #take(): Promise<void> {
    const { lang } = this.words;
    await this.run.pause();
    const outcome = await this.run.vectors();
    if (outcome.kind !== 'vectors') {
      this.notice = say(lang, 'noVectors');
      return;
    }
    const name = `${this.lab}-embeddings.vec`;
    const file = outcome.file as Uint8Array<ArrayBuffer>;
    const page = labPage(MAP);
    const vectors = page && (await shareFile(name, file, this.run.naming));
    if (vectors) {
      playNext(MAP);
      return location.assign(page + (await writeLink('', { vectors })));
    }
    download(file, name);
    const text = await labText(MAP, lang);
    this.notice = say(lang, 'saved', { file: name, lab: text?.title ?? MAP });
  }
}
