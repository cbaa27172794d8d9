// Stage: the canvas of a map, as large as its frame and as sharp as the screen, painted at most once
// a frame.
import type { Size } from './points-view';

type Paint = (context: CanvasRenderingContext2D, size: Size) => void;

export class Stage {
  #paint: Paint;
  #canvas: HTMLCanvasElement | null = null;
  #request = 0;
  #timer = 0;
  #paintedAt = -Infinity;

  constructor(paint: Paint) {
    this.#paint = paint;
  }

  /** Without the frame's border. */
  get size(): Size {
    const { clientWidth: width = 0, clientHeight: height = 0 } = this.#canvas?.parentElement ?? {};
    return { width, height };
  }

  /** Tells whether it is another canvas than before. */
  take(canvas: HTMLCanvasElement | null): boolean {
    const isOther = canvas !== this.#canvas;
    this.#canvas = canvas;
    return isOther;
  }

  leave(): void {
    this.#canvas = null;
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#timer);
    this.#request = this.#timer = 0;
  }

  /** In the next frame, but so many milliseconds after the last time. */
  paintSoon(patience: number): void {
    const left = this.#paintedAt + patience - performance.now();
    if (patience > 0 && left > 0) {
      this.#timer ||= window.setTimeout(() => {
        this.#timer = 0;
        this.paintSoon(0);
      }, left);
      return;
    }
    this.#request ||= requestAnimationFrame(() => {
      this.#request = 0;
      this.#paintNow();
    });
  }

  #paintNow(): void {
    const { size } = this;
    if (!this.#canvas || size.width === 0) return;
    this.#paintedAt = performance.now();
    this.#paint(this.#context(this.#canvas, size), size);
  }

  #context(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D {
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
}
