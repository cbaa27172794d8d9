// <unfold-points>: a map of labelled points that moves while it trains, with a search, a cursor, a
// table and CSV. One finger scrolls the page; it moves the map only where that is zoomed in and was
// touched last.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { say, type MapKey } from '../i18n/map';
import type { Values } from '../i18n/index';
import type { Words } from '../i18n/words';
import type { NamedPoints } from '../lab/results';
import { count, shortNumber } from '../state/numbers';
import { minusIcon, plusIcon, wholeIcon } from '../styles/icons';
import { base, buttons } from '../styles/shared';
import { LiveText } from './live';
import { csvButton, gridTable, head, panelStyles, toggle, type Grid } from './panel';
import { PointsPainter } from './points-painter';
import { Pointers, type Gestures } from './points-pointers';
import { pointsStyles } from './points-styles';
import {
  boundsOf,
  nearestTo,
  nearestTowards,
  neighboursOf,
  panned,
  toScreen,
  wholeView,
  zoomed,
  type View,
} from './points-view';
import { wordsLike } from './points-words';
import { Width } from './width';

/** Rows of the table view; the file has them all. */
const MOST_ROWS = 500;
const NEIGHBOURS = 8;
const SUGGESTIONS = 8;
/** Pixels from a point that still mean it. */
const REACH = { mouse: 12, touch: 24 };
const ZOOM = 1.6;
/** How close a found word is looked at, against the whole map. */
const FOUND = 3;
const MOST_FOUND = 40;
/** Milliseconds between two pictures of points that move, for readers who want less motion. */
const CALM = 500;

