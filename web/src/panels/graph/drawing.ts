// A graph as a drawing: nodes with their values and gradients, and the lines between them.
import { css, html, nothing, svg } from 'lit';
import { fixedNumber, fullNumber, shortNumber } from '../../base/numbers';
import type { Graph, GraphNode } from '../../engine/types';
import type { SayGraph } from '../../i18n/graph';
import type { GraphDrawing, Line, Place } from './layout';
import { sign, type Rules } from './rules';
import type { Moment, Walk } from './walk';

/** A node, and which of its numbers. */
export interface Stop {
  node: number;
  index: number;
}

export interface Handlers {
  pick(stop: Stop): void;
  press(event: KeyboardEvent, stop: Stop): void;
  drag(event: PointerEvent, stop: Stop): void;
}

export interface Scene {
  graph: Graph;
  walk: Walk;
  rules: Rules;
  say: SayGraph;
  position: number;
  moment: Moment;
  stop: Stop;
}

export const drawingStyles = css`
  .graph {
    position: relative;
  }
  .graph > svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
    stroke-width: 1.25;
  }
  .line {
    fill: none;
    stroke: var(--edge);
  }
  .line.lit {
    stroke: var(--ink);
    stroke-width: 2.25;
  }
  .line.back {
    stroke: var(--accent);
    stroke-width: 2.25;
  }
  .node {
    position: absolute;
    padding: 0 2px;
    border-radius: 6px;
    background: var(--surface);
    box-shadow: 0 0 0 1px var(--edge);
    font-size: 12px;
    line-height: 17px;
    text-align: center;
    cursor: pointer;
  }
  .node.variable {
    background: var(--paper);
    border-radius: 16px;
  }
  .node.constant {
    padding-top: 3px;
    border-radius: 13px;
    background: none;
  }
  .node.waiting .numbers {
    visibility: hidden;
  }
  .node.part {
    box-shadow: 0 0 0 2px var(--ink);
  }
  .node.picked {
    box-shadow: 0 0 0 2.5px var(--accent);
  }
  .title {
    display: block;
    height: 20px;
    overflow: hidden;
    font-weight: 650;
    line-height: 20px;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .title .order {
    font-weight: 400;
    color: var(--ink-soft);
  }
  .numbers {
    display: block;
  }
  .number {
    display: block;
    border-radius: 4px;
  }
  .list .number {
    display: grid;
    grid-template-columns: 1fr 1fr;
  }
  .variable .number {
    cursor: ns-resize;
    touch-action: pan-x;
    user-select: none;
  }
  .variable .number:hover {
    background: var(--surface-strong);
  }
  .number > span {
    display: block;
    white-space: nowrap;
  }
  .flow {
    color: var(--accent);
  }
`;

const DECIMALS = 2;

/** Two decimals, or as many digits as a small number needs. */
const brief = (value: number): string =>
  Math.abs(value) >= 0.01 && Math.abs(value) < 1000
    ? fixedNumber(value, DECIMALS)
    : shortNumber(value, 2);

const BEND = 14;

function curve({ points }: Line): string {
  const [[x, y]] = points as [[number, number]];
  let path = `M${x} ${y}`;
  for (let i = 1; i < points.length; ++i) {
    const [fromX, fromY] = points[i - 1]!;
    const [toX, toY] = points[i]!;
    path +=
      fromY === toY
        ? `L${toX} ${toY}`
        : `C${fromX + BEND} ${fromY} ${toX - BEND} ${toY} ${toX} ${toY}`;
  }
  return path;
}

export class GraphView {
  #scene: Scene;
  #moved: { stop: Stop; value: number } | null;
  #on: Handlers;

  constructor(scene: Scene, moved: { stop: Stop; value: number } | null, on: Handlers) {
    this.#scene = scene;
    this.#moved = moved;
    this.#on = on;
  }

  view({ width, height, places, lines }: GraphDrawing, label: string) {
    return html`<div
      class="graph"
      role="group"
      aria-label=${label}
      .style=${`width: ${width}px; height: ${height}px`}
    >
      <svg aria-hidden="true">
        ${lines.map((line) => svg`<path class="line ${this.#lineLook(line)}" d=${curve(line)}></path>`)}
      </svg>
      ${places.map((place, node) => this.#node(node, place))}
    </div>`;
  }

