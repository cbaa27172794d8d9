// A tape in small: its operations from left to right, and the lines between them.
import type { Graph } from '../../../bindings/wasm/engine.d.ts';
import { layOutGraph } from '../../src/panels/graph/layout.ts';
import { sign } from '../../src/panels/graph/rules.ts';
import { escape } from '../pages/html.ts';
import { round, type Box } from './canvas.ts';

/** A sign of so many letters stands large; the sizes are those of picture.css. */
const FEW = 2;
const LARGE = 36;
const SMALL = 24;

export function graphPicture(graph: Graph, box: Box): string {
  const { width, height, places, lines } = layOutGraph(graph);
  const scale = Math.min(box.width / width, box.height / height);
  const x = box.x + (box.width - scale * width) / 2;
  const y = box.y + (box.height - scale * height) / 2;
  const drawn = lines.map(({ points }) => {
    const way = points.map(([px, py]) => `${round(px)} ${round(py)}`).join('L');
    return `<path class="line edge" d="M${way}"></path>`;
  });
  const nodes = places.map((place, i) => {
    const node = graph.nodes[i]!;
    const text = sign(node);
    const middle = place.x + place.width / 2;
    const size = [...text].length > FEW ? SMALL : LARGE;
    const baseline = round(place.y + place.height / 2 + 0.35 * size);
    const isGiven = node.reads.length === 0;
    const { width, height } = place;
    const shape = `<rect class="${isGiven ? 'given' : ''}" x="${place.x}" y="${place.y}" width="${width}" height="${height}" rx="${isGiven ? height / 2 : 10}"></rect>`;
    const look = size === SMALL ? ' class="word"' : '';
    return `${shape}<text${look} x="${middle}" y="${baseline}">${escape(text)}</text>`;
  });
  return `<g class="tape" transform="translate(${round(x)} ${round(y)}) scale(${round(scale)})">${drawn.join('')}${nodes.join('')}</g>`;
}
