// Where the parts of a drawing stand: time runs from left to right, layers go upwards.
import type { NetworkInfo } from '../../engine/types';
import type { Say } from '../../i18n/network';
import { glyph } from '../glyph';
import { columnsFor, type Column } from './columns';
import { linesOf } from './lines';
import type { NetworkDrawing, NetworkEdge, NetworkNode, NetworkText } from './parts';
import {
  denseLabel,
  dropoutLabel,
  inputLabel,
  isRecurrent,
  lastRecurrent,
  outputLabel,
  recurrentLabel,
  share,
  tableLabel,
  type Recurrent,
  type RowLabel,
} from './said';
import type { Sequence } from './sequence';

export const SIZES = { strong: 12, soft: 11 };
const LINE = 15;
/** Below it labels and columns have less room. */
const NARROW = 520;
/** Between rows, for an arrow. */
const BETWEEN = 18;
/** From a lane of a bidirectional layer to the other. */
const LANES = 12;
/** What the lanes stand beside the middle of their column. */
const ASIDE = 9;
const MERGE = 16;
/** For lines at the edge. */
const EDGE = 2;
const SYMBOL = { width: 28, height: 26 };
const CELL = { height: 44 };
const DENSE = { height: 26 };
const DROPOUT = { width: 36, height: 16 };
const STATES = 12;
const MERGES = { concat: '‖', sum: '+', ave: '÷', mul: '×' };

export interface LayoutOptions {
  /** What its rows and columns are. */
  hasLabels: boolean;
}

/** Where the edge to what is above begins; none where nothing goes on. */
interface Outlet {
  node: string;
  x: number;
  y: number;
}

/** The cells of one direction, by column. */
interface Lane {
  cells: NetworkNode[];
  /** Steps are read from the last to the first. */
  isBackwards: boolean;
}

class Layout {
  readonly nodes: NetworkNode[] = [];
  readonly edges: NetworkEdge[] = [];
  readonly texts: NetworkText[] = [];
  readonly #network: NetworkInfo;
  readonly #sequence: Sequence;
  readonly #say: Say;
  readonly #width: number;
  readonly #hasLabels: boolean;
  /** What they take. */
  readonly #labels: number;
  readonly #cell: number;
  readonly #columns: Column[];
  /** The upper edge of what is there, upwards from 0. */
  #top = 0;
  #rows = 0;
  #outlets: (Outlet | null)[] = [];
  /** Cells whose last state goes into all that is above, where all layers' states do. */
  #ends: NetworkNode[] = [];

