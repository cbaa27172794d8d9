// The box of an element as SVG: its background, borders and shadows.
import { element, type Attributes, type Sheet } from './sheet';

const isSeen = (colour: string) => !/^(transparent|rgba\(.*, 0\))$/.test(colour);

const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;
type Side = (typeof SIDES)[number];

interface Border {
  side: Side;
  width: number;
  colour: string;
}

function bordersOf(style: CSSStyleDeclaration): Border[] {
  return SIDES.map((side) => ({
    side,
    width: style[`border${side}Style`] === 'none' ? 0 : parseFloat(style[`border${side}Width`]),
    colour: style[`border${side}Color`],
  })).filter(({ width, colour }) => width > 0 && isSeen(colour));
}

let gradients = 0;

/** From left to right, as all gradients of panels go. */
function gradient(sheet: Sheet, image: string): string {
  const colours = image.match(/rgba?\([^)]*\)/g) ?? [];
  if (!image.startsWith('linear-gradient(90deg') || colours.length < 2) return '';
  const id = `gradient${++gradients}`;
  const made = element('linearGradient', { id });
  colours.forEach((colour, i) =>
    made.append(element('stop', { offset: i / (colours.length - 1), 'stop-color': colour })),
  );
  sheet.add(made);
  return `url(#${id})`;
}

/** Those that are sharp: a line inside an edge, or a frame around all. */
function shadow({ boxShadow }: CSSStyleDeclaration, box: DOMRect, rx: number): Attributes | null {
  const parts = /^(\w+\([^)]*\)) 0px (-?[\d.]+)px 0px ([\d.]+)px( inset)?$/.exec(boxShadow);
  if (!parts) return null;
  const [, colour = '', down = '0', spread = '0', inset] = parts;
  const [line, frame] = [Math.abs(Number(down)), Number(spread)];
  const { x, y, width, height } = box;
  if (inset) return { x, y: y + height - line, width, height: line, fill: colour };
  const half = frame / 2;
  const around = { x: x - half, y: y - half, width: width + frame, height: height + frame };
  return { ...around, rx, fill: 'none', stroke: colour, 'stroke-width': frame };
}

export function drawBox(sheet: Sheet, box: DOMRect, style: CSSStyleDeclaration): void {
  const place = new DOMRect(sheet.x(box.x), sheet.y(box.y), box.width, box.height);
  const { x, y, width, height } = place;
  const radius = parseFloat(style.borderTopLeftRadius) || 0;
  const share = style.borderTopLeftRadius.endsWith('%') ? radius / 100 : 0;
  const rx = Math.min(share * width || radius, width / 2, height / 2);
  const fill =
    gradient(sheet, style.backgroundImage) ||
    (isSeen(style.backgroundColor) ? style.backgroundColor : '');
  const borders = bordersOf(style);
  const isFrame = borders.length === SIDES.length;
  if (fill || isFrame) {
    const inset = isFrame ? borders[0]!.width / 2 : 0;
    const stroke = isFrame && { stroke: borders[0]!.colour, 'stroke-width': borders[0]!.width };
    const inner = { width: width - 2 * inset, height: height - 2 * inset };
    const rect = { x: x + inset, y: y + inset, ...inner, rx, fill: fill || 'none', ...stroke };
    sheet.add(element('rect', rect));
    sheet.reach(box);
  }
  if (!isFrame) sheet.add(...borders.map((border) => edge(place, border)));
  const cast = shadow(style, place, rx);
  if (cast) sheet.add(element('rect', cast));
}

function edge({ left, top, right, bottom }: DOMRect, { side, width, colour }: Border) {
  const ends = {
    Top: [left, top, right, top],
    Right: [right, top, right, bottom],
    Bottom: [left, bottom, right, bottom],
    Left: [left, top, left, bottom],
  }[side];
  const [x1, y1, x2, y2] = ends as [number, number, number, number];
  return element('line', { x1, y1, x2, y2, stroke: colour, 'stroke-width': width });
}
