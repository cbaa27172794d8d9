// <unfold-images>: small grayscale pictures with captions; wrong ones are framed and crossed. Of one that
// stands alone the rows can be pointed at: a network that reads it row by row has them as time steps.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { crossIcon } from '../base/styles/icons';
import { base, buttons } from '../base/styles/shared';
import type { Images } from '../engine/types';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { paintGray } from './gray';
import { head, panelStyles } from './panel';
import { Pointing, along, goesAway } from './pointing';

@customElement('unfold-images')
export class ImageGrid extends LitElement {
  @property({ attribute: false }) images!: Images;
  @property() heading = '';
  @property({ attribute: false }) words!: Words;
  /** Changes with the theme, so that the canvases are painted anew. */
  @property() scheme = '';
  /** The row that a pointer is at here. */
  @state() private row: number | null = null;

  #pointing = new Pointing(this, () => (this.row = null));

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
      ul.one {
        grid-template-columns: minmax(0, 168px);
        max-height: none;
      }
      .alone {
        position: relative;
        width: 100%;
        touch-action: none;
        cursor: crosshair;
      }
      .alone canvas {
        display: block;
        width: 100%;
      }
      .row {
        position: absolute;
        left: -2px;
        right: -2px;
        border: 2px solid var(--accent);
        border-radius: 2px;
        outline: 1px solid var(--paper);
        pointer-events: none;
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
      <ul
        class=${images.captions.length === 1 ? 'one' : ''}
        role="list"
        tabindex="0"
        aria-label=${heading}
      >
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
      ${this.images.captions.length === 1 ? this.#alone() : html`<canvas aria-hidden="true"></canvas>`}
      <span class="caption">
        ${isWrong ? crossIcon : nothing}${caption}
        ${isWrong ? html`<span class="unseen">${this.words.t('differs')}</span>` : nothing}
      </span>
    </li>`;
  }

  #alone() {
    const rows = this.images.shape[1] ?? 1;
    const time = { axis: 'time', size: rows };
    const at = (event: PointerEvent) => {
      const { top, height } = (event.currentTarget as Element).getBoundingClientRect();
      const row = Math.floor((rows * (event.clientY - top)) / height);
      point(Math.min(rows - 1, Math.max(0, row)));
    };
    const point = (row: number | null) => {
      this.row = row;
      this.#pointing.point(row === null ? null : [{ ...time, index: row }]);
    };
    const here = this.row ?? along(this.#pointing.pointed ?? [], [], time);
    return html`<div
      class="alone"
      @pointerdown=${at}
      @pointermove=${at}
      @pointerleave=${(event: PointerEvent) => goesAway(event) && point(null)}
    >
      <canvas aria-hidden="true"></canvas>
      ${here === null ? nothing : this.#row(here, rows)}
    </div>`;
  }

  #row(row: number, rows: number) {
    const style = `top: calc(${(100 * row) / rows}% - 2px); height: calc(${100 / rows}% + 4px)`;
    return html`<span class="row" .style=${style}></span>`;
  }
}
