// <unfold-graph>: what a tape has recorded, drawn from left to right and walked forwards and back, with
// the rule of each gradient; the values that it began with can be dragged.
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { InputEdit } from '../../base/input-edit';
import { fullNumber } from '../../base/numbers';
import { playIcon, stepIcon } from '../../base/styles/icons';
import { base, buttons } from '../../base/styles/shared';
import type { Graph } from '../../engine/types';
import { sayGraph, type SayGraph } from '../../i18n/graph';
import type { Words } from '../../i18n/words';
import { LiveText } from '../live';
import { head, panelStyles } from '../panel';
import { saidStyles } from '../said';
import { walkStyles } from '../walk-styles';
import { drag } from '../drag';
import { drawingStyles, GraphView, type Stop } from './drawing';
import { explanation, explanationStyles } from './explanation';
import { layOutGraph } from './layout';
import { Rules, valuesText } from './rules';
import { Walk, type Moment } from './walk';

/** What an arrow key moves a value by, and a pixel of a drag. */
const STRIDE = 0.05;
const LEAP = 0.5;
const PIXEL = 0.01;
const LARGEST = 1000;

const rounded = (value: number) =>
  Math.min(LARGEST, Math.max(-LARGEST, Math.round(value * 1000) / 1000));

@customElement('unfold-graph')
export class GraphPanel extends LitElement {
  @property() heading = '';
  @property({ attribute: false }) graph!: Graph;
  @property({ attribute: false }) words!: Words;
  /** How far the walk is; the whole of it until somebody walks. */
  @state() private position = Infinity;
  @state() private stop: Stop | null = null;
  /** The number that is on its way to the engine. */
  @state() private moved: { stop: Stop; value: number } | null = null;

  #spoken = new LiveText(this);
  #shape = '';

  static override styles = [
    base,
    buttons,
    panelStyles,
    drawingStyles,
    saidStyles,
    explanationStyles,
    walkStyles,
    css`
      .stage {
        overflow-x: auto;
        padding: 4px;
        margin: 0 -4px;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('graph')) return;
    if (this.moved && this.#value(this.moved.stop) === Math.fround(this.moved.value))
      this.moved = null;
    // Another formula is walked anew; other values are not.
    const shape = JSON.stringify(this.graph.nodes.map(({ op, text }) => [op, text]));
    if (shape === this.#shape) return;
    this.#shape = shape;
    this.position = Infinity;
    this.stop = null;
    this.moved = null;
  }

  override render() {
    const { graph, words, heading } = this;
    const say = sayGraph(words.lang);
    const walk = new Walk(graph);
    const rules = new Rules(graph);
    const position = Math.min(this.position, walk.length);
    const moment = walk.moment(position);
    const stop = this.stop ?? { node: moment.at ?? walk.result, index: 0 };
    const n = walk.operations.length;
    const view = new GraphView({ graph, walk, rules, say, position, moment, stop }, this.moved, {
      pick: (next) => (this.stop = next),
      press: (event, from) => this.#press(event, from),
      drag: (event, from) => this.#drag(event, from),
    });
    return html`${head(words, heading, say('about', { n, s: n === 1 ? '' : 's' }), nothing, () =>
        this.#grid(rules, say),
      )}
      ${this.#walkView(walk, rules, position, moment, say)}
      <div class="stage">${view.view(layOutGraph(graph), say('drawn'))}</div>
      ${explanation(graph, walk, rules, say, stop, position)}
      <p class="soft">${say('byKeys')}</p>
      <div class="unseen" aria-live="polite">${this.#spoken.text}</div>`;
  }

  #walkView(walk: Walk, rules: Rules, position: number, moment: Moment, say: SayGraph) {
    const button = (
      icon: TemplateResult,
      isBack: boolean,
      label: string,
      to: number,
      isOff: boolean,
    ) =>
      html`<button
        type="button"
        class=${isBack ? 'to-left' : ''}
        aria-label=${label}
        title=${label}
        ?disabled=${isOff}
        @click=${() => this.#go(to, walk)}
      >
        ${icon}
      </button>`;
    const isFirst = position === 0;
    const isLast = position === walk.length;
    return html`<div class="walk" role="group" aria-label=${say('walk')}>
      ${button(stepIcon, true, say('first'), 0, isFirst)}
      ${button(playIcon, true, say('back'), position - 1, isFirst)}
      ${button(playIcon, false, say('on'), position + 1, isLast)}
      ${button(stepIcon, false, say('last'), walk.length, isLast)}
      <input
        type="range"
        min="0"
        max=${walk.length}
        .value=${String(position)}
        aria-label=${say('position')}
        aria-valuetext=${this.#told(moment, walk, rules, say)}
        @input=${(event: Event) => this.#go(Number((event.target as HTMLInputElement).value), walk)}
      />
      <p class="moment" role="status">${this.#told(moment, walk, rules, say)}</p>
    </div>`;
  }

  #told({ stage, at, turn }: Moment, walk: Walk, rules: Rules, say: SayGraph): string {
    const all = walk.operations.length;
    const name = at === null ? '' : rules.names.of(at);
    const keys = {
      given: 'given',
      forward: 'forward',
      seed: 'seed',
      back: 'backward',
      done: 'done',
    } as const;
    return say(keys[stage], { n: stage === 'back' ? all - turn + 1 : turn, all, name });
  }

