// <unfold-images>: small grayscale pictures with captions; wrong ones are framed and crossed.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { crossIcon } from '../base/styles/icons';
import { base, buttons } from '../base/styles/shared';
import type { Images } from '../engine/types';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { paintGray } from './gray';
import { head, panelStyles } from './panel';

@customElement('unfold-images')
export class ImageGrid extends LitElement {
  @property({ attribute: false }) images!: Images;
  @property() heading = '';
  @property({ attribute: false }) words!: Words;
  /** Changes with the theme, so that the canvases are painted anew. */
  @property() scheme = '';

  static override styles = [
    base,
    buttons,
    panelStyles,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(72px, 1fr));
        gap: 12px 8px;
        max-height: calc(70px * var(--text-rows, 6));
        margin: 0;
        padding: 4px;
        overflow: auto;
        list-style: none;
      }
      li {
        display: grid;
        justify-items: center;
        align-content: start;
        gap: 4px;
        font-size: var(--size-small);
        line-height: 1.3;
        text-align: center;
        overflow-wrap: anywhere;
      }
      canvas {
        width: 64px;
        height: auto;
        border-radius: 4px;
        box-shadow: 0 0 0 1px var(--line);
        image-rendering: pixelated;
      }
      .wrong canvas {
        box-shadow: 0 0 0 2px var(--wrong);
      }
      .caption {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .wrong .caption {
        color: var(--wrong);
        font-weight: 600;
      }
      .caption svg {
        width: 12px;
        height: 12px;
        stroke-width: 2.5;
      }
    `,
  ];

  override render() {
    const { images, heading, words } = this;
    return html`${head(words, heading, this.#about())}
      <ul role="list" tabindex="0" aria-label=${heading}>
        ${images.captions.map((caption, i) => this.#item(caption, images.wrong[i] ?? false))}
      </ul>`;
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has('images') && !changed.has('scheme')) return;
    this.renderRoot.querySelectorAll('canvas').forEach((canvas, i) => this.#paint(canvas, i));
  }

  /** Paints one of its pictures on another context, in the colours in force. */
  repaint(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): void {
    const fresh = document.createElement('canvas');
    this.#paint(fresh, [...this.renderRoot.querySelectorAll('canvas')].indexOf(canvas));
    context.drawImage(fresh, 0, 0, canvas.clientWidth, canvas.clientHeight);
  }

  #paint(canvas: HTMLCanvasElement, i: number): void {
    const [, rows = 1, columns = 1] = this.images.shape;
    const start = i * rows * columns;
    paintGray(this, canvas, this.images.values.subarray(start, start + rows * columns), columns);
  }

  /** How many are right, where some are and some are not. */
  #about(): string {
    const total = this.images.captions.length;
    const n = this.images.wrong.filter((isWrong) => !isWrong).length;
    return n > 0 && n < total ? this.words.t('rightOf', { n, total }) : '';
  }

  #item(caption: string, isWrong: boolean) {
    return html`<li class=${isWrong ? 'wrong' : ''}>
      <canvas aria-hidden="true"></canvas>
      <span class="caption">
        ${isWrong ? crossIcon : nothing}${caption}
        ${isWrong ? html`<span class="unseen">${this.words.t('differs')}</span>` : nothing}
      </span>
    </li>`;
  }
}