const arrows: Record<string, [right: number, up: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const NONE: NamedPoints = { at: new Float32Array(), words: [], counts: new Float32Array() };
const prefersCalm = matchMedia('(prefers-reduced-motion: reduce)');
const hasFingers = matchMedia('(hover: none)');

@customElement('unfold-points')
export class PointsMap extends LitElement implements Gestures {
  /** Names the file. */
  @property() name = '';
  @property() heading = '';
  @property({ attribute: false }) points: NamedPoints = NONE;
  @property({ attribute: false }) words!: Words;
  /** Changes with the theme, so that the map is painted anew. */
  @property() scheme = '';
  @state() private asTable = false;
  @state() private cursor = -1;
  @state() private found = -1;
  @state() private typed = '';
  @state() private isLost = false;
  /** The part that is shown; null for all, however it moves. */
  @state() private view: View | null = null;

  #painter: PointsPainter | null = null;
  #pointers: Pointers | null = null;
  #canvas: HTMLCanvasElement | null = null;
  /** Stays in the middle wherever it moves. */
  #isFollowed = false;
  #isTouched = false;
  /** The cursor is the mouse's: it goes with it. */
  #isHovering = false;
  /** Grows whenever the reader moves the map. */
  #handled = 0;
  #areMoving = false;
  #request = 0;
  #timer = 0;
  #paintedAt = -Infinity;
  #width = new Width(this);
  #live = new LiveText(this);

  static override styles = [base, buttons, panelStyles, pointsStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pointerdown', this.#touchElsewhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pointerdown', this.#touchElsewhere);
    this.#pointers?.stop();
    this.#canvas = null;
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#timer);
    this.#request = this.#timer = 0;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('points')) return;
    const before = changed.get('points') ?? NONE;
    const { at, words, counts } = this.points;
    this.#areMoving = before.at.length === at.length;
    if (this.#painter && before.words === words && before.at.length === at.length) return;
    this.#painter = new PointsPainter(this, words, counts, at.length / 2);
    this.found = this.#same(before, this.found);
    this.cursor = this.#same(before, this.cursor);
  }

  override render() {
    const { words, heading, asTable } = this;
    const label = words.t('tableOf', { name: heading });
    const actions = html`
      ${toggle(words.t('asTable'), label, asTable, (on) => (this.asTable = on))}
      ${csvButton(words, heading, this.name, () => this.#grid(Infinity))}
    `;
    return html`
      ${head(heading, this.#about(), actions)}
      ${asTable ? gridTable(heading, this.#grid(MOST_ROWS)) : this.#map()}
      <div class="unseen" aria-live="polite">${this.#live.text}</div>
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('scheme')) this.#painter?.relook();
    this.#attach();
    const isMotion = changed.size === 1 && changed.has('points') && this.#areMoving;
    this.#paintSoon(isMotion && prefersCalm.matches ? CALM : 0);
  }

  // What is seen

  #say(key: MapKey, values?: Values): string {
    return say(this.words.lang, key, values);
  }

  #about(): string {
    const n = this.#size / 2;
    if (!this.asTable || n <= MOST_ROWS) return '';
    return this.#say('firstRows', { n: count(MOST_ROWS), total: count(n) });
  }

  get #size(): number {
    return this.points.at.length;
  }

  #map() {
    return html`
      ${this.#tools()}
      <div
        class="map ${this.isHeld ? 'held' : ''}"
        tabindex="0"
        role="application"
        aria-roledescription=${this.#say('kind')}
        aria-label="${this.#label()} ${this.#say('keys')}"
        .style=${`height: ${this.#height}px`}
        @keydown=${this.#key}
        @blur=${() => (this.cursor = -1)}
      >
        <canvas role="img" aria-label=${this.#label()}></canvas>
        ${this.cursor < 0 ? nothing : this.#tip(this.cursor)}
      </div>
      <div class="foot">${this.#legend()}<span class="reading">${this.#reading()}</span></div>
    `;
  }

  #tools() {
    const suggestions = wordsLike(this.points.words, this.typed, SUGGESTIONS);
    const button = (key: MapKey, icon: unknown, work: () => void, isOff = false) =>
      html`<button
        class="tool"
        type="button"
        data-tool=${key}
        aria-label=${this.#say(key)}
        title=${this.#say(key)}
        ?disabled=${isOff}
        @click=${work}
      >
        ${icon}
      </button>`;
    const search = html`<input
        class="find"
        type="search"
        list="words"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-label=${this.#say('find')}
        placeholder=${this.#say('find')}
        .value=${this.typed}
        @input=${this.#type}
        @change=${() => this.#find(this.typed)}
        @keydown=${this.#searchKey}
      />
      <datalist id="words">
        ${suggestions.map((i) => html`<option value=${this.points.words[i]!}></option>`)}
      </datalist>`;
    return html`<div class="tools">
        ${this.points.words.length > 0 ? search : nothing}
        <div class="zoom">
          ${button('farther', minusIcon, () => this.#zoomBy(1 / ZOOM))}
          ${button('closer', plusIcon, () => this.#zoomBy(ZOOM))}
          ${button('whole', wholeIcon, this.#showAll, this.view === null)}
        </div>
      </div>
      <div class="lost" role="status">
        ${this.isLost ? this.#say('lost', { word: this.typed.trim() }) : ''}
      </div>`;
  }

  #label(): string {
    const frequent = [...(this.#painter?.order.subarray(0, 3) ?? [])];
    const known = { name: this.heading, n: count(this.#size / 2) };
    if (this.points.words.length === 0) return this.#say('unnamed', known);
    return this.#say('name', { ...known, words: this.#listed(frequent) });
  }

  #legend() {
    if (this.points.counts.length === 0) return nothing;
    return html`<span class="scale">
      ${this.#say('often')}<span class="ramp"></span>${this.#say('rarely')}
    </span>`;
  }

  #tip(point: number) {
    const [first, ...rest] = this.#facts(point);
    return html`<div class="tip" aria-hidden="true">
      <b>${first}</b>${rest.map((fact) => html`<span>${fact}</span>`)}
    </div>`;
  }

  #reading(): string {
    const { found } = this;
    if (found < 0) return this.#say(hasFingers.matches ? 'touchHint' : 'hint');
    return this.#say('near', {
      word: this.#named(found),
      words: this.#listed(this.#around(found)),
    });
  }

  #named(point: number): string {
    return this.points.words[point] ?? `${this.#say('point')} ${point}`;
  }

  #listed(points: number[]): string {
    return points.map((point) => this.#named(point)).join(', ');
  }

  #around(point: number): number[] {
    return neighboursOf(this.points.at, point, NEIGHBOURS);
  }

  /** Its word, how often it occurs, where it is. */
  #facts(point: number): string[] {
    const { at, counts } = this.points;
    const n = counts[point];
    const x = at[2 * point]!;
    const y = at[2 * point + 1]!;
    const place = { x: shortNumber(x, 3), y: shortNumber(y, 3) };
    return [
      this.#named(point),
      ...(n === undefined
        ? []
        : [n === 1 ? this.#say('once') : this.#say('times', { n: count(n) })]),
      Number.isFinite(x + y) ? this.#say('place', place) : this.#say('nowhere'),
    ];
  }

  #grid(most: number): Grid {
    const { at, words, counts } = this.points;
    const isCounted = counts.length > 0;
    const order = [...(this.#painter?.order.subarray(0, most) ?? [])];
    return {
      columns: [
        this.#say(words.length > 0 ? 'word' : 'point'),
        ...(isCounted ? [this.#say('count')] : []),
        'x',
        'y',
      ],
      rows: order.map((i) => [
        words[i] ?? String(i),
        ...(isCounted ? [counts[i]!] : []),
        at[2 * i]!,
        at[2 * i + 1]!,
      ]),
    };
  }

  // Painting

  get #height(): number {
    const { value } = this.#width;
    return Math.round(Math.min(560, Math.max(300, value * (value < 560 ? 0.95 : 0.6))));
  }

  /** Without its border. */
  get #area() {
    const { clientWidth: width = 0, clientHeight: height = 0 } = this.#canvas?.parentElement ?? {};
    return { width, height };
  }

  #attach(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas === this.#canvas) return;
    this.#pointers?.stop();
    this.#canvas = canvas;
    this.#pointers = canvas && new Pointers(canvas.parentElement!, this);
  }

  #paintSoon(patience: number): void {
    const left = this.#paintedAt + patience - performance.now();
    if (patience > 0 && left > 0) {
      this.#timer ||= window.setTimeout(() => {
        this.#timer = 0;
        this.#paintSoon(0);
      }, left);
      return;
    }
    this.#request ||= requestAnimationFrame(() => {
      this.#request = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const size = this.#area;
    if (!this.#canvas || !this.#painter || size.width === 0) return;
    this.#paintedAt = performance.now();
    const { found, cursor, points } = this;
    if (this.#isFollowed && this.view && found >= 0) this.#centre(found, this.view.scale);
    const neighbours = found < 0 ? [] : this.#around(found);
    const movement = this.#areMoving ? `${this.#handled}` : '';
    const marks = { found, neighbours, cursor };
    const view = this.#view;
    const closeness = view.scale / this.#whole.scale;
    const context = this.#context(size);
    this.#painter.paint(context, points.at, view, size, closeness, marks, movement);
    this.#placeTip();
  }

  #context({ width, height }: { width: number; height: number }): CanvasRenderingContext2D {
    const canvas = this.#canvas!;
    const density = window.devicePixelRatio;
    const across = Math.round(width * density);
    const upright = Math.round(height * density);
    if (canvas.width !== across || canvas.height !== upright) {
      canvas.width = across;
      canvas.height = upright;
    }
    const context = canvas.getContext('2d')!;
    context.setTransform(density, 0, 0, density, 0, 0);
    return context;
  }

  /** Beside its point, inside of the map. */
  #placeTip(): void {
    const tip = this.renderRoot.querySelector<HTMLElement>('.tip');
    if (!tip || this.cursor < 0) return;
    const size = this.#area;
    const { x, y } = this.#onScreen(this.cursor);
    const left = Math.max(4, Math.min(size.width - tip.offsetWidth - 4, x + 12));
    const above = y - tip.offsetHeight - 12;
    const top = above < 4 ? y + 14 : above;
    tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  // The view

  get #whole(): View {
    return wholeView(boundsOf(this.points.at), this.#area);
  }

  get #view(): View {
    return this.view ?? this.#whole;
  }

  #onScreen(point: number) {
    const { at } = this.points;
    return toScreen(this.#view, this.#area, at[2 * point]!, at[2 * point + 1]!);
  }

  #show(view: View | null): void {
    ++this.#handled;
    this.view = view;
  }

  #centre(point: number, scale: number): void {
    const [x, y] = this.points.at.subarray(2 * point, 2 * point + 2);
    if (Number.isFinite(x! + y!)) this.view = { x: x!, y: y!, scale };
  }

  #showAll = (): void => {
    this.#isFollowed = false;
    this.#show(null);
  };

  #zoomBy(factor: number): void {
    const { width, height } = this.#area;
    this.zoom(factor, width / 2, height / 2);
  }

  /** Into sight, if it is not. */
  #reveal(point: number): void {
    const { width, height } = this.#area;
    const { x, y } = this.#onScreen(point);
    const beyond = (place: number, room: number) =>
      Math.min(0, place - 40) + Math.max(0, place - room + 40);
    const right = beyond(x, width);
    const down = beyond(y, height);
    if (right !== 0 || down !== 0) this.#show(panned(this.#view, -right, -down));
  }

  // Hands

  get isHeld(): boolean {
    return this.#isTouched && this.view !== null;
  }

  pan(right: number, down: number): void {
    this.#isFollowed = false;
    this.#show(panned(this.#view, right, down));
  }

  zoom(factor: number, x: number, y: number): boolean {
    const before = this.#view;
    const whole = this.#whole;
    const next = zoomed(before, whole, this.#area, factor, x, y);
    if (next.scale <= whole.scale && factor < 1) {
      if (this.view === null) return false;
      this.#showAll();
      return true;
    }
    this.#show(next);
    return next.scale !== before.scale;
  }

  hover(x: number, y: number): void {
    this.#isHovering = true;
    this.cursor = this.#nearest(x, y, REACH.mouse);
  }

  leave(): void {
    if (this.#isHovering) this.cursor = -1;
    this.#isHovering = false;
  }

  press(x: number, y: number, isTouch: boolean): void {
    if (isTouch) this.#isTouched = true;
    const point = this.#nearest(x, y, isTouch ? REACH.touch : REACH.mouse);
    this.cursor = point;
    this.#mark(point);
    this.requestUpdate();
  }

  #touchElsewhere = (event: Event): void => {
    if (!this.#isTouched || event.composedPath().includes(this)) return;
    this.#isTouched = false;
    this.requestUpdate();
  };

  #nearest(x: number, y: number, reach: number): number {
    const view = this.#view;
    const { width, height } = this.#area;
    const [right, up] = [(x - width / 2) / view.scale, (height / 2 - y) / view.scale];
    return nearestTo(this.points.at, view.x + right, view.y + up, reach / view.scale);
  }

  #mark(point: number): void {
    this.#isFollowed = false;
    this.found = point;
    this.isLost = false;
    if (point >= 0) this.#live.say(this.#reading());
    else this.typed = '';
  }

  // Keys

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.#handle(event)) return;
    event.preventDefault();
  };

  /** Whether the key means something here. */
  #handle({ key, shiftKey }: KeyboardEvent): boolean {
    const arrow = arrows[key];
    if (arrow) {
      if (shiftKey) this.#push(...arrow);
      else this.#walk(...arrow);
      return true;
    }
    const works: Record<string, () => void> = {
      '+': () => this.#zoomBy(ZOOM),
      '=': () => this.#zoomBy(ZOOM),
      '-': () => this.#zoomBy(1 / ZOOM),
      '0': this.#showAll,
      Home: () => this.#goTo(this.#painter?.order[0] ?? -1),
      Enter: () => this.#mark(this.cursor),
      Escape: () => this.#clear(),
    };
    works[key]?.();
    return key in works;
  }

  #push(right: number, up: number): void {
    const { width, height } = this.#area;
    this.pan((-right * width) / 8, (up * height) / 8);
  }

  #walk(right: number, up: number): void {
    const { width, height } = this.#area;
    const here = this.cursor >= 0 ? this.cursor : this.found;
    const next =
      here < 0
        ? this.#nearest(width / 2, height / 2, Infinity)
        : nearestTowards(this.points.at, here, right, up);
    this.#goTo(next < 0 ? here : next);
  }

  #goTo(point: number): void {
    if (point < 0) return;
    this.#isHovering = false;
    this.cursor = point;
    this.#reveal(point);
    const [place, ...value] = this.#facts(point);
    this.#live.say(this.words.t('cellAt', { place: place!, value: value.join(', ') }));
  }

  #clear(): void {
    this.cursor = -1;
    this.#mark(-1);
  }

  // Searching

  #type = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.isLost = false;
    const isChosen = !(event instanceof InputEvent) || event.inputType === 'insertReplacementText';
    if (isChosen && this.typed !== '') this.#find(this.typed);
    else if (this.typed === '') this.#mark(-1);
  };

  #searchKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#find(this.typed);
    if (event.key === 'Escape') this.#clear();
  };

  #find(typed: string): void {
    if (typed.trim() === '') return;
    const [point = -1] = wordsLike(this.points.words, typed, 1);
    if (point >= 0 && point === this.found && this.#isFollowed) return;
    this.found = point;
    this.isLost = point < 0;
    if (point < 0) return;
    this.typed = this.#named(point);
    this.cursor = -1;
    ++this.#handled;
    this.#centre(point, this.#scaleAround(point));
    this.#isFollowed = true;
    this.#live.say(this.#reading());
  }

  /** Close enough to tell the nearest words apart. */
  #scaleAround(point: number): number {
    const { at } = this.points;
    const far = this.#around(point).at(-1) ?? point;
    const distance = Math.hypot(
      at[2 * far]! - at[2 * point]!,
      at[2 * far + 1]! - at[2 * point + 1]!,
    );
    const { width, height } = this.#area;
    const whole = this.#whole.scale;
    const wanted = (0.35 * Math.min(width, height)) / distance;
    return Math.max(this.#view.scale, FOUND * whole, Math.min(MOST_FOUND * whole, wanted || 0));
  }

  /** Where the point of other points is now, by its word. */
  #same({ words }: NamedPoints, point: number): number {
    const word = words[point];
    return word === undefined ? -1 : this.points.words.indexOf(word);
  }
}
