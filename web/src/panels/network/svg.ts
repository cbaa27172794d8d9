// A drawing of a network as SVG, in the page's colours.
import { css, nothing, svg } from 'lit';
import { SIZES } from './layout';
import type { NetworkDrawing, NetworkEdge, NetworkNode, NetworkText } from './parts';

export const drawingStyles = css`
  .unrolled {
    display: block;
    max-width: 100%;
    font-family: var(--sans);
  }
  .unrolled text {
    fill: var(--ink);
    stroke: none;
  }
  .node {
    fill: var(--surface);
    stroke: var(--edge);
    stroke-width: 1;
  }
  .input .node,
  .output .node,
  .merge .node {
    fill: var(--paper);
  }
  .recurrent .node {
    stroke: var(--ink);
    stroke-width: 1.25;
  }
  .dropout .node {
    fill: none;
    stroke-dasharray: 3 3;
  }
  .states .node {
    fill: var(--hidden-state);
    stroke: none;
  }
  .wrong .node {
    fill: var(--wrong-tint);
  }
  .right .node {
    fill: var(--right-tint);
  }
  .unrolled :is(.input, .output) text {
    font-family: var(--mono);
  }
  .unrolled .output text {
    fill: var(--prediction);
    font-weight: 700;
  }
  .unrolled .wrong text {
    fill: var(--wrong);
    text-decoration: underline;
  }
  .unrolled .dropout text,
  .unrolled .soft {
    fill: var(--ink-soft);
  }
  .unrolled .gate-f {
    fill: var(--forget-gate);
  }
  .unrolled .gate-i {
    fill: var(--input-gate);
  }
  .unrolled .gate-g {
    fill: var(--candidate);
  }
  .unrolled .gate-o {
    fill: var(--output-gate);
  }
  .pointed .node {
    stroke: var(--accent);
    stroke-width: 3;
  }
  .edge {
    fill: none;
    stroke: var(--edge);
    stroke-width: 1.25;
  }
  .edge.h {
    stroke: var(--hidden-state);
    stroke-width: 1.75;
  }
  .edge.c {
    stroke: var(--cell-state);
    stroke-width: 1.75;
  }
  .gap {
    stroke-dasharray: 2 3;
  }
  .head {
    stroke: none;
    fill: var(--edge);
  }
  .head.h,
  .unrolled text.h {
    fill: var(--hidden-state);
  }
  .head.c {
    fill: var(--cell-state);
  }
`;

/** Half of what an arrow's head is wide, and as long as it is. */
const HEAD = { half: 3, length: 6 };
const RADIUS: Partial<Record<NetworkNode['role'], number>> = { recurrent: 8, states: 3 };
const GATES = ['f', 'i', 'g', 'o'] as const;
const GATE = { size: 10, apart: 10 };

const textAt = (
  x: number,
  y: number,
  text: string,
  size: number,
  look: string,
  anchor: NetworkText['anchor'] = 'middle',
  weight = 400,
) =>
  svg`<text class=${look} x=${x} y=${y + 0.35 * size} font-size=${size} font-weight=${weight}
    text-anchor=${anchor}>${text}</text>`;

function nodeText({ x, y, width, height, text, role, hasGates }: NetworkNode) {
  if (text === '') return nothing;
  const [middle, centre] = [x + width / 2, y + height / 2];
  if (!hasGates) {
    const weight = role === 'recurrent' ? 600 : 400;
    return textAt(middle, centre, text, role === 'input' ? 15 : 12, '', 'middle', weight);
  }
  const first = middle - (GATE.apart * (GATES.length - 1)) / 2;
  return [
    textAt(middle, centre - 8, text, SIZES.strong, '', 'middle', 600),
    ...GATES.map((gate, i) =>
      textAt(first + i * GATE.apart, centre + 9, gate, GATE.size, `gate-${gate}`, 'middle', 700),
    ),
  ];
}

function nodeView(node: NetworkNode) {
  const { role, x, y, width, height, agrees } = node;
  const look = agrees === undefined ? '' : agrees ? 'right' : 'wrong';
  const radius = role === 'merge' || role === 'dropout' ? height / 2 : (RADIUS[role] ?? 5);
  return svg`<g class="${role} ${look}" data-node=${node.id}>
    <rect class="node" x=${x} y=${y} width=${width} height=${height} rx=${radius}></rect>
    ${nodeText(node)}
  </g>`;
}

const pathOf = (points: [number, number][]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('');

/** A line that ends in the head of an arrow. */
function edgeView({ points, carries, isAfterGap, from, to }: NetworkEdge) {
  const [x, y] = points.at(-1)!;
  const [fromX, fromY] = points.at(-2)!;
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const [baseX, baseY] = [x - dx * HEAD.length, y - dy * HEAD.length];
  const corner = (side: number): [number, number] => [
    baseX - side * dy * HEAD.half,
    baseY + side * dx * HEAD.half,
  ];
  const line = pathOf([...points.slice(0, -1), [baseX, baseY]]);
  const head = `${pathOf([[x, y], corner(1), corner(-1)])}Z`;
  return svg`<g data-edge="${from} ${to}">
    <path class="edge ${carries} ${isAfterGap ? 'gap' : ''}" d=${line}></path>
    <path class="head ${carries}" d=${head}></path>
  </g>`;
}

const lineView = ({ x, y, text, anchor, look }: NetworkText) =>
  textAt(
    x,
    y,
    text,
    look === 'soft' ? SIZES.soft : SIZES.strong,
    look,
    anchor,
    look === 'strong' ? 600 : 400,
  );

export const drawingView = (drawing: NetworkDrawing) =>
  svg`${drawing.edges.map(edgeView)} ${drawing.nodes.map(nodeView)} ${drawing.texts.map(lineView)}`;
