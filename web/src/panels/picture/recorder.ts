// Recorder: what paints on a canvas paints SVG instead. It has what the panels' painters use of a
// canvas' context.
import { element, rounded, type Attributes } from './sheet';

const ruler = document.createElement('canvas').getContext('2d')!;

const ANCHORS: Record<string, string> = { left: 'start', start: 'start', center: 'middle' };

/** What `save` keeps. */
const settings = {
  fillStyle: '#000',
  strokeStyle: '#000',
  lineWidth: 1,
  lineJoin: 'miter',
  globalAlpha: 1,
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  dash: [] as number[],
  transform: '',
};

export class Recorder {
  readonly root = element('g');
  #now = { ...settings };
  #kept: (typeof settings)[] = [];
  #path = '';

  set fillStyle(value: string) {
    this.#now.fillStyle = value;
  }
  set strokeStyle(value: string) {
    this.#now.strokeStyle = value;
  }
  set lineWidth(value: number) {
    this.#now.lineWidth = value;
  }
  set lineJoin(value: string) {
    this.#now.lineJoin = value;
  }
  set globalAlpha(value: number) {
    this.#now.globalAlpha = value;
  }
  set font(value: string) {
    this.#now.font = value;
  }
  set textAlign(value: string) {
    this.#now.textAlign = value;
  }
  set textBaseline(value: string) {
    this.#now.textBaseline = value;
  }
  /** Pictures that are enlarged keep their pixels here. */
  set imageSmoothingEnabled(_: boolean) {}

  save(): void {
    this.#kept.push({ ...this.#now });
  }
  restore(): void {
    this.#now = this.#kept.pop() ?? this.#now;
  }
  setLineDash(dash: number[]): void {
    this.#now.dash = dash;
  }
  translate(x: number, y: number): void {
    this.#now.transform += `translate(${rounded(x)} ${rounded(y)})`;
  }
  rotate(angle: number): void {
    this.#now.transform += `rotate(${rounded((angle * 180) / Math.PI)})`;
  }
  measureText(text: string): TextMetrics {
    ruler.font = this.#now.font;
    return ruler.measureText(text);
  }

  clearRect(): void {}
  fillRect(x: number, y: number, width: number, height: number): void {
    this.#add('rect', { x, y, width, height, ...this.#filled() });
  }

  beginPath(): void {
    this.#path = '';
  }
  moveTo(x: number, y: number): void {
    this.#path += `M${rounded(x)} ${rounded(y)}`;
  }
  lineTo(x: number, y: number): void {
    this.#path += `L${rounded(x)} ${rounded(y)}`;
  }
  /** A whole circle. */
  arc(x: number, y: number, radius: number): void {
    const [left, r] = [rounded(x - radius), rounded(radius)];
    this.#path += `M${left} ${rounded(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  }
  fill(): void {
    this.#add('path', { d: this.#path, ...this.#filled() });
  }
  stroke(): void {
    this.#add('path', { d: this.#path, fill: 'none', ...this.#stroked() });
  }

  fillText(text: string, x: number, y: number): void {
    this.#add('text', { ...this.#placed(text, x, y), ...this.#filled() }, text);
  }
  strokeText(text: string, x: number, y: number): void {
    this.#add('text', { ...this.#placed(text, x, y), fill: 'none', ...this.#stroked() }, text);
  }

  drawImage(picture: HTMLCanvasElement, x: number, y: number, width: number, height: number): void {
    this.#add('image', {
      ...{ x, y, width, height },
      preserveAspectRatio: 'none',
      'image-rendering': 'pixelated',
      href: picture.toDataURL('image/png'),
    });
  }

  #add(name: string, attributes: Attributes, text = ''): void {
    const { transform, globalAlpha } = this.#now;
    const made = element(name, attributes, text);
    if (transform) made.setAttribute('transform', transform);
    if (globalAlpha < 1) made.setAttribute('opacity', String(globalAlpha));
    this.root.append(made);
  }

  #filled = (): Attributes => ({ fill: this.#now.fillStyle });

  #stroked(): Attributes {
    const { strokeStyle, lineWidth, lineJoin, dash } = this.#now;
    return {
      stroke: strokeStyle,
      'stroke-width': lineWidth,
      'stroke-linejoin': lineJoin,
      ...(dash.length > 0 && { 'stroke-dasharray': dash.join(' ') }),
    };
  }

  /** Baselines by what the font has, since not every program knows those of SVG. */
  #placed(text: string, x: number, y: number): Attributes {
    const { font, textAlign, textBaseline } = this.#now;
    ruler.font = font;
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText(text);
    const lower = { top: up, middle: (up - down) / 2 }[textBaseline] ?? 0;
    return {
      x,
      y: y + lower,
      'text-anchor': ANCHORS[textAlign] ?? 'end',
      ...fontOf(font),
    };
  }
}

/** "700 12px Arial" as attributes. */
function fontOf(font: string): Attributes {
  const [, weight = '400', size = '10', family = ''] =
    /^(?:(\d+) )?([\d.]+)px (.*)$/.exec(font) ?? [];
  return { 'font-weight': weight, 'font-size': size, 'font-family': family };
}