  constructor(
    network: NetworkInfo,
    sequence: Sequence,
    say: Say,
    width: number,
    { hasLabels }: LayoutOptions,
  ) {
    this.#network = network;
    this.#sequence = sequence;
    this.#say = say;
    this.#width = width;
    const isNarrow = width < NARROW;
    this.#hasLabels = hasLabels;
    this.#labels = hasLabels ? (isNarrow ? 96 : 132) : 0;
    this.#cell = isNarrow ? 44 : 56;
    const beside = network.readout === 'states' ? 24 + this.#cell : 0;
    const sizes = { width: this.#cell, least: isNarrow ? 20 : 28, most: 72, gap: 16 };
    const room = width - EDGE - this.#labels - beside;
    this.#columns = columnsFor(sequence.steps, this.#labels, room, sizes);
  }

  draw(): NetworkDrawing {
    this.#symbols();
    if (this.#network.input.kind === 'ids') this.#table();
    const last = lastRecurrent(this.#network);
    this.#network.layers.forEach((layer, i) => {
      if (isRecurrent(layer)) this.#recurrent(layer, i === last);
      else if (layer.kind === 'dropout') this.#dropout(layer.keep);
      else this.#dense(layer.units, denseLabel(this.#say, layer));
    });
    this.#output();
    return this.#upright();
  }

  /** All that a column has a node for at this height, or the only one that goes on. */
  #row(label: RowLabel, node: Pick<NetworkNode, 'role' | 'height' | 'width' | 'text'>): void {
    const bottom = this.#rise(label, node.height);
    this.#outlets = this.#outlets.map((outlet, i) => {
      if (!outlet) return null;
      const made = this.#node({ ...node, column: i, x: outlet.x, bottom });
      this.#up(outlet, made);
      return this.#outletOf(made);
    });
    ++this.#rows;
  }

  /** Makes room for a row above an arrow and says what it is; gives the lower edge of its nodes. */
  #rise(label: RowLabel, height: number): number {
    const lines = this.#hasLabels ? this.#linesOf(label) : [];
    const row = Math.max(height, lines.length * LINE);
    const bottom = this.#top + (this.#outlets.length > 0 ? BETWEEN : 0);
    this.#top = bottom + row;
    const first = bottom + row / 2 + (lines.length * LINE) / 2 - LINE / 2;
    lines.forEach((line, i) =>
      this.texts.push({ ...line, x: 0, y: first - i * LINE, anchor: 'start' }),
    );
    return bottom + (row - height) / 2;
  }

  #linesOf({ title, about }: RowLabel): Pick<NetworkText, 'text' | 'look'>[] {
    const lines = (text: string, look: 'strong' | 'soft') =>
      linesOf(text, SIZES[look], this.#labels - 8).map((line) => ({ text: line, look }));
    return [...lines(title, 'strong'), ...lines(about, 'soft')];
  }

  #node({
    column,
    lane = '',
    x,
    bottom,
    ...node
  }: Omit<NetworkNode, 'id' | 'y'> & { column: number; lane?: string; bottom: number }) {
    const id = `${this.#rows}${lane}.${this.#columns[column]?.name ?? 'end'}`;
    const made: NetworkNode = {
      ...node,
      id,
      x: x - node.width / 2,
      y: bottom,
    };
    this.nodes.push(made);
    return made;
  }

  #outletOf = ({ id, x, y, width, height }: NetworkNode): Outlet => ({
    node: id,
    x: x + width / 2,
    y: y + height,
  });

  /** An arrow to a node above, into its lower edge. */
  #up({ node, x, y }: Outlet, to: NetworkNode): void {
    const end = to.x + to.width / 2;
    const isBeside = x < to.x || x > to.x + to.width;
    const points: [number, number][] = [[x, y]];
    if (isBeside) points.push([x, to.y - BETWEEN / 2], [end, to.y - BETWEEN / 2]);
    points.push([isBeside ? end : x, to.y]);
    this.edges.push({ from: node, to: to.id, carries: 'value', points, isAfterGap: false });
  }

  // ---- The input.

  #symbols(): void {
    if (this.#hasLabels) this.#times();
    const bottom = this.#rise(inputLabel(this.#say, this.#network.input), SYMBOL.height);
    this.#outlets = this.#columns.map(({ x, step, isAfterGap }, column) => {
      const text = glyph(this.#sequence.reads.at(step) ?? 'x');
      const node = this.#node({ role: 'input', column, x, bottom, text, ...SYMBOL });
      if (isAfterGap) this.#leftOut(column, bottom + SYMBOL.height / 2);
      return this.#outletOf(node);
    });
    ++this.#rows;
  }

  #times(): void {
    this.#columns.forEach(({ name, x }, i) => {
      const text = i === 0 ? `t = ${name}` : name;
      this.texts.push({ x, y: LINE / 2, text, anchor: 'middle', look: 'soft' });
    });
    this.#top = LINE + 2;
  }

  /** Dots between a column and the one before it. */
  #leftOut(column: number, y: number): void {
    const x = (this.#columns[column - 1]!.x + this.#columns[column]!.x) / 2;
    this.texts.push({ x, y, text: '⋯', anchor: 'middle', look: 'strong' });
  }

  #table(): void {
    const { input } = this.#network;
    const width = this.#cell;
    const text = String(input.width);
    this.#row(tableLabel(this.#say, input), { role: 'table', text, width, ...DENSE });
  }

  // ---- Layers.

  #dropout(keep: number): void {
    const node = { role: 'dropout' as const, text: share(keep), ...DROPOUT };
    this.#row(dropoutLabel(this.#say, keep), node);
  }

  #dense(units: number, label: RowLabel): void {
    this.#row(label, { role: 'dense', text: String(units), width: this.#cell, ...DENSE });
  }

  #recurrent(layer: Recurrent, isLast: boolean): void {
    const { bidirectional } = layer;
    const height = bidirectional ? 2 * CELL.height + LANES : CELL.height;
    const bottom = this.#rise(recurrentLabel(this.#say, layer), height);
    const lanes = bidirectional
      ? [
          this.#lane(layer, bottom, 'f', -ASIDE, false),
          this.#lane(layer, bottom + CELL.height + LANES, 'b', ASIDE, true),
        ]
      : [this.#lane(layer, bottom, '', 0, layer.backwards === true)];
    ++this.#rows;
    this.#ends.push(...lanes.map(lastOf));
    if (isLast && this.#network.readout === 'states') this.#states();
    else if (bidirectional) this.#merge(lanes, MERGES[bidirectional], isLast);
    else this.#goOn(lanes[0]!, isLast);
  }

  #lane(layer: Recurrent, bottom: number, lane: string, aside: number, isBackwards: boolean): Lane {
    const width = lane === '' ? this.#cell : this.#cell - 4 * ASIDE + 8;
    const cells = this.#columns.map(({ x }, column) => {
      const look = { role: 'recurrent' as const, text: layer.kind.toUpperCase() };
      const hasGates = layer.kind === 'lstm';
      const place = { column, lane, x: x + aside, bottom, width, height: CELL.height };
      const cell = this.#node({ ...look, ...place, hasGates });
      const below = this.#outlets[column]!;
      this.#up({ ...below, x: below.x + 2 * aside }, cell);
      return cell;
    });
    this.#chain(layer, cells, isBackwards);
    return { cells, isBackwards };
  }

  /** The state goes from cell to cell. */
  #chain(layer: Recurrent, cells: NetworkNode[], isBackwards: boolean): void {
    const carried = layer.kind === 'lstm' ? (['h', 'c'] as const) : (['h'] as const);
    this.#columns.slice(1).forEach(({ isAfterGap }, i) => {
      const [left, right] = [cells[i]!, cells[i + 1]!];
      carried.forEach((carries, n) => {
        const y = left.y + (CELL.height * (n + 1)) / (carried.length + 1);
        const points: [number, number][] = [
          [left.x + left.width, y],
          [right.x, y],
        ];
        const [from, to] = isBackwards ? [right, left] : [left, right];
        if (isBackwards) points.reverse();
        this.edges.push({ from: from.id, to: to.id, carries, points, isAfterGap });
        const x = (left.x + left.width + right.x) / 2;
        if (i === 0)
          this.texts.push({ x, y: y + 7, text: carries, anchor: 'middle', look: carries });
      });
    });
  }

  /** Outputs in the order in which steps were read, or the last state alone. */
  #goOn({ cells, isBackwards }: Lane, isLast: boolean): void {
    const ordered = isBackwards ? [...cells].reverse() : cells;
    const outlets = ordered.map(this.#outletOf);
    const readsLast = isLast && this.#network.readout === 'last';
    this.#outlets = readsLast
      ? cells.map((cell) => (cell === ordered.at(-1) ? this.#outletOf(cell) : null))
      : outlets;
  }

  /** Outputs of both directions meet above them; of the last states, in the last column. */
  #merge(lanes: Lane[], text: string, isLast: boolean): void {
    const bottom = this.#top + BETWEEN;
    this.#top = bottom + MERGE;
    const readsLast = isLast && this.#network.readout === 'last';
    this.#outlets = this.#columns.map(({ x }, column) => {
      if (readsLast && column < this.#columns.length - 1) return null;
      const size = { width: MERGE, height: MERGE };
      const node = this.#node({ role: 'merge', text, column, x, bottom, ...size });
      for (const lane of lanes) {
        const cell = readsLast ? lastOf(lane) : lane.cells[column]!;
        const aside = lane.isBackwards ? ASIDE : -ASIDE;
        const outlet = this.#outletOf(cell);
        this.#up({ ...outlet, x: outlet.x + aside }, node);
      }
      return this.#outletOf(node);
    });
    ++this.#rows;
  }

  /** The last states of all layers stand side by side, right of the last column. */
  #states(): void {
    const last = this.#columns.at(-1)!;
    const x = last.x + this.#cell / 2 + 24 + this.#cell / 2;
    const lowest = Math.min(...this.#ends.map(({ y }) => y));
    const size = { width: STATES, height: this.#top - lowest };
    const column = this.#columns.length;
    const bar = this.#node({ role: 'states', text: '', column, x, bottom: lowest, ...size });
    for (const cell of this.#ends) {
      const y = cell.y + CELL.height / 3;
      const isAtEnd = cell.x + cell.width > last.x;
      const points: [number, number][] = isAtEnd
        ? [
            [cell.x + cell.width, y],
            [bar.x, y],
          ]
        : [
            [cell.x + cell.width / 2, cell.y + CELL.height],
            [cell.x + cell.width / 2, cell.y + CELL.height + LANES / 2],
            [bar.x, cell.y + CELL.height + LANES / 2],
          ];
      this.edges.push({ from: cell.id, to: bar.id, carries: 'h', points, isAfterGap: false });
    }
    this.#outlets = [this.#outletOf(bar)];
    ++this.#rows;
  }

  // ---- The output.

  #output(): void {
    const { layers, input } = this.#network;
    const widest = layers.findLast((layer) => layer.kind !== 'dropout');
    const width =
      widest === undefined
        ? input.width
        : widest.units * (isRecurrent(widest) && widest.bidirectional === 'concat' ? 2 : 1);
    const bottom = this.#rise(outputLabel(this.#say, width), SYMBOL.height);
    const isWhole = this.#network.readout === 'every_step';
    this.#outlets.forEach((outlet, column) => {
      if (!outlet) return;
      const said = isWhole ? this.#sequence.says.at(this.#columns[column]!.step) : undefined;
      const text = said ? glyph(said.symbol) : 'y';
      const place = { column, x: outlet.x, bottom, ...SYMBOL };
      const node = this.#node({ role: 'output', text, agrees: said?.agrees, ...place });
      this.#up(outlet, node);
      if (isWhole && this.#columns[column]!.isAfterGap)
        this.#leftOut(column, bottom + SYMBOL.height / 2);
    });
  }

  /** With y downwards, as pictures have it. */
  #upright(): NetworkDrawing {
    const height = this.#top + EDGE;
    const nodes = this.nodes.map((node) => ({ ...node, y: height - node.y - node.height }));
    const edges = this.edges.map((edge) => ({
      ...edge,
      points: edge.points.map(([x, y]): [number, number] => [x, height - y]),
    }));
    const texts = this.texts.map((text) => ({ ...text, y: height - text.y }));
    const right = Math.max(...this.nodes.map(({ x, width }) => x + width)) + EDGE;
    return { width: Math.max(this.#width, right), height, nodes, edges, texts };
  }
}

const lastOf = ({ cells, isBackwards }: Lane): NetworkNode =>
  isBackwards ? cells[0]! : cells.at(-1)!;

export const layOutNetwork = (
  network: NetworkInfo,
  sequence: Sequence,
  say: Say,
  width: number,
  options: LayoutOptions = { hasLabels: true },
): NetworkDrawing => new Layout(network, sequence, say, width, options).draw();
