// Mouse, pen and fingers on a map: dragging, pinching, tapping, the wheel.

export interface Gestures {
  /** Whether one finger moves the map; else it scrolls the page. */
  readonly isHeld: boolean;
  /** Whether the wheel alone zooms; else it scrolls the page, unless it is a pinch or with Ctrl. */
  readonly takesWheel: boolean;
  /** By so many pixels. */
  pan(right: number, down: number): void;
  /** Around a place; false where it goes no farther. */
  zoom(factor: number, x: number, y: number): boolean;
  /** The wheel was turned and is left to the page. */
  leaveWheel(): void;
  hover(x: number, y: number): void;
  leave(): void;
  /** A click or a tap. */
  press(x: number, y: number, isTouch: boolean): void;
}

/** Pixels that a pointer may move and still press. */
const STILL = 5;
/** Milliseconds after which a scrolling of the page is over. */
const SCROLLED = 400;
const LINE = 16;
const PER_PIXEL = 0.0018;

interface Finger {
  x: number;
  y: number;
}

export class Pointers {
  #target: HTMLElement;
  #gestures: Gestures;
  #down = new Map<number, Finger>();
  #start: Finger | null = null;
  #isDragged = false;
  /** The pointer has come by itself, not by scrolling the page under it. */
  #hasMoved = false;
  #scrolledAt = -Infinity;
  #leaving = new AbortController();

  constructor(target: HTMLElement, gestures: Gestures) {
    this.#target = target;
    this.#gestures = gestures;
    const { signal } = this.#leaving;
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      handle: (event: HTMLElementEventMap[K]) => void,
    ) => target.addEventListener(type, handle, { signal, passive: false });
    on('pointerdown', this.#press);
    on('pointermove', this.#move);
    on('pointerup', this.#lift);
    on('pointercancel', this.#cancel);
    on('pointerleave', this.#leave);
    on('wheel', this.#turn);
    on('touchmove', (event) => {
      if (this.#down.size > 1 && event.cancelable) event.preventDefault();
    });
    const scrolled = ({ timeStamp }: Event) => (this.#scrolledAt = timeStamp);
    window.addEventListener('scroll', scrolled, { signal, passive: true, capture: true });
  }

  stop(): void {
    this.#leaving.abort();
  }

  #at(event: MouseEvent): Finger {
    const { left, top } = this.#target.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const at = this.#at(event);
    this.#down.set(event.pointerId, at);
    this.#hasMoved = true;
    if (this.#down.size > 1) {
      this.#isDragged = true;
      return;
    }
    this.#start = at;
    this.#isDragged = false;
    if (event.pointerType !== 'touch') this.#target.setPointerCapture(event.pointerId);
  };

  #move = (event: PointerEvent): void => {
    const at = this.#at(event);
    if (event.movementX !== 0 || event.movementY !== 0) this.#hasMoved = true;
    const before = this.#down.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== 'touch') this.#gestures.hover(at.x, at.y);
      return;
    }
    const others = [...this.#down].filter(([id]) => id !== event.pointerId);
    this.#down.set(event.pointerId, at);
    const other = others[0]?.[1];
    if (other) this.#pinch(before, at, other);
    else this.#drag(event, before, at);
  };

  #drag({ pointerType }: PointerEvent, before: Finger, at: Finger): void {
    const start = this.#start ?? before;
    this.#isDragged ||= Math.hypot(at.x - start.x, at.y - start.y) > STILL;
    if (!this.#isDragged || (pointerType === 'touch' && !this.#gestures.isHeld)) return;
    const { x, y } = this.#start ?? before;
    this.#start = null;
    this.#gestures.pan(at.x - x, at.y - y);
  }

  /** One of two fingers has moved. */
  #pinch(before: Finger, at: Finger, other: Finger): void {
    const distance = (finger: Finger) => Math.hypot(finger.x - other.x, finger.y - other.y);
    this.#start = null;
    this.#gestures.pan((at.x - before.x) / 2, (at.y - before.y) / 2);
    const factor = distance(at) / Math.max(1, distance(before));
    this.#gestures.zoom(factor, (at.x + other.x) / 2, (at.y + other.y) / 2);
  }

  #lift = (event: PointerEvent): void => {
    const isPressed = this.#down.delete(event.pointerId);
    if (!isPressed || this.#isDragged || this.#down.size > 0) return;
    const { x, y } = this.#at(event);
    this.#gestures.press(x, y, event.pointerType === 'touch');
  };

  #cancel = (event: PointerEvent): void => {
    this.#down.delete(event.pointerId);
  };

  #leave = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return;
    this.#hasMoved = false;
    this.#gestures.leave();
  };

  /** A page that is being scrolled goes on; so does one whose map is as small as it gets. */
  #turn = (event: WheelEvent): void => {
    const isPinch = event.ctrlKey || event.metaKey;
    const isScrolling = event.timeStamp - this.#scrolledAt < SCROLLED;
    if (!isPinch && (!this.#hasMoved || isScrolling)) return;
    if (!isPinch && !this.#gestures.takesWheel) return this.#gestures.leaveWheel();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
    const { x, y } = this.#at(event);
    const factor = Math.exp(-pixels * PER_PIXEL * (event.ctrlKey ? 4 : 1));
    if (this.#gestures.zoom(factor, x, y) || isPinch) event.preventDefault();
  };
}
