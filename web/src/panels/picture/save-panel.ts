// <unfold-save-panel>: saves the panel that it stands in as PNG, as SVG and, where it has numbers, as CSV.
// What makes a picture comes when it is asked for.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { csv, type Grid } from '../../base/csv';
import { base, buttons } from '../../base/styles/shared';
import { sayOfPictures } from '../../i18n/pictures';
import type { Words } from '../../i18n/words';

type Kind = 'CSV' | 'PNG' | 'SVG';

/** The panel around an element, beyond the roots that it is in. */
function panelAround(node: Node | null): HTMLElement | null {
  if (node instanceof HTMLElement && node.matches('.panel, [data-panel]')) return node;
  const outer = node instanceof ShadowRoot ? node.host : (node?.parentNode ?? null);
  return outer && panelAround(outer);
}

async function pictureFile(kind: Kind, panel: HTMLElement, heading: string): Promise<Blob> {
  const { pictureOf } = await import('./picture');
  const picture = pictureOf(panel, heading);
  if (kind === 'SVG') return new Blob([picture.svg], { type: 'image/svg+xml' });
  const { pngOf } = await import('./raster');
  return pngOf(picture);
}

function tableFile({ columns, rows }: Grid): Blob {
  return new Blob([csv([columns, ...rows])], { type: 'text/csv' });
}

function saveFile(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

@customElement('unfold-save-panel')
export class SavePanel extends LitElement {
  @property() heading = '';
  @property({ attribute: false }) words!: Words;
  /** The numbers of the panel, where it has any. */
  @property({ attribute: false }) grid?: () => Grid;
  @state() private problem = '';

  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
    `,
  ];

  override render() {
    const kinds: Kind[] = this.grid ? ['CSV', 'PNG', 'SVG'] : ['PNG', 'SVG'];
    return html`${kinds.map((kind) => this.#button(kind))}
    ${this.problem ? html`<span class="soft" role="alert">${this.problem}</span>` : nothing}`;
  }

  #button(kind: Kind) {
    const label = sayOfPictures(this.words.lang, 'kindOf', { kind, name: this.heading });
    return html`<button
      class="quiet"
      type="button"
      aria-label=${label}
      title=${label}
      @click=${() => this.#save(kind)}
    >
      ${kind}
    </button>`;
  }

  async #save(kind: Kind): Promise<void> {
    const panel = panelAround(this);
    if (!panel) return;
    this.problem = '';
    try {
      const isTable = kind === 'CSV' && this.grid;
      const file = isTable ? tableFile(isTable()) : await pictureFile(kind, panel, this.heading);
      const name = (panel.dataset.panel ?? 'panel').replaceAll(' ', '-');
      saveFile(`${name}.${kind.toLowerCase()}`, file);
    } catch (error) {
      const { message } = error as Error;
      this.problem = sayOfPictures(this.words.lang, 'failed', { message });
    }
  }
}
