// A sheet: a picture of SVG that stands by itself, on white, as large as what is on it.

const NAMESPACE = 'http://www.w3.org/2000/svg';
const MARGIN = 16;

export type Attributes = Record<string, string | number>;

export const rounded = (value: number): number => Math.round(value * 100) / 100;

export function element(name: string, attributes: Attributes = {}, text = ''): SVGElement {
  const made = document.createElementNS(NAMESPACE, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, String(typeof value === 'number' ? rounded(value) : value));
  }
  if (text) made.textContent = text;
  return made;
}

export class Sheet {
  readonly #content = element('g');
  readonly #origin: { left: number; top: number };
  #right = 0;
  #bottom = 0;

  /** `origin` is what is at the upper left, in pixels of the window. */
  constructor(origin: { left: number; top: number }) {
    this.#origin = origin;
  }

  x = (left: number): number => left - this.#origin.left;
  y = (top: number): number => top - this.#origin.top;

  /** Makes the sheet large enough for this place in the window. */
  reach({ right, bottom }: Pick<DOMRect, 'right' | 'bottom'>): void {
    this.#right = Math.max(this.#right, this.x(right));
    this.#bottom = Math.max(this.#bottom, this.y(bottom));
  }

  add(...parts: SVGElement[]): void {
    this.#content.append(...parts);
  }

  get size(): { width: number; height: number } {
    return {
      width: Math.ceil(this.#right + 2 * MARGIN),
      height: Math.ceil(this.#bottom + 2 * MARGIN),
    };
  }

  /** The file. */
  text(title: string, about: string): string {
    const { width, height } = this.size;
    const svg = element('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
    svg.append(element('title', {}, title));
    if (about) svg.append(element('desc', {}, about));
    svg.append(element('rect', { width, height, fill: '#ffffff' }));
    this.#content.setAttribute('transform', `translate(${MARGIN} ${MARGIN})`);
    svg.append(this.#content);
    return new XMLSerializer().serializeToString(svg);
  }
}
