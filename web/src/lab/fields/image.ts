// <unfold-image-field>: a picture of a few pixels, drawn and erased with a finger, a pointer or the
// keyboard. One that is live tells of itself while it is drawn.
import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, buttons } from '../../base/styles/shared';
import { sayAsking } from '../../i18n/asking';
import '../../i18n/whole-english';
import { paintGray } from '../../panels/gray';
import { LiveText } from '../../panels/live';
import {
  blank,
  dab,
  isBlank,
  parseDrawing,
  printDrawing,
  stroke,
  tools,
  type Drawing,
  type Tool,
} from './drawing';
import type { Field } from './field';

type Point = readonly [x: number, y: number];

/** The button of a pen's other end. */
const OTHER_END = 5;

const moves: Record<string, Point> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

@customElement('unfold-image-field')
export class ImageField extends LitElement {
  @property({ attribute: false }) field!: Field;
  /** The pixel that the keyboard would paint, while it does. */
  @state() private cursor: Point | null = null;
  @state() private tool: Tool = 'pen';

  #drawing: Drawing = blank(1, 1);
  #printed: string | null = null;
  #last: Point | null = null;
  /** The other end of a pen erases. */
  #held: Tool = 'pen';
  #frame = 0;
  #live = new LiveText(this);

  static override styles = [
    base,
    buttons,
    css`
      .board {
        position: relative;
        width: min(100%, 280px);
        touch-action: none;
        cursor: crosshair;
        user-select: none;
        -webkit-user-select: none;
      }
      canvas {
        display: block;
        width: 100%;
        border-radius: var(--radius);
        box-shadow: inset 0 0 0 1px var(--edge);
        image-rendering: pixelated;
      }
      .board::before {
        content: '';
        position: absolute;
        inset: 0;
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        pointer-events: none;
      }
      .cursor {
        position: absolute;
        border: 2px solid var(--accent);
        outline: 1px solid var(--paper);
        pointer-events: none;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
        max-width: 280px;
        margin-top: 4px;
      }
      .tools > .quiet {
        margin-left: -8px;
      }
      .kinds {
        display: flex;
        flex-wrap: wrap;
        gap: 2px;
        margin-left: -8px;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frame);
  }

  override willUpdate(): void {
    const { value, input } = this.field;
    if (value === this.#printed) return;
    const [rows = 28, columns = 28] = input.maxShape;
    this.#drawing = parseDrawing(value, rows, columns);
    this.#printed = value;
  }

  override render() {
    const { words, input, locked } = this.field;
    const name = words.label(input);
    const say = sayAsking(words.lang);
    return html`<div
        class="board"
        tabindex=${locked ? nothing : '0'}
        role="application"
        aria-roledescription=${words.t('drawing')}
        aria-label="${name}. ${say('keys')}"
        @pointerdown=${this.#begin}
        @pointermove=${this.#draw}
        @pointerup=${this.#end}
        @pointercancel=${this.#end}
        @keydown=${this.#key}
        @blur=${() => (this.cursor = null)}
      >
        <canvas role="img" aria-label=${name}></canvas>
        ${this.cursor ? this.#framed(this.cursor) : nothing}
      </div>
      <div class="tools">
        <div class="kinds" role="group" aria-label=${say('drawWith')}>
          ${tools.map(
            (tool) =>
              html`<button
                class="quiet"
                type="button"
                aria-pressed=${String(tool === this.tool)}
                ?disabled=${locked}
                @click=${() => (this.tool = tool)}
              >
                ${say(tool)}
              </button>`,
          )}
        </div>
        <button
          class="quiet"
          type="button"
          ?disabled=${locked || isBlank(this.#drawing)}
          @click=${this.#clear}
        >
          ${words.t('clear')}
        </button>
      </div>
      <div class="unseen" aria-live="polite">${this.#live.text}</div>`;
  }

  override updated(_: PropertyValues): void {
    this.#paint();
  }

  #paint(): void {
    const canvas = this.renderRoot.querySelector('canvas')!;
    paintGray(this, canvas, this.#drawing.values, this.#drawing.columns);
  }

  #framed([column, row]: Point) {
    const { rows, columns } = this.#drawing;
    const share = (part: number, whole: number) => `${(100 * part) / whole}%`;
    const style = `left: ${share(column, columns)}; top: ${share(row, rows)};
      width: ${share(1, columns)}; height: ${share(1, rows)}`;
    return html`<div class="cursor" .style=${style}></div>`;
  }

  #place(event: PointerEvent): Point {
    const { left, top, width, height } = this.renderRoot
      .querySelector('canvas')!
      .getBoundingClientRect();
    const { rows, columns } = this.#drawing;
    return [((event.clientX - left) / width) * columns, ((event.clientY - top) / height) * rows];
  }

  #begin = (event: PointerEvent): void => {
    if (this.field.locked || (event.button !== 0 && event.button !== OTHER_END)) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#last = this.#place(event);
    this.#held = event.button === OTHER_END ? 'eraser' : this.tool;
    dab(this.#drawing, ...this.#last, this.#held);
    this.#drawn();
  };

  #draw = (event: PointerEvent): void => {
    if (!this.#last) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) {
      const place = this.#place(each);
      stroke(this.#drawing, this.#last, place, this.#held);
      this.#last = place;
    }
    this.#drawn();
  };

  #drawn(): void {
    this.#paint();
    if (!this.field.input.live) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#tell());
  }

  #end = (): void => {
    if (!this.#last) return;
    this.#last = null;
    this.#tell();
  };

  #clear = (): void => {
    this.#drawing.values.fill(0);
    this.#tell();
  };

  #tell(): void {
    cancelAnimationFrame(this.#frame);
    const isEmpty = isBlank(this.#drawing) && this.field.input.optional;
    this.#printed = isEmpty ? '' : printDrawing(this.#drawing);
    this.requestUpdate();
    this.field.edit(this.#printed);
  }

  #key = (event: KeyboardEvent): void => {
    const { rows, columns } = this.#drawing;
    const middle: Point = [Math.floor(columns / 2), Math.floor(rows / 2)];
    const move = moves[event.key];
    if (!move && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    const [column, row] = this.cursor ?? middle;
    if (move) {
      const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
      this.cursor = [within(column + move[0], columns), within(row + move[1], rows)];
    } else {
      this.cursor = [column, row];
      dab(this.#drawing, column + 0.5, row + 0.5, this.tool);
      this.#tell();
    }
    this.#say(this.cursor);
  };

  #say([column, row]: Point): void {
    const { words, input } = this.field;
    const place = words.t('cellOf', { label: words.label(input), row, column });
    const value = this.#drawing.values[row * this.#drawing.columns + column]!;
    this.#live.say(words.t('cellAt', { place, value: Math.round(value * 100) / 100 }));
  }
}
