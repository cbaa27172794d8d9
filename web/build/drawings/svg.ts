// Pieces of drawings as SVG: lines, arrows, boxes and letters with their times. Colours are classes.
export type Point = [x: number, y: number];

const at = (points: Point[]) => `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`;

export const wire = (look: string, ...points: Point[]) =>
  `<path class="wire ${look}" d="${at(points)}"/>`;

/** A wire with a head at its end, which comes straight from a side or from below or above. */
export function arrow(look: string, ...points: Point[]): string {
  const [[fromX, fromY], [x, y]] = points.slice(-2) as [Point, Point];
  const [dx, dy] = [Math.sign(x - fromX), Math.sign(y - fromY)];
  const side = (sign: number): Point => [
    x - 6 * dx + 3.5 * sign * dy,
    y - 6 * dy + 3.5 * sign * dx,
  ];
  const head = `<path class="head ${look}" d="${at([[x, y], side(1), side(-1)])}Z"/>`;
  return wire(look, ...points) + head;
}

export const dot = (look: string, [x, y]: Point) =>
  `<circle class="head ${look}" cx="${x}" cy="${y}" r="2.5"/>`;

/** What is done element by element. */
export const sign = ([x, y]: Point, text: string) =>
  `<circle class="sign" cx="${x}" cy="${y}" r="12"/><text class="in" x="${x}" y="${y + 5}">${text}</text>`;

/** What has weights, or squeezes, given by its middle. */
export const box = (look: string, [x, y]: Point, text: string, width = 46) =>
  `<rect class="box ${look}" x="${x - width / 2}" y="${y - 16}" width="${width}" height="32" rx="7"/>` +
  `<text class="in" x="${x}" y="${y + 5}">${text}</text>`;

/** A letter and the time under it. */
export const letter = (look: string, [x, y]: Point, text: string, time: string) =>
  `<text class="letter ${look}" x="${x}" y="${y}">${text}<tspan class="time" dy="4">${time}</tspan></text>`;

export const note = ([x, y]: Point, text: string) =>
  `<text class="note" x="${x}" y="${y}">${text}</text>`;

/** The loss's gradient of a state. */
export const gradient = ([x, y]: Point, time: string) =>
  `<text class="note gradient" x="${x}" y="${y}">∂L/∂h<tspan class="time" dy="3">${time}</tspan></text>`;

/** Parts that belong together, to be shown alone. */
export const part = (name: string, ...pieces: string[]) =>
  `<g class="part of-${name}">${pieces.join('')}</g>`;
