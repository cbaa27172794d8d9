// <unfold-points>: a map of labelled points that moves while it trains, with a search, a cursor, a
// table and CSV. One finger scrolls the page; it moves the map only where that is zoomed in and was
// touched last.
import { LitElement, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { base, buttons } from '../base/styles/shared';
import type { NamedPoints } from '../engine/results';
import type { Words } from '../i18n/words';
import { LiveText } from './live';
import { gridTable, head, panelStyles, toggle } from './panel';
import { Camera, type Scene } from './points-camera';
import { obey, type Commands } from './points-keys';
import { PointsPainter } from './points-painter';
import { Pointers, type Gestures } from './points-pointers';
import { Stage } from './points-stage';
import { pointsStyles } from './points-styles';
import { PointsTexts, type Told } from './points-texts';
import { placeTip, tip } from './points-tip';
import { legend, searchField, zoomButtons } from './points-tools';
import { nearestTowards, type Size } from './points-view';
import { sameWord, wordsLike } from './points-words';
import { Width } from './width';

/** Rows of the table view; the file has them all. */
const MOST_ROWS = 500;
/** Pixels from a point that still mean it. */
const REACH = { mouse: 12, touch: 24 };
const ZOOM = 1.6;
/** Steps of the map's size by which keys move it. */
const STEPS = 8;
/** Milliseconds for which the map says how the wheel zooms. */
const READ = 2000;
/** Milliseconds between two pictures of points that move, for readers who want less motion. */
const CALM = 500;

const NONE: NamedPoints = { at: new Float32Array(), words: [], counts: new Float32Array() };
const prefersCalm = matchMedia('(prefers-reduced-motion: reduce)');
const KEY = /^(Mac|iP)/.test(navigator.platform) ? '⌘' : 'Ctrl';
const hasFingers = matchMedia('(hover: none)');

@customElement('unfold-points')
export class PointsMap extends LitElement implements Scene, Told, Gestures, Commands {
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
  /** The wheel has just been left to the page. */
  @state() private isWheelLeft = false;
  /** Grows with each move of the camera. */
  @state() private moves = 0;

  #texts = new PointsTexts(this);
  #camera = new Camera(this);
  #stage = new Stage((context, size) => this.#paint(context, size, this.#painter));
  #painter: PointsPainter | null = null;
  #pointers: Pointers | null = null;
  #isTouched = false;
  /** The cursor is the mouse's: it goes with it. */
  #isHovering = false;
  #areMoving = false;
  #reminder = 0;
  #width = new Width(this);
  #live = new LiveText(this);

  static override styles = [base, buttons, panelStyles, pointsStyles];

  get at(): Float32Array {
    return this.points.at;
  }

  get area(): Size {
    return this.#stage.size;
  }

  get order(): Uint32Array {
    return this.#painter?.order ?? new Uint32Array();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pointerdown', this.#touchElsewhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pointerdown', this.#touchElsewhere);
    this.#pointers?.stop();
    this.#stage.leave();
    clearTimeout(this.#reminder);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('points')) return;
    const before = changed.get('points') ?? NONE;
    const { at, words, counts } = this.points;
    this.#areMoving = before.at.length === at.length;
    if (this.#painter && before.words === words && before.at.length === at.length) return;
    this.#painter = new PointsPainter(this, words, counts, at.length / 2);
    this.found = sameWord(before.words, words, this.found);
    this.cursor = sameWord(before.words, words, this.cursor);
  }

  override render() {
    const { words, heading, asTable } = this;
    const label = words.t('tableOf', { name: heading });
    const actions = toggle(words.t('asTable'), label, asTable, (on) => (this.asTable = on));
    return html`
      ${head(words, heading, asTable ? this.#texts.leftOut(MOST_ROWS) : '', actions, () => this.#texts.grid(Infinity))}
      ${asTable ? gridTable(heading, this.#texts.grid(MOST_ROWS)) : this.#map()}
      <div class="unseen" aria-live="polite">${this.#live.text}</div>
    `;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('scheme')) this.#painter?.relook();
    const canvas = this.renderRoot.querySelector('canvas');
    if (this.#stage.take(canvas)) {
      this.#pointers?.stop();
      this.#pointers = canvas && new Pointers(canvas.parentElement!, this);
    }
    const isMotion = changed.size === 1 && changed.has('points') && this.#areMoving;
    this.#stage.paintSoon(isMotion && prefersCalm.matches ? CALM : 0);
  }

  // What is seen

  #map() {
    const texts = this.#texts;
    const { say } = texts;
    const name = texts.name();
    return html`
      ${this.#tools()}
      <div
        class="map ${this.isHeld ? 'held' : ''}"
        tabindex="0"
        role="application"
        aria-roledescription=${say('kind')}
        aria-label="${name} ${say('keys')}"
        .style=${`height: ${this.#height}px`}
        @keydown=${(event: KeyboardEvent) => obey(event, this)}
        @blur=${() => (this.cursor = -1)}
      >
        <canvas role="img" aria-label=${name}></canvas>
        ${this.cursor < 0 ? nothing : tip(texts.facts(this.cursor))}
        ${this.isWheelLeft ? html`<p class="wheel">${say('wheel', { key: KEY })}</p>` : nothing}
      </div>
      <div class="foot">
        ${this.points.counts.length === 0 ? nothing : legend(say)}
        <span class="reading" data-hand>${this.#reading()}</span>
      </div>
    `;
  }

  #tools() {
    const { say } = this.#texts;
    const { words } = this.points;
    const { typed } = this;
    return html`<div class="tools">
        ${searchField(say, { words, typed, type: this.#type, find: this.#find, clear: this.clear })}
        ${zoomButtons(say, this, this.#camera.isWhole)}
      </div>
      <div class="lost" role="status">
        ${this.isLost ? say('lost', { word: typed.trim() }) : ''}
      </div>`;
  }

  #reading(): string {
    const { found } = this;
    if (found < 0) {
      return this.#texts.say(hasFingers.matches ? 'touchHint' : 'hint', { key: KEY });
    }
    return this.#texts.near(found, this.#camera.around(found));
  }

  get #height(): number {
    const { value } = this.#width;
    return Math.round(Math.min(560, Math.max(300, value * (value < 560 ? 0.95 : 0.6))));
  }

  // Painting

  moved(): void {
    ++this.moves;
  }

  /** Paints the map on another context, in the colours in force. */
  repaint(_: HTMLCanvasElement, context: CanvasRenderingContext2D): void {
    const { at, words, counts } = this.points;
    this.#paint(context, this.area, new PointsPainter(this, words, counts, at.length / 2));
  }

  #paint(context: CanvasRenderingContext2D, size: Size, painter: PointsPainter | null): void {
    const camera = this.#camera;
    const { found, cursor } = this;
    camera.follow(found);
    const neighbours = found < 0 ? [] : camera.around(found);
    const marks = { found, neighbours, cursor };
    const movement = this.#areMoving ? `${camera.handled}` : '';
    painter?.paint(context, this.at, camera.view, size, camera.closeness, marks, movement);
    const box = this.renderRoot.querySelector<HTMLElement>('.tip');
    if (box && cursor >= 0) placeTip(box, camera.onScreen(cursor), size);
  }

  // Hands

  get isHeld(): boolean {
    return this.#isTouched && !this.#camera.isWhole;
  }

  get takesWheel(): boolean {
    return (this.renderRoot as ShadowRoot).activeElement?.className.startsWith('map') ?? false;
  }

  leaveWheel(): void {
    this.isWheelLeft = true;
    clearTimeout(this.#reminder);
    this.#reminder = window.setTimeout(() => (this.isWheelLeft = false), READ);
  }

  pan(right: number, down: number): void {
    this.#camera.pan(right, down);
  }

  zoom(factor: number, x: number, y: number): boolean {
    return this.#camera.zoom(factor, x, y);
  }

  hover(x: number, y: number): void {
    this.#isHovering = true;
    this.cursor = this.#camera.nearest(x, y, REACH.mouse);
  }

  leave(): void {
    if (this.#isHovering) this.cursor = -1;
    this.#isHovering = false;
  }

  press(x: number, y: number, isTouch: boolean): void {
    if (isTouch) this.#isTouched = true;
    const point = this.#camera.nearest(x, y, isTouch ? REACH.touch : REACH.mouse);
    this.cursor = point;
    this.#mark(point);
    this.requestUpdate();
  }

  #touchElsewhere = (event: Event): void => {
    if (!this.#isTouched || event.composedPath().includes(this)) return;
    this.#isTouched = false;
    this.requestUpdate();
  };

  // Commands

  closer = (): void => void this.#camera.zoom(ZOOM);
  farther = (): void => void this.#camera.zoom(1 / ZOOM);
  showAll = (): void => this.#camera.showAll();

  push(right: number, up: number): void {
    const { width, height } = this.area;
    this.#camera.pan((-right * width) / STEPS, (up * height) / STEPS);
  }

  walk(right: number, up: number): void {
    const { width, height } = this.area;
    const here = this.cursor >= 0 ? this.cursor : this.found;
    const next =
      here < 0
        ? this.#camera.nearest(width / 2, height / 2, Infinity)
        : nearestTowards(this.at, here, right, up);
    this.#goTo(next < 0 ? here : next);
  }

  begin(): void {
    this.#goTo(this.order[0] ?? -1);
  }

  choose(): void {
    this.#mark(this.cursor);
  }

  clear = (): void => {
    this.cursor = -1;
    this.#mark(-1);
  };

  #goTo(point: number): void {
    if (point < 0) return;
    this.#isHovering = false;
    this.cursor = point;
    this.#camera.reveal(point);
    const [place, ...value] = this.#texts.facts(point);
    this.#live.say(this.words.t('cellAt', { place: place!, value: value.join(', ') }));
  }

  #mark(point: number): void {
    this.#camera.stay();
    this.found = point;
    this.isLost = false;
    if (point >= 0) this.#live.say(this.#reading());
    else this.typed = '';
  }

  // Searching

  #type = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    this.isLost = false;
    const isChosen = !(event instanceof InputEvent) || event.inputType === 'insertReplacementText';
    if (isChosen && this.typed !== '') this.#find();
    else if (this.typed === '') this.#mark(-1);
  };

  #find = (): void => {
    if (this.typed.trim() === '') return;
    const [point = -1] = wordsLike(this.points.words, this.typed, 1);
    if (point >= 0 && point === this.found && this.#camera.isFollowing) return;
    this.found = point;
    this.isLost = point < 0;
    if (point < 0) return;
    this.typed = this.#texts.named(point);
    this.cursor = -1;
    this.#camera.lookAt(point);
    this.#live.say(this.#reading());
  };
}
