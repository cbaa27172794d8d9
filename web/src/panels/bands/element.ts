// <unfold-bands>: a matrix of attention as bands between what was read and what was written. In an answer
// what was read is muted at a press, and the question is asked anew.
import { LitElement, css, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { InputEdit } from '../../base/input-edit';
import { fixedNumber } from '../../base/numbers';
import { base } from '../../base/styles/shared';
import type { Matrix } from '../../engine/types';
import { sayBands } from '../../i18n/bands';
import type { Words } from '../../i18n/words';
import { glyph } from '../glyph';
import { Pointing, along, goesAway, named, type Pointed } from '../pointing';
import { Width } from '../width';
import { bandOf, placesIn, shapeOf, toggled, type At, type Shape } from './shape';

/** Axes of the matrix. */
const WRITTEN = 0;
const READ = 1;
type Side = typeof WRITTEN | typeof READ;

interface Place {
  side: Side;
  index: number;
}

const DECIMALS = 2;
const MOST_SAID = 3;
/** Less is not worth a word. */
const LEAST_SAID = 0.05;
/** Of the words, in pixels. */
const SIZE = 13;
const NARROWEST = 24;
const PADDING = 8;

const steps: Record<string, number> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

const ruler = document.createElement('canvas').getContext('2d');

@customElement('unfold-bands')
export class Bands extends LitElement {
  @property({ attribute: false }) matrix!: Matrix;
  @property({ attribute: false }) words!: Words;
  /** The field of the question that mutes what was read; none: it cannot be. */
  @property({ attribute: false }) mutes = '';
  /** What it says. */
  @property({ attribute: false }) muted = '';
  @state() private cursor: Place | null = null;
  /** Where Tab comes to, on either side. */
  @state() private stops: [number, number] = [0, 0];

  #shape!: Shape;
  #mutes = new Set<number>();
  #width = new Width(this, '.panel');
  #pointing = new Pointing(this, () => (this.cursor = null));

  static override styles = [
    base,
    css`
      :host {
        margin-bottom: 16px;
      }
      .drawing {
        position: relative;
        overflow-x: auto;
        padding: 4px;
        margin: -4px;
      }
      .drawing > * {
        position: relative;
      }
      svg {
        display: block;
        overflow: visible;
        fill: none;
        stroke: var(--accent);
      }
      .pointed path {
        stroke-opacity: 0.1;
      }
      .pointed .lit {
        stroke-opacity: 1;
      }
      .word {
        position: absolute;
        transform: translate(-50%, -50%);
        display: flex;
        align-items: center;
        justify-content: center;
        appearance: none;
        margin: 0;
        min-width: 24px;
        height: 26px;
        padding: 0 7px;
        border: 1px solid transparent;
        border-radius: var(--radius);
        background: none;
        font-size: var(--size-small);
        white-space: pre;
        cursor: default;
      }
      button.word {
        border-color: var(--edge);
        cursor: pointer;
      }
      .word.lit {
        background: var(--right-tint);
      }
      .word[aria-pressed='true'] {
        border-style: dashed;
        color: var(--ink-soft);
        text-decoration: line-through;
      }
      .told {
        min-height: 40px;
        margin-top: 8px;
      }
    `,
  ];

  /** The words of a side. */
  #names(side: Side): string[] {
    return (this.matrix.ticks[side] ?? []).map(glyph);
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('muted')) this.#mutes = new Set(placesIn(this.muted).map((place) => place - 1));
    if (changed.has('matrix') && this.cursor && !this.#exists(this.cursor)) this.cursor = null;
    if (changed.get('cursor') !== undefined) this.#pointing.point(this.cursor && this.#meant());
    if (ruler) ruler.font = `${SIZE}px ${getComputedStyle(this).fontFamily}`;
    const widths = (side: Side) => this.#names(side).map(widthOf);
    this.#shape = shapeOf(widths(READ), widths(WRITTEN), this.#width.value || 640);
  }

  #exists({ side, index }: Place): boolean {
    return index < this.#names(side).length;
  }

  /** For other panels. */
  #meant(): Pointed {
    const { side, index } = this.cursor!;
    return [{ ...this.#axis(side), index }];
  }

  #axis(side: Side) {
    const { axes, shape, ticks } = this.matrix;
    return { axis: axes[side]!, size: shape[side]!, names: named(ticks[side]) };
  }

  /** What is pointed at here or in another panel: a word of one side, of both or of none. */
  get #lit(): [written: number | null, read: number | null] {
    const { cursor } = this;
    if (cursor) return [WRITTEN, READ].map((side) => sideOf(cursor, side)) as [null, null];
    const { pointed } = this.#pointing;
    if (!pointed) return [null, null];
    const { axes } = this.matrix;
    return [along(pointed, axes, this.#axis(WRITTEN)), along(pointed, axes, this.#axis(READ))];
  }

  #weight(written: number, read: number): number {
    return this.matrix.values[written * this.matrix.shape[READ]! + read]!;
  }

  override render() {
    const { shape, ticks } = this.matrix;
    if (shape.length !== 2 || ticks.some((names, side) => names.length !== shape[side]))
      return nothing;
    const lit = this.#lit;
    const { width, height } = this.#shape;
    return html`<div class="drawing ${lit.some((index) => index !== null) ? 'pointed' : ''}">
        <div .style=${`width: ${width}px; height: ${height}px`}>
          ${this.#side(READ, lit)}
          <svg width=${width} height=${height} aria-hidden="true">${this.#bands(lit)}</svg>
          ${this.#side(WRITTEN, lit)}
        </div>
      </div>
      <p class="soft told">${this.#told(lit)}</p>`;
  }

  #bands([written, read]: [number | null, number | null]) {
    const isLit = (t: number, s: number) =>
      (written === null || written === t) && (read === null || read === s);
    return this.#shape.written.map((_, t) =>
      this.#shape.read.map((_, s) => {
        const band = bandOf(this.#shape, s, t, this.#weight(t, s));
        return band
          ? svg`<path class=${isLit(t, s) ? 'lit' : ''} d=${band.path} stroke-width=${band.width} stroke-opacity="0.4"></path>`
          : nothing;
      }),
    );
  }

  #side(side: Side, lit: [number | null, number | null]) {
    const say = sayBands(this.words.lang);
    const isMuting = side === READ && this.mutes !== '';
    const label = say(isMuting ? 'muting' : side === READ ? 'read' : 'written');
    const centres = side === READ ? this.#shape.read : this.#shape.written;
    return html`<div
      role=${isMuting ? 'toolbar' : 'listbox'}
      aria-label=${label}
      aria-orientation=${this.#shape.isUpright ? 'vertical' : 'horizontal'}
      @keydown=${(event: KeyboardEvent) => this.#move(event, side)}
    >
      ${this.#names(side).map((name, index) => {
        const place = { side, index };
        const isLit = lit[side] === index;
        const at = centres[index]!;
        return isMuting ? this.#button(name, place, at, isLit) : this.#word(name, place, at, isLit);
      })}
    </div>`;
  }

  #word(name: string, place: Place, at: At, isLit: boolean) {
    return html`<div
      class="word ${isLit ? 'lit' : ''}"
      role="option"
      aria-selected=${String(isLit)}
      aria-label=${this.#said(name, place)}
      tabindex=${this.#stop(place.side) === place.index ? 0 : -1}
      .style=${centred(at)}
      @focus=${() => this.#point(place)}
      @blur=${() => (this.cursor = null)}
      @pointerenter=${() => this.#point(place)}
      @pointerleave=${this.#leave}
    >
      ${name}
    </div>`;
  }

  #button(name: string, place: Place, at: At, isLit: boolean) {
    return html`<button
      class="word ${isLit ? 'lit' : ''}"
      type="button"
      data-word
      aria-pressed=${String(this.#mutes.has(place.index))}
      tabindex=${this.#stop(place.side) === place.index ? 0 : -1}
      .style=${centred(at)}
      @click=${() => this.#toggle(place.index)}
      @focus=${() => this.#point(place)}
      @blur=${() => (this.cursor = null)}
      @pointerenter=${() => this.#point(place)}
      @pointerleave=${this.#leave}
    >
      ${name}
    </button>`;
  }

  #stop(side: Side): number {
    return Math.min(this.stops[side], this.#names(side).length - 1);
  }

  #point(place: Place): void {
    this.cursor = place;
    this.stops = this.stops.map((stop, side) => sideOf(place, side) ?? stop) as [number, number];
  }

  #leave = (event: PointerEvent): void => {
    if (goesAway(event)) this.cursor = null;
  };

  #toggle(index: number): void {
    this.dispatchEvent(new InputEdit(this.mutes, toggled(this.muted, index + 1)));
  }

  #move(event: KeyboardEvent, side: Side): void {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const list = event.currentTarget as HTMLElement;
    const last = this.#names(side).length - 1;
    const next = Math.max(0, Math.min(last, this.#stop(side) + step));
    (list.children[next] as HTMLElement).focus();
  }

  #told([written, read]: [number | null, number | null]) {
    const say = sayBands(this.words.lang);
    const side = written === null ? READ : WRITTEN;
    const index = written ?? read;
    if (index !== null && this.#exists({ side, index }))
      return this.#said(this.#names(side)[index]!, { side, index });
    const how = [say('point'), ...(this.mutes ? [say('mute')] : [])].join(' ');
    return html`${say('about')} <span data-hand>${how}</span>`;
  }

  /** Where a word looked most, or what looked at it most. */
  #said(name: string, { side, index }: Place): string {
    const say = sayBands(this.words.lang);
    if (side === READ && this.#mutes.has(index)) return say('muted', { name });
    const others = this.#names(side === READ ? WRITTEN : READ);
    const weights = others.map((other, i) => ({
      other,
      weight: side === READ ? this.#weight(i, index) : this.#weight(index, i),
    }));
    const most = weights
      .filter(({ weight }) => weight >= LEAST_SAID)
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_SAID);
    if (most.length === 0) return say('unseen', { name });
    const places = most
      .map(({ other, weight }) => `${other} ${fixedNumber(weight, DECIMALS)}`)
      .join(', ');
    return say(side === READ ? 'seen' : 'looked', { name, places });
  }
}

/** With room around it. */
function widthOf(name: string): number {
  const width = ruler?.measureText(name).width ?? 0;
  return Math.max(NARROWEST, Math.ceil(width) + 2 * PADDING);
}

const sideOf = (place: Place, side: number): number | null =>
  place.side === side ? place.index : null;

const centred = ({ x, y }: At): string => `left: ${x}px; top: ${y}px`;
