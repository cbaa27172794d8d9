// Camera: the part of the plane that a map of points shows: all of it, what the reader has moved
// into sight, or the surroundings of a point wherever it moves.
import {
  boundsOf,
  nearestTo,
  neighboursOf,
  panned,
  toScreen,
  wholeView,
  zoomed,
  type Size,
  type View,
} from './points-view';

/** How close a found point is looked at, against the whole map. */
const FOUND = 3;
const MOST_FOUND = 40;
/** How far its nearest points may be from it, against the map's size. */
const SURROUNDINGS = 0.35;
const NEIGHBOURS = 8;
/** Pixels from the edge within which a point is not in sight. */
const EDGE = 40;

export interface Scene {
  /** x and y of each point in turn. */
  readonly at: Float32Array;
  /** Pixels of the map. */
  readonly area: Size;
  /** Another part is shown. */
  moved(): void;
}

export class Camera {
  /** Grows whenever the reader moves the map. */
  handled = 0;

  #scene: Scene;
  /** The part that is shown; null for all, however it moves. */
  #part: View | null = null;
  #isFollowing = false;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  get isWhole(): boolean {
    return this.#part === null;
  }

  /** Whether what was looked at stays in the middle. */
  get isFollowing(): boolean {
    return this.#isFollowing;
  }

  get view(): View {
    return this.#part ?? this.#whole;
  }

  /** 1 for the whole map. */
  get closeness(): number {
    return this.view.scale / this.#whole.scale;
  }

  onScreen(point: number) {
    const { at, area } = this.#scene;
    return toScreen(this.view, area, at[2 * point]!, at[2 * point + 1]!);
  }

  /** The point nearest to a place on the screen; -1 if none is within these pixels. */
  nearest(x: number, y: number, reach: number): number {
    const { view } = this;
    const { at, area } = this.#scene;
    const [right, up] = [(x - area.width / 2) / view.scale, (area.height / 2 - y) / view.scale];
    return nearestTo(at, view.x + right, view.y + up, reach / view.scale);
  }

  /** The points nearest to one. */
  around(point: number): number[] {
    return neighboursOf(this.#scene.at, point, NEIGHBOURS);
  }

  pan(right: number, down: number): void {
    this.#isFollowing = false;
    this.#show(panned(this.view, right, down));
  }

  /** Around a place on the screen, or the middle; false where it goes no farther. */
  zoom(factor: number, x?: number, y?: number): boolean {
    const before = this.view;
    const whole = this.#whole;
    const next = zoomed(before, whole, this.#scene.area, factor, x, y);
    if (next.scale <= whole.scale && factor < 1) {
      if (this.isWhole) return false;
      this.showAll();
      return true;
    }
    this.#show(next);
    return next.scale !== before.scale;
  }

  showAll(): void {
    this.#isFollowing = false;
    this.#show(null);
  }

  /** Moves a point into sight, if it is not. */
  reveal(point: number): void {
    const { width, height } = this.#scene.area;
    const { x, y } = this.onScreen(point);
    const beyond = (place: number, room: number) =>
      Math.min(0, place - EDGE) + Math.max(0, place - room + EDGE);
    const right = beyond(x, width);
    const down = beyond(y, height);
    if (right !== 0 || down !== 0) this.#show(panned(this.view, -right, -down));
  }

  /** Shows a point with those around it, and follows it. */
  lookAt(point: number): void {
    ++this.handled;
    this.#centre(point, this.#scaleAround(point));
    this.#isFollowing = true;
  }

  /** Goes where the point that it follows is now. */
  follow(point: number): void {
    if (this.#isFollowing && this.#part && point >= 0) this.#centre(point, this.#part.scale);
  }

  stay(): void {
    this.#isFollowing = false;
  }

  get #whole(): View {
    return wholeView(boundsOf(this.#scene.at), this.#scene.area);
  }

  #show(part: View | null): void {
    ++this.handled;
    this.#turn(part);
  }

  #turn(part: View | null): void {
    this.#part = part;
    this.#scene.moved();
  }

  #centre(point: number, scale: number): void {
    const [x = NaN, y = NaN] = this.#scene.at.subarray(2 * point, 2 * point + 2);
    const { view } = this;
    const isThere = view.x === x && view.y === y && view.scale === scale;
    if (Number.isFinite(x + y) && !isThere) this.#turn({ x, y, scale });
  }

  /** Close enough to tell the nearest points apart. */
  #scaleAround(point: number): number {
    const { at, area } = this.#scene;
    const far = this.around(point).at(-1) ?? point;
    const distance = Math.hypot(
      at[2 * far]! - at[2 * point]!,
      at[2 * far + 1]! - at[2 * point + 1]!,
    );
    const whole = this.#whole.scale;
    const wanted = (SURROUNDINGS * Math.min(area.width, area.height)) / distance;
    return Math.max(this.view.scale, FOUND * whole, Math.min(MOST_FOUND * whole, wanted || 0));
  }
}
