// Drawings of a panel, on canvases and as SVG, on a sheet.
import type { Chart } from '../line-chart';
import { paintChart } from './chart';
import { Recorder } from './recorder';
import { element, type Sheet } from './sheet';

/** A panel that paints: it can do so on another context, in the colours in force. */
export interface Painting {
  repaint(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): void;
}

const isChart = (host: Element): host is Chart => host.localName === 'unfold-chart';

export function drawCanvas(sheet: Sheet, canvas: HTMLCanvasElement, box: DOMRect): void {
  const { host } = canvas.getRootNode() as ShadowRoot;
  const recorder = new Recorder();
  const scale = isChart(host) ? box.width / canvas.width : 1;
  if (isChart(host)) paintChart(host, recorder);
  else {
    const context = recorder as unknown as CanvasRenderingContext2D;
    (host as unknown as Painting).repaint(canvas, context);
  }
  const place = `translate(${sheet.x(box.x)} ${sheet.y(box.y)}) scale(${scale})`;
  recorder.root.setAttribute('transform', place);
  sheet.add(recorder.root);
  sheet.reach(box);
}

/** What styles say of parts of a drawing, as attributes. */
const OF_LINES = ['stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap'];
const OF_TEXT = ['font-family', 'font-size', 'font-weight', 'text-anchor', 'text-decoration-line'];

function saidOf(part: Element, { stroke }: CSSStyleDeclaration): string[] {
  if (part instanceof SVGTextElement) return ['fill', ...OF_TEXT];
  if (!(part instanceof SVGGeometryElement)) return [];
  return stroke === 'none' ? ['fill'] : ['fill', ...OF_LINES];
}

function copyLook(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of ['class', 'style', 'id', 'role']) to.removeAttribute(name);
  for (const { name } of [...to.attributes]) {
    if (/^(aria|data)-/.test(name)) to.removeAttribute(name);
  }
  for (const name of saidOf(from, style)) {
    const value = style.getPropertyValue(name);
    const isUsual = value === 'none' && name !== 'fill';
    if (!isUsual) to.setAttribute(name.replace(/-line$/, ''), value.replace(/px$/, ''));
  }
  [...from.children].forEach((child, i) => copyLook(child, to.children[i]!));
}

function withoutComments(node: Node): void {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === Node.COMMENT_NODE) child.remove();
    else withoutComments(child);
  }
}

export function drawSvg(sheet: Sheet, drawing: SVGSVGElement, box: DOMRect): void {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  withoutComments(copy);
  copyLook(drawing, copy);
  for (const told of copy.querySelectorAll('title, desc')) told.remove();
  const place = element('svg', {
    x: sheet.x(box.x),
    y: sheet.y(box.y),
    width: box.width,
    height: box.height,
    viewBox: drawing.getAttribute('viewBox') ?? `0 0 ${box.width} ${box.height}`,
  });
  place.append(...copy.children);
  sheet.add(place);
  sheet.reach(box);
}
