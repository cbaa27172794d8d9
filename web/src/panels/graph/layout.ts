// Where the nodes of a graph stand: in layers from left to right, each in an order in which few lines
// cross. A line over several layers has a place in each.
import type { Graph, GraphNode } from '../../engine/types';

export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Line {
  from: number;
  to: number;
  /** From node to node, by way of its places between. */
  points: [number, number][];
}

export interface GraphDrawing {
  width: number;
  height: number;
  places: Place[];
  lines: Line[];
}

const NODE = { width: 76, head: 20, row: 17, foot: 6 };
/** Each of several numbers has its gradient beside it. */
const WIDE = 112;
const GAP = { across: 36, down: 14 };
const LANE = 10;
const MARGIN = 6;
const SWEEPS = 12;

/** A constant is its own name, and has no gradient. */
export const heightOf = ({ op, value }: GraphNode): number =>
  op === 'constant'
    ? NODE.head + NODE.foot
    : NODE.head + NODE.row * Math.max(2, value.length) + NODE.foot;
const widthOf = ({ value }: GraphNode): number => (value.length > 1 ? WIDE : NODE.width);

/** A node, or the place of a line in a layer. */
interface Item {
  node: number | null;
  layer: number;
  height: number;
  before: Item[];
  after: Item[];
  y: number;
}

/** An operation stands right of all that it reads; what was given right before its first reader. */
function layersOf(nodes: GraphNode[]): number[] {
  const layers = nodes.map(() => 0);
  nodes.forEach(({ reads }, i) => {
    for (const { node } of reads) layers[i] = Math.max(layers[i]!, layers[node]! + 1);
  });
  const first = nodes.map(() => Infinity);
  nodes.forEach(({ reads }, i) => {
    for (const { node } of reads) first[node] = Math.min(first[node]!, layers[i]!);
  });
  return layers.map((layer, i) =>
    nodes[i]!.reads.length === 0 && first[i] !== Infinity ? first[i]! - 1 : layer,
  );
}

const middle = ({ y, height }: Item) => y + height / 2;

function mean(items: Item[], otherwise: number): number {
  return items.length === 0
    ? otherwise
    : items.reduce((sum, item) => sum + middle(item), 0) / items.length;
}

/** Sorts a layer by where its neighbours are and puts it as near to them as there is room. */
function settle(layer: Item[], neighbours: (item: Item) => Item[]): void {
  const wanted = new Map(layer.map((item) => [item, mean(neighbours(item), middle(item))]));
  layer.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
  // Groups of items that touch stand where the mean of their wishes is.
  const groups: { items: Item[]; height: number; top: number }[] = [];
  for (const item of layer) {
    let group = { items: [item], height: item.height, top: wanted.get(item)! - item.height / 2 };
    for (let last = groups.at(-1); last && last.top + last.height + GAP.down > group.top;) {
      groups.pop();
      const [n, m] = [last.items.length, group.items.length];
      const shifted = group.top - last.height - GAP.down;
      group = {
        items: [...last.items, ...group.items],
        height: last.height + GAP.down + group.height,
        top: (n * last.top + m * shifted) / (n + m),
      };
      last = groups.at(-1);
    }
    groups.push(group);
  }
  for (const { items, top } of groups) {
    let y = top;
    for (const item of items) {
      item.y = y;
      y += item.height + GAP.down;
    }
  }
}

function stack(layers: Item[][]): void {
  for (const layer of layers) {
    let y = 0;
    for (const item of layer) {
      item.y = y;
      y += item.height + GAP.down;
    }
  }
}

const link = (from: Item, to: Item) => {
  from.after.push(to);
  to.before.push(from);
};

interface Route {
  from: number;
  to: number;
  items: Item[];
}

/** All items, in their layers, and the ways from node to node. */
function itemsOf(nodes: GraphNode[]) {
  const at = layersOf(nodes);
  const layers: Item[][] = Array.from({ length: Math.max(...at) + 1 }, () => []);
  const add = (node: number | null, layer: number, height: number): Item => {
    const item: Item = { node, layer, height, before: [], after: [], y: 0 };
    layers[layer]!.push(item);
    return item;
  };
  const items = nodes.map((node, i) => add(i, at[i]!, heightOf(node)));
  const routes: Route[] = [];
  // The lines of a node to later layers are one line as far as they go the same way.
  const lanes = new Map<string, Item>();
  nodes.forEach(({ reads }, to) => {
    for (const from of new Set(reads.map(({ node }) => node))) {
      const route = [items[from]!];
      for (let layer = at[from]! + 1; layer < at[to]!; ++layer) {
        const key = `${from}/${layer}`;
        const known = lanes.get(key);
        const lane = known ?? add(null, layer, LANE);
        if (!known) link(route.at(-1)!, lane);
        lanes.set(key, lane);
        route.push(lane);
      }
      link(route.at(-1)!, items[to]!);
      routes.push({ from, to, items: [...route, items[to]!] });
    }
  });
  return { layers, items, routes };
}

export function layOutGraph({ nodes }: Graph): GraphDrawing {
  const { layers, items, routes } = itemsOf(nodes);
  stack(layers);
  for (let sweep = 0; sweep < SWEEPS; ++sweep) {
    for (const layer of layers) settle(layer, ({ before }) => before);
    for (const layer of [...layers].reverse()) settle(layer, ({ after }) => after);
  }
  const top = Math.min(...layers.flat().map(({ y }) => y));
  const widths = layers.map((layer) =>
    Math.max(NODE.width, ...layer.map(({ node }) => (node === null ? 0 : widthOf(nodes[node]!)))),
  );
  const lefts = widths.map((_, i) =>
    widths.slice(0, i).reduce((x, width) => x + width + GAP.across, MARGIN),
  );
  const places = items.map(({ layer, y, height, node }) => {
    const width = widthOf(nodes[node!]!);
    const x = lefts[layer]! + (widths[layer]! - width) / 2;
    return { x: Math.round(x), y: Math.round(y - top + MARGIN), width, height };
  });
  const bottom = Math.max(...layers.flat().map(({ y, height }) => y + height));

  const line = ({ from, to, items: way }: Route): Line => {
    const inner = way.slice(1, -1).flatMap((item): [number, number][] => {
      const y = middle(item) - top + MARGIN;
      return [
        [lefts[item.layer]!, y],
        [lefts[item.layer]! + widths[item.layer]!, y],
      ];
    });
    const [start, end] = [places[from]!, places[to]!];
    return {
      from,
      to,
      points: [
        [start.x + start.width, start.y + start.height / 2],
        ...inner,
        [end.x, end.y + end.height / 2],
      ],
    };
  };
  return {
    width: lefts.at(-1)! + widths.at(-1)! + MARGIN,
    height: Math.ceil(bottom - top + 2 * MARGIN),
    places,
    lines: routes.map(line),
  };
}