  /** What the picked node was computed from; on the way back, what it hands on to. */
  #lineLook({ from, to }: Line): string {
    const { stop, moment } = this.#scene;
    if (to !== stop.node) return '';
    return moment.stage === 'back' && moment.at === to && this.#sends(to, from) ? 'back' : 'lit';
  }

  #sends = (to: number, from: number): boolean =>
    this.#scene.graph.nodes[to]!.reads.some(({ node, rule }) => node === from && rule !== '');

  #look(node: number): string {
    const { graph, stop, walk, position } = this.#scene;
    const { op, value } = graph.nodes[node]!;
    const isPart = graph.nodes[stop.node]!.reads.some((read) => read.node === node);
    return [
      ['variable', 'constant'].includes(op) ? op : '',
      value.length > 1 ? 'list' : '',
      walk.hasValue(node, position) ? '' : 'waiting',
      node === stop.node ? 'picked' : isPart ? 'part' : '',
    ]
      .filter(Boolean)
      .join(' ');
  }

  #node(node: number, { x, y, width, height }: Place) {
    const { graph, say, rules } = this.#scene;
    const told = graph.nodes[node]!;
    const isVariable = told.op === 'variable';
    const name = rules.names.of(node);
    const label =
      told.op === 'constant'
        ? say('constant', { value: name })
        : say('node', { name, sign: told.rule ? told.op : '', ...this.#numbers(node, 0) });
    const style = `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`;
    const content = html`<span class="title" aria-hidden=${isVariable ? 'true' : nothing}
        >${this.#title(node, told)}</span
      >
      ${
        told.op === 'constant'
          ? nothing
          : html`<span class="numbers"
              >${Array.from(told.value, (_, i) => this.#number(node, i, told))}</span
            >`
      }`;
    if (isVariable)
      return html`<div class="node ${this.#look(node)}" data-node=${name} .style=${style}>
        ${content}
      </div>`;
    const stop = { node, index: 0 };
    return html`<div
      class="node ${this.#look(node)}"
      data-node=${name}
      role="group"
      tabindex=${this.#tab(stop)}
      aria-label=${label}
      aria-current=${node === this.#scene.stop.node ? 'true' : nothing}
      .style=${style}
      @pointerenter=${() => this.#on.pick(stop)}
      @click=${() => this.#on.pick(stop)}
      @focus=${() => this.#on.pick(stop)}
      @keydown=${(event: KeyboardEvent) => this.#on.press(event, stop)}
    >
      ${content}
    </div>`;
  }

  #title(node: number, told: GraphNode) {
    const { names } = this.#scene.rules;
    const order = names.number(node);
    const shown = sign(told);
    if (order === 0) return shown;
    const name = told.name ? `${told.name} = ${shown}` : shown;
    return html`${told.name ? nothing : html`<span class="order">#${order}</span>`} ${name}`;
  }

  #tab({ node, index }: Stop): number {
    const { stop } = this.#scene;
    return node === stop.node && index === stop.index ? 0 : -1;
  }

  #numbers(node: number, index: number): { value: string; gradient: string } {
    const { graph, walk, position, say } = this.#scene;
    const { value, gradient } = graph.nodes[node]!;
    const arrived = walk.gradient(node, position);
    const flow = arrived ? fullNumber(arrived[index]!) : say(gradient.length ? 'notYet' : 'none');
    const isKnown = walk.hasValue(node, position);
    return { value: isKnown ? fullNumber(value[index]!) : say('notYet'), gradient: flow };
  }

  /** A value, and what has flowed to it. */
  #number(node: number, index: number, { op, value }: GraphNode) {
    const { walk, position } = this.#scene;
    const moved = this.#moved;
    const isMoved = moved?.stop.node === node && moved.stop.index === index;
    const shown = brief(isMoved ? moved.value : value[index]!);
    const arrived = walk.gradient(node, position);
    const content = html`<span>${shown}</span>
      <span class="flow">${arrived ? `∂ ${brief(arrived[index]!)}` : ' '}</span>`;
    if (op !== 'variable') return html`<span class="number" aria-hidden="true">${content}</span>`;
    return this.#slider({ node, index }, isMoved ? moved.value : value[index]!, content);
  }

  #slider(stop: Stop, value: number, content: unknown) {
    const { graph, rules, say } = this.#scene;
    const name = rules.names.of(stop.node);
    const isList = graph.nodes[stop.node]!.value.length > 1;
    const numbers = this.#numbers(stop.node, stop.index);
    const text = say(isList ? 'variablePart' : 'variable', { name, n: stop.index, ...numbers });
    return html`<span
      class="number"
      role="slider"
      tabindex=${this.#tab(stop)}
      aria-label=${isList ? `${name}[${stop.index}]` : name}
      aria-orientation="vertical"
      aria-valuemin="-1000"
      aria-valuemax="1000"
      aria-valuenow=${value}
      aria-valuetext=${text}
      @pointerenter=${() => this.#on.pick(stop)}
      @pointerdown=${(event: PointerEvent) => this.#on.drag(event, stop)}
      @focus=${() => this.#on.pick(stop)}
      @keydown=${(event: KeyboardEvent) => this.#on.press(event, stop)}
      >${content}</span
    >`;
  }
}
