// A picture of a panel: what is seen of it, without what is for hands, all of what is scrolled, in
// the light theme.
import { drawBox } from './box';
import { drawCanvas, drawSvg } from './drawn';
import { light } from './light';
import { Sheet } from './sheet';
import { drawText } from './text';

const FOR_HANDS = '.actions, .unseen, button:not([data-word]), input, datalist, style, [data-hand]';

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

const childrenOf = (node: Element): Node[] => {
  if (node instanceof HTMLSlotElement) return node.assignedNodes();
  return [...(node.shadowRoot ?? node).childNodes];
};

function draw(sheet: Sheet, node: Node, outer: CSSStyleDeclaration): void {
  if (node instanceof Text) return drawText(sheet, node, outer);
  if (!(node instanceof Element) || node.matches(FOR_HANDS)) return;
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const box = node.getBoundingClientRect();
  if (node instanceof SVGSVGElement) return drawSvg(sheet, node, box);
  if (style.display !== 'contents') drawBox(sheet, box, style);
  if (node instanceof HTMLCanvasElement) return drawCanvas(sheet, node, box);
  drawColumnName(sheet, node, style);
  for (const child of childrenOf(node)) draw(sheet, child, style);
}

/** Cards of a table name the columns before their cells. */
function drawColumnName(sheet: Sheet, node: Element, style: CSSStyleDeclaration): void {
  const name = node.getAttribute('data-column');
  if (!name || style.display !== 'grid') return;
  const shown = node.appendChild(document.createElement('span'));
  const [column = '0'] = style.gridTemplateColumns.split(' ');
  Object.assign(shown.style, { position: 'absolute', left: '0', width: column });
  shown.textContent = name;
  const before = (node as HTMLElement).style.position;
  (node as HTMLElement).style.position = 'relative';
  drawText(sheet, shown.firstChild as Text, getComputedStyle(node, '::before'));
  (node as HTMLElement).style.position = before;
  shown.remove();
}

/** Gives elements styles for a while; what it gives undoes it. */
class Dress {
  #undo: (() => void)[] = [];

  set({ style }: HTMLElement, property: string, value: string): void {
    const before = style.getPropertyValue(property);
    style.setProperty(property, value);
    this.#undo.push(() => style.setProperty(property, before));
  }

  undo(): void {
    for (const undo of this.#undo.reverse()) undo();
  }
}

const isScrolled = ({ overflowX, overflowY }: CSSStyleDeclaration) =>
  [overflowX, overflowY].some((value) => value === 'auto' || value === 'scroll');

function unroll(node: Element, dress: Dress): void {
  if (node instanceof HTMLElement && isScrolled(getComputedStyle(node))) {
    dress.set(node, 'overflow', 'visible');
    dress.set(node, 'max-height', 'none');
  }
  for (const child of childrenOf(node)) if (child instanceof Element) unroll(child, dress);
}

/** What a panel that is one drawing says of it. */
const told = (panel: HTMLElement, name: 'title' | 'desc') =>
  panel.querySelector(`svg[role=img] > ${name}`)?.textContent ?? '';

export function pictureOf(panel: HTMLElement, heading: string): Picture {
  const dress = new Dress();
  for (const [property, value] of light) dress.set(panel, property, value);
  try {
    unroll(panel, dress);
    const sheet = new Sheet(panel.getBoundingClientRect());
    draw(sheet, panel, getComputedStyle(panel));
    const svg = sheet.text(told(panel, 'title') || heading, told(panel, 'desc'));
    return { svg, ...sheet.size };
  } finally {
    dress.undo();
  }
}
