// Text of the page as lines of SVG, where the browser has set them.
import { element, type Sheet } from './sheet';

const ruler = document.createElement('canvas').getContext('2d')!;

interface Line {
  text: string;
  box: DOMRect;
}

/** How far the baseline is below the top of a line, of its height. */
function baseline(style: CSSStyleDeclaration): number {
  ruler.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText('x');
  return up / (up + down);
}

function union(a: DOMRect, b: DOMRect): DOMRect {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  return new DOMRect(
    left,
    top,
    Math.max(a.right, b.right) - left,
    Math.max(a.bottom, b.bottom) - top,
  );
}

/** Symbol by symbol, since only the browser knows where it has broken a line. */
function linesOf(node: Text): Line[] {
  const range = document.createRange();
  const lines: Line[] = [];
  let at = 0;
  for (const symbol of node.data) {
    range.setStart(node, at);
    range.setEnd(node, (at += symbol.length));
    const box = range.getClientRects()[0];
    if (!box || box.width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) {
      last.text += symbol;
      last.box = union(last.box, box);
    } else {
      lines.push({ text: symbol, box });
    }
  }
  return lines.filter(({ text }) => text.trim() !== '');
}

export function drawText(sheet: Sheet, node: Text, style: CSSStyleDeclaration): void {
  const isRight = ['right', 'end'].includes(style.textAlign);
  for (const { text, box } of linesOf(node)) {
    sheet.reach(box);
    const attributes = {
      x: sheet.x(isRight ? box.right : box.left),
      y: sheet.y(box.top + box.height * baseline(style)),
      'text-anchor': isRight ? 'end' : 'start',
      fill: style.color,
      'font-family': style.fontFamily,
      'font-size': parseFloat(style.fontSize),
      'font-weight': style.fontWeight,
    };
    const shown = element('text', attributes, text.replace(/\s/g, ' '));
    if (/^\s|\s\s/.test(text)) shown.setAttribute('xml:space', 'preserve');
    sheet.add(shown);
  }
}