  #go(to: number, walk: Walk): void {
    this.position = Math.min(walk.length, Math.max(0, to));
    this.stop = null;
    void this.updateComplete.then(() => this.#reveal());
  }

  /** Brings the operation at work into view within the drawing alone. */
  #reveal(): void {
    const stage = this.renderRoot.querySelector<HTMLElement>('.stage');
    const here = stage?.querySelector<HTMLElement>('.picked');
    if (!stage || !here) return;
    const start = here.offsetLeft;
    if (start < stage.scrollLeft || start + here.offsetWidth > stage.scrollLeft + stage.clientWidth)
      stage.scrollLeft = start - stage.clientWidth / 2;
  }

  // Values

  #value = ({ node, index }: Stop): number => this.graph.nodes[node]?.value[index] ?? NaN;

  #set(stop: Stop, value: number): void {
    const { graph } = this;
    if (graph.input === '' || graph.nodes[stop.node]!.op !== 'variable') return;
    this.moved = { stop, value: rounded(value) };
    const text = valuesText(graph, stop.node, stop.index, this.moved.value);
    this.dispatchEvent(new InputEdit(graph.input, text, true));
  }

  /** Up is more. A pointer that has not moved has picked and nothing else. */
  #drag(down: PointerEvent, stop: Stop): void {
    const start = this.#value(stop);
    drag(down, (right, up) => this.#set(stop, start + PIXEL * Math.round(up + right / 4)));
  }

  #press(event: KeyboardEvent, stop: Stop): void {
    const strides: Record<string, number> = {
      ArrowUp: STRIDE,
      ArrowDown: -STRIDE,
      PageUp: LEAP,
      PageDown: -LEAP,
    };
    const stride = strides[event.key];
    const isVariable = this.graph.nodes[stop.node]!.op === 'variable';
    if (stride !== undefined && isVariable) {
      event.preventDefault();
      this.#set(stop, (this.moved?.value ?? this.#value(stop)) + stride);
      return;
    }
    const stops = this.#stops();
    const here = stops.findIndex(({ node, index }) => node === stop.node && index === stop.index);
    const places: Record<string, number> = {
      ArrowLeft: here - 1,
      ArrowRight: here + 1,
      Home: 0,
      End: stops.length - 1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    this.stop = stops[Math.min(stops.length - 1, Math.max(0, place))]!;
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('.stage [tabindex="0"]')?.focus();
      this.#speak();
    });
  }

  /** What can have the focus: each number of a variable, and each other node. */
  #stops(): Stop[] {
    return this.graph.nodes.flatMap(({ op, value }, node) =>
      Array.from({ length: op === 'variable' ? value.length : 1 }, (_, index) => ({ node, index })),
    );
  }

  #speak(): void {
    if (this.stop) this.#spoken.say(new Rules(this.graph).forward(this.stop.node));
  }

  #grid(rules: Rules, say: SayGraph) {
    const { nodes } = this.graph;
    const list = (values: Float32Array) => Array.from(values, fullNumber).join(' ');
    return {
      columns: ['', say('op'), say('readsOf'), say('value'), say('gradient'), say('quotient')],
      rows: nodes.map((node, i) => [
        rules.names.of(i),
        node.op,
        node.reads.map(({ node: read }) => rules.names.of(read)).join(' '),
        list(node.value),
        list(node.gradient),
        list(node.difference),
      ]),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'unfold-graph': GraphPanel;
  }
}
