// <unfold-picture-buttons>: saves the panel that it stands in as PNG and as SVG. What makes the picture
// comes when it is asked for.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, buttons } from '../../base/styles/shared';
import { sayOfPictures } from '../../i18n/pictures';
import type { Words } from '../../i18n/words';
import { saveFile } from '../panel';

const KINDS = ['PNG', 'SVG'] as const;
type Kind = (typeof KINDS)[number];

/** The panel around an element, beyond the roots that it is in. */
function panelAround(node: Node | null): HTMLElement | null {
  if (node instanceof HTMLElement && node.matches('[data-panel]')) return node;
  const outer = node instanceof ShadowRoot ? node.host : (node?.parentNode ?? null);
  return outer && panelAround(outer);
}

async function fileOf(kind: Kind, panel: HTMLElement, heading: string): Promise<Blob> {
  const { pictureOf } = await import('./picture');
  const picture = pictureOf(panel, heading);
  if (kind === 'SVG') return new Blob([picture.svg], { type: 'image/svg+xml' });
  const { pngOf } = await import('./raster');
  return pngOf(picture);
}

@customElement('unfold-picture-buttons')
export class PictureButtons extends LitElement {
  @property() heading = '';
  @property({ attribute: false }) words!: Words;
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
    return html`${KINDS.map((kind) => this.#button(kind))}
    ${this.problem ? html`<span class="soft" role="alert">${this.problem}</span>` : nothing}`;
  }

  #button(kind: Kind) {
    const label = sayOfPictures(this.words.lang, 'save', { kind, name: this.heading });
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
      const name = (panel.dataset.panel ?? '').replaceAll(' ', '-');
      saveFile(`${name}.${kind.toLowerCase()}`, await fileOf(kind, panel, this.heading));
    } catch (error) {
      const { message } = error as Error;
      this.problem = sayOfPictures(this.words.lang, 'failed', { message });
    }
  }
}
